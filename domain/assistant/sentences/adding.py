"""New tasks: "remind me to call Ben tomorrow 5pm high priority", "create 'Ship it' in Launch for friday"."""

import re
from typing import Any
from uuid import UUID

from domain.assistant.sentences.context import Call, Context, Say, Understood
from domain.assistant.sentences.patterns import matched, pattern
from domain.assistant.sentences.words import PRIORITY, known_people, name_pattern, priority_of, quoted
from domain.tasks.dates import When, find_when
from domain.tasks.quick_add import Group, Names, Setting, Somebody, read_line

_EXPLICIT = (
    r"((add|create|make|new|open|set up|schedule|enter|log) (\w+ ){0,4}?{kind}\b|remind me\b|todo:|task:"
    r"|(add|create|make|new) (\w+ )?(tasks|to-?dos|items)\s*:|add (\"|“|'))"
)
_NOT_NEW = r"make (the|all|my|every)\b"
_HEADS = (
    "(add|create|make|open|set up|enter|log|put|new|schedule|start|give me) [me]"
    " [a|an|another|one more|the following|this] [new] [personal]( {level}((-| )priority)?)?"
    r" {kind}\b [called|named|titled|that says|saying|to]{maybe_colon}{rest}",
    r"new {kind}\b\s*[:–—-]?\s*{rest}",
    "(remind me|set a reminder) [to|about|that|of] {rest}",
    "(don't (let me )?forget|remember|i must not forget|i mustn't forget) [to|about] {rest}",
    "(i|we)( (need|have|ought)|'ve got) to {rest}",
    "(i|we) (should|must) {rest}",
    "(to-?do|task|reminder|note to self){colon}{rest}",
    r"(add|create|put|note( down)?|jot down|write down|log|\+)\s*:?\s*{rest}",
)
_HOW_MANY = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SEVERAL = (
    r"(add|create|make|new) [me] ((these|the following|some|new) )?"
    rf"((?P<count>\d{{1,2}}|{'|'.join(_HOW_MANY)}) )?(new )?"
    r"(tasks|to-?dos|items)\s*:\s*{rest}"
)
_BARE = "(add|create|make|new|open)( [me] [a|an] [new] {kind})?"
_ON_LIST = re.compile(
    r"\s+(?:to|on|onto|in)\s+(?:my|the|our)\s+(?:to-?do\s+|task\s+)?(?:list|tasks|to-?dos|inbox)[\s.!]*$", re.IGNORECASE
)
_QUOTED = "\ufffc"  # stands where a quoted title was

_LEVEL = rf"(?P<found>{PRIORITY})"
_PRIORITIES = (
    rf"\b(?:with\s+|at\s+|as\s+|of\s+)?(?:an?\s+)?{_LEVEL}[\s-]+prio(?:rity)?\b",
    rf"\b(?:with\s+)?prio(?:rity)?\s*[:=]?\s+(?:of\s+|is\s+|to\s+)?{_LEVEL}\b",
    rf"(?<!\w)!{_LEVEL}\b",
    r"(?:[,;(–—-]\s*|\b(?:as|it['’]s|is|this\s+is|and)\s+)(?P<found>urgent|critical|important|asap)\)?[\s.!]*$",
    r"\s(?P<found>urgent|asap)[\s.!]*$",
)
_INTO = r"\b(?:in|to|into|under|on|for)\s+(?:the\s+|our\s+)?"
_LABELS = re.compile(
    r"\b(?:label+ed|tagged|with\s+(?:the\s+)?(?:labels?|tags?))\s+(?:as\s+)?(?P<all>[\w-]+(?:\s*(?:,|\band\b)\s*[\w-]+)*)",
    re.IGNORECASE,
)
_DESCRIPTION = re.compile(
    r"(?:[,;.–—-]\s*|\bwith\s+(?:the\s+|a\s+)?)(?:description|note|details?)\s*[:=]?\s*(?P<all>.+)$", re.IGNORECASE
)


def due_arguments(when: When) -> dict[str, str]:
    """A date phrase's meaning as a tool's arguments."""
    return {"due_at": when.at.isoformat()} if when.at else {"due_on": when.on.isoformat()} if when.on else {}


def _cut(text: str, start: int, end: int) -> str:
    start += text[start : start + 1] == _QUOTED
    return f"{text[:start].rstrip(' ,;–—-')} {text[end:].lstrip(' ,;')}".strip()


def _take(text: str, patterns: tuple[str, ...]) -> tuple[str, str | None]:
    """The text without the first phrase that fits one of the patterns, and what its `found` says."""
    for expression in patterns:
        if match := re.search(expression, text, re.IGNORECASE):
            return _cut(text, *match.span()), match["found"]
    return text, None


def _team_patterns(context: Context, *, is_quoted: bool) -> tuple[str, ...]:
    known = rf"(?P<found>{name_pattern(context.teams)})"
    always = (
        rf"{_INTO}(?:team\s+|project\s+){known}\b",
        rf"{_INTO}{known}\s+(?:team|project|board)\b",
        rf"\b(?:in|to|into|under)\s+(?:the\s+|our\s+)?{known}[\s.!]*$",
        rf"^{_INTO}{known}\s*(?:[:,–—-]|\bto\b)",
        r"\b(?:in|to|into|under)\s+(?:the\s+|our\s+)(?P<found>\w[\w&-]*)\s+(?:team|project)\b",
        r"\b(?:in|to|into)\s+(?:team\s+)(?P<found>\w[\w&-]*)\b",
    )
    # with the title in quotes, what stands after it is no part of it
    beside = (rf"{_INTO}{known}[\s.!]*$", rf"{_QUOTED}\s+(?:in|to|into|under)\s+(?P<found>\w[\w&-]*)[\s.!]*$")
    return always + beside if is_quoted else always


def _assignee_patterns(context: Context) -> tuple[str, ...]:
    known = name_pattern([*known_people(context), "me"])
    return (
        r"(?:,?\s*\band\s+|,\s*)?\bassign(?:ed)?\s+(?:it\s+|this\s+|that\s+)?to\s+"
        rf"(?P<found>{known}|[\w.+-]+@[\w.-]+\w|\w+)",
        rf"^for\s+(?P<found>{known})\s*(?:[:,–—-]|\bto\b)",
        rf"{_QUOTED}\s+for\s+(?P<found>{known})[\s.!]*$",
    )


def _take_date(text: str, found: dict[str, Any], context: Context) -> str:
    when = find_when(text, now=context.now, zone=context.zone)
    if when is None or "due_on" in found or "due_at" in found:
        return text
    found.update(due_arguments(when.when))
    return _cut(text, when.start, when.end)


def _take_labels(text: str, found: dict[str, Any]) -> str:
    if match := _LABELS.search(text):
        found["labels"] = [*found.get("labels", []), *re.split(r"\s*(?:,|\band\b)\s*", match["all"])]
        text = _cut(text, *match.span())
    return text


def _take_quick(text: str, found: dict[str, Any], context: Context) -> str:
    """The marks of quick add (#label @person +team !high) and its repeats, read by its own grammar."""
    people = [Somebody(UUID(int=n), name) for n, name in enumerate(context.people)]
    names = Names(people, [Group(UUID(int=n), name) for n, name in enumerate(context.teams)])
    line = read_line(text, Setting(context.now, context.zone, names))
    taken = {"label", "assignee", "team", "priority", *(("repeat", "due") if line.recurrence else ())}
    for span in reversed(line.spans):
        if span.kind in taken:
            text = _cut(text, span.start, span.end)
        if span.kind in ("assignee", "team"):
            found[span.kind] = span.meaning
    if line.labels:
        found["labels"] = line.labels
    if line.priority:
        found["priority"] = line.priority
    if line.recurrence:
        found["recurrence"] = {"rule": line.recurrence.rule, "from_completion": line.recurrence.from_completion}
        found.update(due_arguments(When(line.due_on, line.due_at)))
    return text


def _take_description(text: str, found: dict[str, Any]) -> str:
    match = _DESCRIPTION.search(text)
    if match and match.start() > 0:
        found["description"] = match["all"].strip(" \"'“”")
        return text[: match.start()].strip()
    return text


def _tidy(title: str) -> str:
    title = _ON_LIST.sub("", title)
    title = re.sub(r"^(?:to|that|about|:)\s+", "", title.strip(" ,;:–—-"), flags=re.IGNORECASE)
    title = re.sub(r"\s+(?:on|by|for|at|due|with|in|and)$", "", title, flags=re.IGNORECASE)
    title = title.strip(" ,;:–—-").removesuffix(".").strip()
    return title[:1].upper() + title[1:]


def read_task(rest: str, context: Context, level: str | None = None) -> Call | None:
    """What is said of a new task, as a call of `add_task`; None when no title is left."""
    found: dict[str, Any] = {"priority": priority_of(level)} if level else {}
    marked = quoted(rest)
    title, text = marked or ("", rest)
    text = _take_quick(_take_description(text, found), found, context)
    wanted = (
        ("assignee", _assignee_patterns(context)),
        ("team", _team_patterns(context, is_quoted=bool(marked))),
        ("priority", _PRIORITIES),
    )
    for _ in range(2):  # a phrase at the end may hide the one before it
        text = _take_labels(text, found)
        for name, patterns in wanted:
            if name not in found:
                text, said = _take(text, patterns)
                if said:
                    found[name] = priority_of(said) if name == "priority" else said
        text = _take_date(text, found, context)
    title = title or _tidy(text)
    return Call("add_task", {"title": title, **found}) if title else None


def is_new_task(said: str) -> bool:
    """Whether it says that something is to be added, so that no other reading is tried."""
    return bool(pattern(_EXPLICIT).match(said)) and not pattern(_NOT_NEW).match(said)


def _parts(rest: str, count: str | None) -> list[str]:
    """The titles between commas; "and" parts two of them when the number that was said comes out so."""
    parts = [part.strip(" -*•") for part in re.split(r"[,;]\s+(?:and\s+)?|\s+[-*•]\s+", rest)]
    finer = [half for part in parts for half in re.split(r"\s+and\s+", part)]
    said = count and (int(count) if count.isdecimal() else _HOW_MANY.index(count.lower()) + 2)
    return finer if said and said == len(finer) else parts


def read_new_task(said: str, context: Context) -> Understood | None:
    """The sentence as a new task (or several after "add tasks:", with commas between), when it is one."""
    if pattern(_BARE).fullmatch(said.strip()):
        return Say("no_title")
    if several := pattern(_SEVERAL).fullmatch(said):
        parts = _parts(several["rest"], several["count"])
        calls = [call for part in parts if part and (call := read_task(part, context))]
        return Call("add_tasks", {"tasks": [c.arguments for c in calls]}) if len(calls) > 1 else next(iter(calls), None)
    for head in _HEADS:
        if match := matched(head, said):
            return read_task(match["rest"], context, match.groupdict().get("level"))
    return None
