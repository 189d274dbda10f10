"""New tasks: "remind me to call Ben tomorrow 5pm high priority", "create 'Ship it' in Launch for friday"."""

import re
from typing import Any

from domain.assistant.sentences.context import Call, Context, Say, Understood
from domain.assistant.sentences.words import NOUN, PRIORITY, known_people, name_pattern, priority_of, quoted
from domain.tasks.dates import When, find_when

_KIND = r"(?:task|to-?do|item|reminder|card)"
_HEADS = tuple(
    re.compile(pattern, re.IGNORECASE | re.DOTALL)
    for pattern in (
        rf"(?:add|create|make|open|set\s+up|enter|log|put|new|schedule|start|give\s+me)\s+(?:me\s+)?"
        rf"(?:(?:an?|another|one\s+more|the\s+following|this)\s+)?(?:new\s+|personal\s+)?"
        rf"(?:(?P<level>{PRIORITY})(?:[\s-]+priority)?\s+)?{_KIND}\b"
        rf"(?:\s+(?:called|named|titled|that\s+says|saying|to)\b)?\s*[:,–—-]?\s*(?P<rest>.+)",
        rf"new\s+{_KIND}\b\s*[:–—-]?\s*(?P<rest>.+)",
        r"(?:remind\s+me|set\s+a\s+reminder)\s+(?:(?:to|about|that|of)\s+)?(?P<rest>.+)",
        r"(?:don['’]?t\s+(?:let\s+me\s+)?forget|remember|i\s+must\s+not\s+forget|i\s+mustn['’]t\s+forget)\s+(?:(?:to|about)\s+)?(?P<rest>.+)",
        r"(?:i|we)(?:\s+(?:need|have|ought)|['’]?ve\s+got)\s+to\s+(?P<rest>.+)",
        r"(?:i|we)\s+(?:should|must)\s+(?P<rest>.+)",
        r"(?:to-?do|task|reminder|note\s+to\s+self)\s*[:–—-]\s*(?P<rest>.+)",
        r"(?:add|create|put|note(?:\s+down)?|jot\s+down|write\s+down|log|\+)\s*[:]?\s*(?P<rest>.+)",
    )
)
_SEVERAL = re.compile(r"(?:add|create|make|new)\s+(?:me\s+)?(?:these|the\s+following|some|new)?\s*(?:tasks|to-?dos|items)\s*:\s*(?P<rest>.+)",
                      re.IGNORECASE | re.DOTALL)  # fmt: skip
_BARE = re.compile(rf"(?:add|create|make|new|open)(?:\s+(?:me\s+)?(?:an?\s+)?(?:new\s+)?{_KIND})?", re.IGNORECASE)
_LIST = r"(?:\s+(?:to|on|onto|in)\s+(?:my|the|our)\s+(?:to-?do\s+|task\s+)?(?:list|tasks|to-?dos|inbox))"
_QUOTED_MARK = "\ufffc"


def _due(when: When) -> dict[str, str]:
    return {"due_at": when.at.isoformat()} if when.at else {"due_on": when.on.isoformat()} if when.on else {}


def due_arguments(when: When) -> dict[str, str]:
    """A date phrase's meaning as a tool's arguments."""
    return _due(when)


def _cut(text: str, start: int, end: int) -> str:
    return f"{text[:start].rstrip(' ,;–—-')} {text[end:].lstrip(' ,;')}".strip()


def _take_date(text: str, found: dict[str, Any], context: Context) -> str:
    when = find_when(text, now=context.now, zone=context.zone)
    if when is None or "due_on" in found or "due_at" in found:
        return text
    found.update(_due(when.when))
    return _cut(text, when.start, when.end)


def _take_priority(text: str, found: dict[str, Any]) -> str:
    patterns = (
        rf"\b(?:with\s+|at\s+|as\s+|of\s+)?(?:an?\s+)?(?P<p>{PRIORITY})[\s-]+prio(?:rity)?\b",
        rf"\b(?:with\s+)?prio(?:rity)?\s*[:=]?\s+(?:of\s+|is\s+|to\s+)?(?P<p>{PRIORITY})\b",
        rf"(?<!\w)!(?P<p>{PRIORITY})\b",
        r"(?:[,;(–—-]\s*|\b(?:as|it['’]s|is|this\s+is|and)\s+)(?P<p>urgent|critical|important|asap)\)?[\s.!]*$",
        r"\s(?P<p>urgent|asap)[\s.!]*$",
    )
    for pattern in patterns:
        if match := re.search(pattern, text, re.IGNORECASE):
            found["priority"] = priority_of(match["p"])
            return _cut(text, *match.span())
    return text


def _take_team(text: str, found: dict[str, Any], context: Context) -> str:
    teams = name_pattern(context.teams)
    is_quoted = _QUOTED_MARK in text
    patterns = (
        rf"(?<!\w)\+(?P<team>{teams})\b",
        rf"\b(?:in|to|into|for|under|on)\s+(?:the\s+)?(?:team\s+|project\s+)(?P<team>{teams})\b",
        rf"\b(?:in|to|into|for|under|on)\s+(?:the\s+|our\s+)?(?P<team>{teams})\s+(?:team|project|board)\b",
        rf"\b(?:in|to|into|under)\s+(?:the\s+|our\s+)?(?P<team>{teams})[\s.!]*$",
        rf"^(?:in|to|into|for|under)\s+(?:the\s+|our\s+)?(?P<team>{teams})\s*(?:[:,–—-]|\bto\b)",
        rf"\b(?:for|in)\s+(?:the\s+)?(?P<team>{teams})[\s.!]*$" if is_quoted else r"(?P<team>(?!))",
        r"\b(?:in|to|into|under)\s+(?:the\s+|our\s+)(?P<team>\w[\w&-]*)\s+(?:team|project)\b",
        r"\b(?:in|to|into)\s+(?:team\s+)(?P<team>\w[\w&-]*)\b",
        rf"{_QUOTED_MARK}\s+(?:in|to|into|under)\s+(?P<team>\w[\w&-]*)[\s.!]*$" if is_quoted else r"(?P<team>(?!))",
    )
    for pattern in patterns:
        if match := re.search(pattern, text, re.IGNORECASE):
            found["team"] = match["team"]
            start = match.start() + (1 if text[match.start()] == _QUOTED_MARK else 0)
            return _cut(text, start, match.end())
    return text


def _take_assignee(text: str, found: dict[str, Any], context: Context) -> str:
    people = name_pattern([*known_people(context), "me"])
    patterns = (
        rf"(?:,?\s*\band\s+|,\s*)?\bassign(?:ed)?\s+(?:it\s+|this\s+|that\s+)?to\s+(?P<who>{people}|[\w.+-]+@[\w.-]+\w|\w+)",
        rf"(?<![\w.])@(?P<who>{people})\b",
        rf"^for\s+(?P<who>{people})\s*(?:[:,–—-]|\bto\b)",
        rf"{_QUOTED_MARK}\s+for\s+(?P<who>{people})[\s.!]*$",
    )
    for pattern in patterns:
        if match := re.search(pattern, text, re.IGNORECASE):
            found["assignee"] = match["who"]
            start = match.start() + (1 if text[match.start()] == _QUOTED_MARK else 0)
            return _cut(text, start, match.end())
    return text


def _take_labels(text: str, found: dict[str, Any]) -> str:
    labels = re.findall(r"(?<![\w&])#([\w-]+)", text)
    text = re.sub(r"\s*(?<![\w&])#[\w-]+", "", text)
    match = re.search(r"\b(?:label+ed|tagged|with\s+(?:the\s+)?(?:labels?|tags?))\s+(?:as\s+)?(?P<all>[\w-]+(?:\s*(?:,|\band\b)\s*[\w-]+)*)",
                      text, re.IGNORECASE)  # fmt: skip
    if match:
        labels += re.split(r"\s*(?:,|\band\b)\s*", match["all"])
        text = _cut(text, *match.span())
    if labels:
        found["labels"] = labels
    return text


def _take_description(text: str, found: dict[str, Any]) -> str:
    match = re.search(r"(?:[,;.–—-]\s*|\bwith\s+(?:the\s+|a\s+)?)(?:description|note|details?)\s*[:=]?\s*(?P<all>.+)$", text, re.IGNORECASE)
    if match and match.start() > 0:
        found["description"] = match["all"].strip(" \"'“”")
        return text[: match.start()].strip()
    return text


def _tidy(title: str) -> str:
    title = re.sub(_LIST + r"[\s.!]*$", "", title, flags=re.IGNORECASE)
    title = re.sub(r"^(?:to|that|about|:)\s+", "", title.strip(" ,;:–—-"), flags=re.IGNORECASE)
    title = re.sub(r"\s+(?:on|by|for|at|due|with|in|and)$", "", title, flags=re.IGNORECASE)
    title = re.sub(rf"^(?:an?\s+)?{NOUN}\s+to\s+", "", title, flags=re.IGNORECASE)
    return title.strip(" ,;:–—-").removesuffix(".").strip()


def read_task(rest: str, context: Context, level: str | None = None) -> Call | None:
    """What is said of a new task, as a call of `add_task`; None when no title is left."""
    found: dict[str, Any] = {"priority": priority_of(level)} if level else {}
    mark = quoted(rest)
    title, text = mark if mark else ("", rest)
    text = _take_description(text, found)
    for _ in range(2):  # a phrase at the end may hide the one before it
        text = _take_labels(text, found)
        text = _take_assignee(text, found, context) if "assignee" not in found else text
        text = _take_team(text, found, context) if "team" not in found else text
        text = _take_priority(text, found) if "priority" not in found else text
        text = _take_date(text, found, context)
    if not title:
        plain = _tidy(text)
        title = plain[:1].upper() + plain[1:]
    return Call("add_task", {"title": title, **found}) if title else None


def read_new_task(text: str, context: Context) -> Understood | None:
    """The sentence as a new task (or several after "add tasks:", with commas between), when it is one."""
    if _BARE.fullmatch(text.strip()):
        return Say("no_title")
    if several := _SEVERAL.fullmatch(text):
        parts = [part.strip(" -*•") for part in re.split(r"[,;]\s+|\s+[-*•]\s+", several["rest"]) if part.strip(" -*•")]
        calls = [call for part in parts if (call := read_task(part, context))]
        return Call("add_tasks", {"tasks": [call.arguments for call in calls]}) if len(calls) > 1 else calls[0] if calls else None
    for head in _HEADS:
        if match := head.fullmatch(text):
            return read_task(match["rest"], context, match.groupdict().get("level"))
    return None
