"""Which tasks a phrase means: "my urgent tasks in Launch due this week"."""

import re
from collections.abc import Callable
from typing import Any

from domain.assistant.sentences.context import Context
from domain.assistant.sentences.words import NOUN, known_people, name_pattern, priority_of, quoted
from domain.tasks.dates import Period, find_when, read_period

_COUNTED = r"(?:\d{1,3}|two|three|four|five|six|seven|ten)"
_PERIOD = (
    rf"(?:(?:this|next|last|past)\s+(?:week|month|weekend)|(?:the\s+)?(?:next|last|past)\s+{_COUNTED}\s+(?:day|week)s"
    rf"|the\s+weekend)\b"
)
_NOISE = set(
    "a an all any anything are as at be been by can could did do does every everything each for from get give got had "
    "has have how i i've in is it its items item just let list many me mine my need of on one ones or our out please "
    "see show some still stuff sort tell that the their them there these thing things this those to todo todos "
    "to-do to-dos task tasks up us was we were what what's whats when where which with work you your and tasks: "
    "should must left reminders reminder cards card currently now yet already plate list agenda schedule today's "
    "due deadline coming like look looks looking view upcoming scheduled planned".split()
)

_SORTS = {"priority": "priority", "due": "due", "date": "due", "title": "title", "name": "title", "age": "newest",
          "newest": "newest", "latest": "newest"}  # fmt: skip

Found = dict[str, Any]


def _take(text: str, pattern: str, into: Callable[[re.Match[str]], Found | None], found: Found) -> str:
    match = re.search(pattern, text, re.IGNORECASE)
    if not match:
        return text
    values = into(match)
    if values is None:
        return text
    found.update(values)
    return f"{text[: match.start()]} , {text[match.end() :]}"


def _days(period: Period, name: str) -> Found:
    return {f"{name}_from": period.first.isoformat(), f"{name}_to": period.last.isoformat()}


def _take_period(text: str, found: Found, context: Context) -> str:
    """Due days by default; days of completion or creation when that was what they belong to."""
    done = re.search(r"\b(?:completed?|done|finish(?:ed)?|closed|did|achieved?|accomplish(?:ed)?)\b", text, re.IGNORECASE)
    made = re.search(r"\b(?:created|added|new)\b", text, re.IGNORECASE)
    name = "completed" if done and not re.search(r"\bdue\b", text, re.IGNORECASE) else "created" if made else "due"
    text = re.sub(r"\bmy\s+(?=week\b|month\b)", "this ", re.sub(r"\bmy\s+day\b", "today", text, flags=re.IGNORECASE), flags=re.IGNORECASE)
    if match := re.search(_PERIOD, text, re.IGNORECASE):
        start, end = match.span()
    elif when := find_when(text, now=context.now, zone=context.zone):
        start, end = when.start, when.end
    else:
        return text
    said = re.sub(r"^(?:due\s+)?(?:on|by|for|until|till|from|in|over)?\s*", "", text[start:end], flags=re.IGNORECASE)
    period = read_period(said, now=context.now, zone=context.zone, week_start=context.week_start)
    if period is None:
        return text
    limits = _days(period, name)
    before = text[:start].rstrip().lower()
    if re.match(r"(?:due\s+)?(?:by|until|till)\b", text[start:end], re.IGNORECASE) or before.endswith((" by", "before")):
        limits.pop(f"{name}_from")
    elif before.endswith("after"):
        limits.pop(f"{name}_to")
    elif name == "due" and said.lower() == "today":
        limits = {"due_today": True}
    elif name == "completed":
        found["status"] = ["completed"]
    found.update(limits)
    return f"{text[:start]} , {text[end:]}"


def _take_people(text: str, found: Found, context: Context) -> str:
    names = name_pattern(known_people(context))
    text = _take(text, r"\b(?:unassigned|without\s+(?:an?\s+)?assignee|(?:assigned\s+to\s+)?(?:nobody|no\s?one))\b",
                 lambda _: {"unassigned": True}, found)  # fmt: skip
    text = _take(text, r"\b(?:assigned\s+to|for|of)\s+me\b|\bi['’]?\s?a?m\s+assigned(?:\s+to)?\b", lambda _: {"assignee": "me"}, found)
    text = _take(text, rf"(?:\b(?:assigned\s+to|for|of|by)\s+|@)({names})\b", lambda m: {"assignee": m[1]}, found)
    text = _take(text, rf"\b({names})['’]s?(?=\s)", lambda m: {"assignee": m[1]}, found)
    text = _take(text, rf"\b(?:is|has|does)\s+({names})\b", lambda m: {"assignee": m[1]}, found)
    return _take(text, r"\bassigned\s+to\s+(\w+)\b", lambda m: {"assignee": m[1]}, found)


def _take_team(text: str, found: Found, context: Context) -> str:
    teams = name_pattern(context.teams)
    text = _take(text, rf"(?:\b(?:in|of|from|for|on)\s+(?:the\s+|team\s+)*|\+)({teams})\b(?:['’]s)?(?:\s+(?:team|project|board))?",
                 lambda m: {"team": m[1]}, found)  # fmt: skip
    text = _take(text, r"\bin\s+(?:the\s+)?(\w[\w&-]*)\s+(?:team|project)\b", lambda m: {"team": m[1]}, found)
    return _take(text, rf"\b({teams})\b(?:\s+(?:team|project|{NOUN}))", lambda m: {"team": m[1]}, found)


def _take_labels(text: str, found: Found) -> str:
    text = _take(text, r"#([\w-]+)", lambda m: {"label": m[1]}, found)
    return _take(text, r"\b(?:label+ed|tagged|with\s+(?:the\s+)?(?:label|tag))\s+(?:as\s+|with\s+)?([\w-]+)",
                 lambda m: {"label": m[1]}, found)  # fmt: skip


_STATES: tuple[tuple[str, Found], ...] = (
    (r"\b(?:overdue|past\s+due|late|behind\s+schedule)\b", {"overdue": True}),
    (r"\b(?:not\s+(?:yet\s+)?(?:done|completed|finished)|unfinished|incomplete|open|outstanding|remaining|active)\b",
     {"open": True}),
    (r"\b(?:in\s+progress|in-progress|ongoing|under\s+way|started)\b|\bworking\s+on\b|\bdoing\b", {"status": ["in_progress"]}),
    (r"\b(?:pending|not\s+started|unstarted|waiting)\b", {"status": ["pending"]}),
    (r"\b(?:completed?|done|finish(?:ed)?|closed|achieved?|accomplish(?:ed)?)\b", {"status": ["completed"]}),
    (r"\b(?:archived)\b", {"status": ["archived"]}),
    (r"\bshared\s+with\s+(?:me|us)\b", {"shared": True}),
    (r"\b(?:personal|private)\b", {"personal": True}),
    (r"\b(?:created|added|new)\b", {}),
)  # fmt: skip


def _take_priorities(text: str, found: Found) -> str:
    levels = r"urgent|critical|high|important|medium|low"
    pattern = rf"(?:!\s?)?\b({levels})(?:\s*(?:and|or|/|,)\s*({levels}))?(?:[\s-]+prio(?:rit(?:y|ies))?)?\b|\bprio(?:rity)?\s+({levels})\b"
    return _take(text, pattern, lambda m: {"priority": [priority_of(g) for g in m.groups() if g]}, found)


def read_filter(text: str, context: Context) -> Found:
    """The conditions in the phrase, as arguments of `list_tasks`; words that are none of them go into `words`."""
    found: Found = {}
    if title := quoted(text):
        found["words"], text = title[0], title[1].replace("\ufffc", " , ")
    about = re.search(r"\b(?:about|containing|mentioning|matching|named|called)\s+(.+)$", text, re.IGNORECASE)
    if about:
        found["words"], text = about[1].strip(" .?!"), text[: about.start()]
    text = _take(text, r"\b(?:sorted|ordered|sort|order)?\s*by\s+(priority|due(?:\s+date)?|date|title|name|age|newest)\b|\b(newest|latest)\s+first\b",
                 lambda m: {"sort": _SORTS[(m[1] or m[2]).lower().split()[0]]}, found)  # fmt: skip
    text = _take(text, r"\b(?:(?:without|with\s+no|no)\s+(?:an?\s+)?(?:due\s+date|date|deadline)|undated|unscheduled)\b",
                 lambda _: {"undated": True}, found)  # fmt: skip
    text = _take_people(f" {text} ", found, context)
    text = _take_team(text, found, context)
    text = _take_labels(text, found)
    text = _take_period(text, found, context)
    for pattern, values in _STATES:
        # "completed" as a state of something overdue makes no sense twice: the first statement about it counts
        text = _take(text, pattern, lambda _, v=values: {**v, **{k: found[k] for k in v if k in found}}, found)  # type: ignore[misc]
    text = _take_priorities(text, found)
    left = [w for w in re.findall(r"[\w’'.&+-]+", text) if w.lower().replace("’", "'") not in _NOISE]
    if left and "words" not in found:
        found["words"] = " ".join(left)
    if not found.keys() & {"status", "open", "overdue", "due_today", "completed_from", "created_from", "created_to"}:
        found["open"] = True
    return found
