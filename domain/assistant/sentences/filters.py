"""Which tasks a phrase means: "my urgent tasks in Launch due this week"."""

import re
from collections.abc import Callable
from typing import Any

from domain.assistant.sentences.context import Context
from domain.assistant.sentences.words import NOUN, known_people, name_pattern, priority_of, quoted
from domain.tasks.dates import Period, find_when, read_period

Found = dict[str, Any]

_MANY_DAYS = r"(?:\d{1,3}|two|three|four|five|six|seven|ten)\s+(?:day|week)s"
_PERIOD = (
    r"(?:(?:this|next|last|past)\s+(?:week|month|weekend)|the\s+weekend"
    rf"|(?:the\s+)?(?:next|last|past)\s+{_MANY_DAYS})\b"
)
_FINISHED = r"\b(?:completed?|done|finish(?:ed)?|closed|achieved?|accomplish(?:ed)?)\b"
_MADE = r"\b(?:created|added|new)\b"
_LEVELS = "urgent|critical|high|important|medium|low"
_STATES: tuple[tuple[str, Found], ...] = (
    (r"\b(?:overdue|past\s+due|late|behind\s+schedule)\b", {"overdue": True}),
    (r"\b(?:not\s+(?:yet\s+)?(?:done|completed|finished)|unfinished|incomplete|open|outstanding|remaining|active)\b",
     {"open": True}),
    (r"\b(?:in[\s-]progress|ongoing|under\s+way|started|working\s+on|doing)\b", {"status": ["in_progress"]}),
    (r"\b(?:pending|not\s+started|unstarted|waiting)\b", {"status": ["pending"]}),
    (_FINISHED, {"status": ["completed"]}),
    (r"\barchived\b", {"status": ["archived"]}),
    (r"\bshared\s+with\s+(?:me|us)\b", {"shared": True}),
    (r"\b(?:personal|private)\b", {"personal": True}),
    (_MADE, {}),
    (r"\b(?:(?:without|with\s+no|no)\s+(?:an?\s+)?(?:due\s+date|date|deadline)|undated|unscheduled)\b",
     {"undated": True}),
)  # fmt: skip
_SORTS = {"priority": "priority", "due": "due", "date": "due", "title": "title", "name": "title", "age": "newest",
          "newest": "newest", "latest": "newest"}  # fmt: skip
_SORTED = (
    r"\b(?:sorted|ordered|sort|order)?\s*by\s+(priority|due(?:\s+date)?|date|title|name|age|newest)\b"
    r"|\b(newest|latest)\s+first\b"
)
_NOISE_WORDS = """a an all any anything are as at be been by can could did do does every everything each for from get
give got had has have how i i've in is it its items item just let list many me mine my need of on one ones or our out
please see show some still stuff sort tell that the their them there these thing things this those to todo todos to-do
to-dos task tasks up us was we were what what's whats when where which with work you your tasks: should must left
reminders reminder cards card currently now yet already plate agenda schedule today's due deadline coming like look
looks looking view upcoming scheduled planned and"""
_NOISE = frozenset(_NOISE_WORDS.split())


def _take(text: str, expression: str, read: Callable[[re.Match[str]], Found], found: Found) -> str:
    """Put what the first match says into `found`; the text without it."""
    match = re.search(expression, text, re.IGNORECASE)
    if not match:
        return text
    found.update(read(match))
    return f"{text[: match.start()]} , {text[match.end() :]}"


def _take_people(text: str, found: Found, context: Context) -> str:
    names = name_pattern(known_people(context))
    nobody = r"\b(?:unassigned|without\s+(?:an?\s+)?assignee|(?:assigned\s+to\s+)?(?:nobody|no\s?one))\b"
    text = _take(text, nobody, lambda _: {"unassigned": True}, found)
    mine = r"\b(?:assigned\s+to|for|of)\s+me\b|\bi['’]?\s?a?m\s+assigned(?:\s+to)?\b"
    text = _take(text, mine, lambda _: {"assignee": "me"}, found)
    for theirs in (
        rf"(?:\b(?:assigned\s+to|for|of|by)\s+|@)({names})\b",
        rf"\b({names})['’]s?(?=\s)",
        rf"\b(?:is|has|does)\s+({names})\b",
        r"\bassigned\s+to\s+(\w+)\b",
    ):
        text = _take(text, theirs, lambda m: {"assignee": m[1]}, found)
    return text


def _take_team(text: str, found: Found, context: Context) -> str:
    teams = name_pattern(context.teams)
    for home in (
        rf"(?:\b(?:in|of|from|for|on)\s+(?:the\s+|team\s+)*|\+)({teams})\b(?:['’]s)?(?:\s+(?:team|project|board))?",
        r"\bin\s+(?:the\s+)?(\w[\w&-]*)\s+(?:team|project)\b",
        rf"\b({teams})\b(?:\s+(?:team|project|{NOUN}))",
    ):
        text = _take(text, home, lambda m: {"team": m[1]}, found)
    return text


def _take_labels(text: str, found: Found) -> str:
    named = r"\b(?:label+ed|tagged|with\s+(?:the\s+)?(?:label|tag))\s+(?:as\s+|with\s+)?([\w-]+)"
    for label in (r"#([\w-]+)", named):
        text = _take(text, label, lambda m: {"label": m[1]}, found)
    return text


def _take_priorities(text: str, found: Found) -> str:
    several = rf"(?:!\s?)?\b({_LEVELS})(?:\s*(?:and|or|/|,)\s*({_LEVELS}))?(?:[\s-]+prio(?:rit(?:y|ies))?)?\b"
    return _take(text, rf"{several}|\bprio(?:rity)?\s+({_LEVELS})\b",
                 lambda m: {"priority": [priority_of(g) for g in m.groups() if g]}, found)  # fmt: skip


def _dated(text: str) -> str:
    """Which of its dates is meant."""
    if re.search(_FINISHED, text, re.IGNORECASE) and not re.search(r"\bdue\b", text, re.IGNORECASE):
        return "completed"
    if re.search(r"\b(?:what|which)\b.*\bdid\b", text, re.IGNORECASE):
        return "completed"
    return "created" if re.search(_MADE, text, re.IGNORECASE) else "due"


def _days(text: str, context: Context) -> tuple[int, int, Period] | None:
    """Where the text names days, and which."""
    if match := re.search(_PERIOD, text, re.IGNORECASE):
        start, end = match.span()
    elif when := find_when(text, now=context.now, zone=context.zone):
        start, end = when.start, when.end
    else:
        return None
    said = re.sub(r"^(?:due\s+)?(?:on|by|for|until|till|from|in|over)?\s*", "", text[start:end], flags=re.IGNORECASE)
    period = read_period(said, now=context.now, zone=context.zone, week_start=context.week_start)
    return (start, end, period) if period else None


def _take_days(text: str, found: Found, context: Context) -> str:
    text = re.sub(r"\bmy\s+day\b", "today", text, flags=re.IGNORECASE)
    text = re.sub(r"\bmy\s+(?=week\b|month\b)", "this ", text, flags=re.IGNORECASE)
    days = _days(text, context)
    if days is None:
        return text
    start, end, period = days
    name, before = _dated(text), text[:start].rstrip().lower()
    limits: Found = {f"{name}_from": period.first.isoformat(), f"{name}_to": period.last.isoformat()}
    if before.endswith((" by", "before")) or re.match(
        r"(?:due\s+)?(?:by|until|till)\b", text[start:end], re.IGNORECASE
    ):
        limits.pop(f"{name}_from")
    elif before.endswith("after"):
        limits.pop(f"{name}_to")
    elif name == "due" and period.name == "today":
        limits = {"due_today": True}
    elif name == "completed":
        limits["status"] = ["completed"]
    if f"{name}_from" in limits and f"{name}_to" in limits and period.first != period.last:
        limits["period"] = period.name
    found.update(limits)
    return f"{text[:start]} , {text[end:]}"


def _take_states(text: str, found: Found) -> str:
    for expression, values in _STATES:
        if re.search(expression, text, re.IGNORECASE):
            found.update({name: value for name, value in values.items() if name not in found})
            text = re.sub(expression, " , ", text, count=1, flags=re.IGNORECASE)
    return text


def read_filter(text: str, context: Context) -> Found:
    """The conditions in the phrase, as arguments of `list_tasks`; words that are none of them go into `words`."""
    found: Found = {}
    if title := quoted(text):
        found["words"], text = title[0], title[1].replace("\ufffc", " , ")
    about = re.search(r"\b(?:about|containing|mentioning|matching|named|called)\s+(.+)$", text, re.IGNORECASE)
    if about:
        found["words"], text = about[1].strip(" .?!"), text[: about.start()]
    text = _take(f" {text} ", _SORTED, lambda m: {"sort": _SORTS[(m[1] or m[2]).lower().split()[0]]}, found)
    text = _take_team(_take_people(text, found, context), found, context)
    text = _take_days(_take_labels(text, found), found, context)
    text = _take_priorities(_take_states(text, found), found)
    left = [w for w in re.findall(r"[\w’'.&+-]+", text) if w.lower().replace("’", "'") not in _NOISE]
    if left and "words" not in found:
        found["words"] = " ".join(left)
    if not found.keys() & {"status", "open", "overdue", "due_today", "completed_from", "created_from", "created_to"}:
        found["open"] = True
    return found
