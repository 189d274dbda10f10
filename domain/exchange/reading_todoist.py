"""Projects of Todoist, as it exports and backs them up: CSV with one line for each task, section and note."""

import re
from dataclasses import replace

from domain.errors import Invalid
from domain.exchange.reading import Found, Problem, Reading
from domain.exchange.record import Record
from domain.exchange.tables import rows_of
from domain.tasks.quick_add import Names, Repeats, Setting, read_line

_PRIORITIES = {"1": "urgent", "2": "high", "3": "medium", "4": "none"}  # as they are exported: 1 is p1
_LABEL = re.compile(r"(?:^|\s)@([^\s@]+)")
_INDENTS = frozenset(map(str, range(1, 100)))
_LANGUAGES = ("en", "de")


def read(text: str, by: Reading) -> Found:
    """The tasks of a project: indents become subtasks, sections labels, notes part of the description."""
    table = rows_of(text)
    names = [name.strip().upper() for name in next(table, [])]
    if not {"TYPE", "CONTENT"} <= set(names):
        raise Invalid("This is not a project that Todoist exported as CSV.", field="file")
    found, section, above = Found(), "", dict[int, str]()
    for line, row in enumerate(table, 2):
        cells = dict.fromkeys(names, "") | dict(zip(names, row, strict=False))
        kind = cells["TYPE"].strip().lower()
        if kind == "section":
            section, above = cells["CONTENT"].strip(), {}
        elif kind == "note" and found.records:
            last = found.records[-1]
            found.records[-1] = replace(last, description=f"{last.description}\n\n{cells['CONTENT']}".strip())
        elif kind == "task":
            found.records.append(_record(cells, line, section, above, by=by, problems=found.problems))
    return found


def _record(
    cells: dict[str, str], line: int, section: str, above: dict[int, str], *, by: Reading, problems: list[Problem]
) -> Record:  # fmt: skip
    depth = int(cells["INDENT"]) if cells.get("INDENT", "") in _INDENTS else 1
    ref, title = str(line), _LABEL.sub("", cells["CONTENT"]).strip()
    labels = [*_LABEL.findall(cells["CONTENT"]), *([section] if section else [])]
    record = Record(
        ref=ref, title=title, description=cells.get("DESCRIPTION", ""), line=line, labels=tuple(dict.fromkeys(labels)),
        priority=_PRIORITIES.get(cells.get("PRIORITY", "").strip(), "none"), parent=above.get(depth - 1, ""),
        assignees=tuple(filter(None, [re.sub(r"\s*\(\d+\)$", "", cells.get("RESPONSIBLE", "")).strip()])),
    )  # fmt: skip
    above[depth] = ref
    for deeper in [d for d in above if d > depth]:
        del above[deeper]
    return _dated(record, cells, by, problems)


def _dated(record: Record, cells: dict[str, str], by: Reading, problems: list[Problem]) -> Record:
    phrase = cells.get("DATE", "").strip()
    if not phrase:
        return record
    language = cells.get("DATE_LANG", "").strip().lower()
    setting = Setting(by.now, by.zone, Names(), language if language in _LANGUAGES else by.locale, "todoist")
    understood = read_line(f"x {phrase}", setting)
    due = understood.due_at or understood.due_on
    if due is None:
        problems.append(Problem(record.line, "due", f"“{phrase[:60]}” is no date that can be read."))
        return replace(record, description=f"{record.description}\n\n{phrase}".strip())
    repeats = understood.recurrence or Repeats("")
    return replace(record, due=due, repeats=repeats.rule, repeats_from_completion=repeats.from_completion)
