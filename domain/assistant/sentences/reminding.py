"""Reminders of tasks that exist: "remind me 30 minutes before the printer task", "remind me of it tomorrow at 9".

"Remind me to …" is a new task: see adding.py.
"""

import re

from domain.assistant.sentences.context import Call, Context, Option, Say, Understood
from domain.assistant.sentences.patterns import matched
from domain.assistant.sentences.words import bare_reference, is_pronoun, numbered
from domain.tasks.dates import find_when

_SPAN = r"(?P<number>\d{1,3}|an?|one|two|three|half an) (?P<span>minutes?|min|hours?|days?|weeks?)"
_DUE = "[it|that] [is|'s] [due|the deadline]"
_BEFORE = (
    f"remind me {_SPAN} before {{task}} [is due]",
    f"remind me (of|about) {{task}} {_SPAN} before {_DUE}",
    f"set a reminder (for|on|about) {{task}} {_SPAN} before {_DUE}",
    f"(set|add) a reminder {_SPAN} before {{task}} [is due]",
)
# only what is marked as a task: "remind me about lunch tomorrow" is a new one
_MARKED = r"(?P<task>(?:the )?.+? task|it|that|this|\"[^\"]+\"|“[^”]+”|[A-Z][A-Z0-9]{0,7}-\d+)"
_AT = (f"remind me (of|about) {_MARKED} {{when}}", f"remind me {{when}} (of|about) {_MARKED}",
       "set a reminder (for|on|about) {rest}")  # fmt: skip
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}
_MINUTES = {"m": 1, "h": 60, "d": 1440, "w": 10080}


def read_reminder(said: str, context: Context) -> Understood | None:
    """The sentence as a reminder of a task, when it is one."""
    for template in _BEFORE:
        if match := matched(template, said):
            return _call(match["task"], context, minutes_before=_minutes(match))
    for template in _AT:
        match = matched(template, said)
        found = match and _at(match, context)
        if found:
            return found
    return None


def _minutes(match: re.Match[str]) -> int:
    number = match["number"].lower()
    if number == "half an":
        return 30
    return (_NUMBERS.get(number) or int(number)) * _MINUTES[match["span"][0].lower()]


def _at(match: re.Match[str], context: Context) -> Understood | None:
    groups = match.groupdict()
    text = groups.get("when") or groups["rest"]
    when = find_when(text, now=context.now, zone=context.zone)
    if when is None or when.when.at is None:
        return None
    task = groups.get("task") or text[: when.start].strip(" ,")
    return _call(task, context, at=when.when.at.isoformat()) if task else None


def _call(said: str, context: Context, **moment: int | str) -> Understood:
    if is_pronoun(said):
        task: Option | str | None = context.mentioned
    else:
        bare = bare_reference(said)
        task = numbered(said, context.listed) or bare or None
    if task is None:
        return Say("no_subject")
    return Call("remind_task", {"task": task.id if isinstance(task, Option) else task, **moment})
