"""Names and priorities behind a sign: #office @ben +Launch !high, or with Todoist's signs @office +ben #Launch p1."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from domain.tasks.quick_add.draft import Draft
from domain.tasks.quick_add.setting import Setting
from domain.tasks.quick_add.understood import Kind, Line
from domain.tasks.quick_add.words import say
from domain.tasks.task import Priority

_PRIORITIES: dict[str, Priority] = {
    "none": "none", "low": "low", "medium": "medium", "high": "high", "urgent": "urgent",
    "0": "none", "1": "low", "2": "medium", "3": "high", "4": "urgent", "5": "urgent",
    "keine": "none", "niedrig": "low", "mittel": "medium", "hoch": "high", "dringend": "urgent",
}  # fmt: skip
_TODOIST: dict[str, Priority] = {"p1": "urgent", "p2": "high", "p3": "medium", "p4": "low"}
_PRIORITY = re.compile(rf"(?<!\S)!({'|'.join(_PRIORITIES)})(?![\w!])", re.IGNORECASE)
_P = re.compile(r"(?<![\w.-])(p[1-4])(?![\w.-])", re.IGNORECASE)
_QUOTED = re.compile(r"\"([^\"]+)\"|“([^”“]+)”|„([^“”„]+)[“”]|\[([^\[\]]+)\]")
_WORD = re.compile(r"[\w](?:[\w/&.@+’'-]*\w)?")
_MOST_WORDS, _MOST_NAMES, _LONGEST_LABEL = 5, 20, 50


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    kind: Kind
    value: Any
    meaning: str


def read_marks(draft: Draft, line: Line, setting: Setting) -> None:
    """Claim every mark whose name is known; of two teams or priorities the last one counts."""
    found = [*_named(draft, line, setting), *_priorities(draft, setting)]
    once: dict[Kind, _Mark] = {}
    for mark in sorted(found, key=lambda mark: mark.start):
        if not draft.is_dismissed(mark.start, mark.end) and mark.kind in ("team", "priority"):
            once[mark.kind] = mark
    for mark in found:
        if once.get(mark.kind, mark) is not mark and not draft.is_dismissed(mark.start, mark.end):
            draft.keep(mark.start, mark.end)
        elif draft.claim(mark.start, mark.end, mark.kind, mark.meaning):
            _take(line, mark)


def _take(line: Line, mark: _Mark) -> None:
    if mark.kind == "label":
        line.labels = list(dict.fromkeys([*line.labels, mark.value]))
    elif mark.kind == "assignee":
        line.assignee_ids = list(dict.fromkeys([*line.assignee_ids, mark.value]))
    elif mark.kind == "team":
        line.team_id = mark.value
    else:
        line.priority = mark.value


def _priorities(draft: Draft, setting: Setting) -> Iterable[_Mark]:
    patterns = [(_PRIORITY, _PRIORITIES), *([(_P, _TODOIST)] if setting.syntax == "todoist" else [])]
    for pattern, words in patterns:
        for match in pattern.finditer(draft.open):
            priority = words[match[1].lower()]
            yield _Mark(match.start(), match.end(), "priority", priority, say(setting.language, priority))


def _named(draft: Draft, line: Line, setting: Setting) -> Iterable[_Mark]:
    sigils = setting.signs_of(setting.syntax)
    pattern = re.compile(rf"(?<![^\s(,;])([{re.escape(''.join(sigils))}])(?=[\w\"“„\[])")
    counts: dict[Kind, int] = {"label": 0, "assignee": 0}
    end = 0
    for match in pattern.finditer(draft.open):
        kind = sigils[match[1]]
        if match.start() < end or (match[1] == "*" and _is_emphasis(draft.open, match.start())):
            continue
        mark, end, notice = _mark(draft.open, match.start(), kind, setting)
        if mark and counts.get(kind, 0) < _MOST_NAMES:
            counts[kind] = counts.get(kind, 0) + 1
            yield mark
        elif end:
            if notice:
                line.notices.append(notice)
            draft.keep(match.start(), end)


def _is_emphasis(text: str, at: int) -> bool:
    return "*" in text[at + 1 :].split(maxsplit=1)[0]


_Look = Callable[[Setting, str], tuple[Any, str, str]]


def _person(setting: Setting, said: str) -> tuple[Any, str, str]:
    found = setting.names.people_called(said)
    if len(found) == 1:
        return found[0].id, found[0].name, ""
    return None, "", say(setting.language, "several_people" if found else "nobody", name=said)


def _team(setting: Setting, said: str) -> tuple[Any, str, str]:
    found = setting.names.teams_called(said)
    if len(found) == 1:
        return found[0].id, found[0].name, ""
    return None, "", say(setting.language, "several_teams" if found else "no_team", name=said)


def _label(setting: Setting, said: str) -> tuple[Any, str, str]:
    known = setting.names.label_called(said)
    return known, known or "", ""


_LOOKS: dict[str, _Look] = {"assignee": _person, "team": _team, "label": _label}


def _mark(text: str, at: int, kind: Any, setting: Setting) -> tuple[_Mark | None, int, str]:
    """The mark that begins at `at`, or None; where it ends; why it stays text, if that is worth saying."""
    quoted = _QUOTED.match(text, at + 1)
    candidates = [(next(g for g in quoted.groups() if g), quoted.end())] if quoted else _words(text, at + 1)
    if not candidates:
        return None, 0, ""
    notice = ""
    for said, end in candidates:
        value, meaning, notice = _LOOKS[kind](setting, said)
        if value is not None:
            return _Mark(at, end, kind, value, meaning), end, ""
    said, end = candidates[-1]  # the single word
    said = said.strip()
    if kind == "label" and 0 < len(said) <= _LONGEST_LABEL and not said.isdecimal():
        return _Mark(at, end, kind, said, said), end, ""
    return None, end, "" if said[:1].isdecimal() or kind == "label" else notice


def _words(text: str, at: int) -> list[tuple[str, int]]:
    """What may be the name that begins at `at`: up to five words, the longest first; with dots and the like in them."""
    found: list[tuple[str, int]] = []
    start = at
    while len(found) < _MOST_WORDS and (word := _WORD.match(text, at)):
        found.append((text[start : word.end()], word.end()))
        at = word.end()
        if text[at : at + 1] != " ":
            break
        at += 1
    return found[::-1]
