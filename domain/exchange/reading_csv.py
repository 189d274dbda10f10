"""Tables: our own, and those of whoever else, by headings that are guessed or mapped."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from domain.errors import Invalid
from domain.exchange.moments import moment
from domain.exchange.reading import Found, Problem, Reading
from domain.exchange.record import FIELDS, Record
from domain.exchange.tables import as_written, parted, rows_of

_SYNONYMS: dict[str, str] = {
    "key": "ref", "id": "ref", "name": "title", "task": "title", "task name": "title", "content": "title",
    "summary": "title", "aufgabe": "title", "titel": "title", "notes": "description", "note": "description",
    "body": "description", "beschreibung": "description", "notiz": "description", "state": "status", "done": "status",
    "completed": "status", "prio": "priority", "priorität": "priority", "due date": "due", "due_date": "due",
    "due on": "due", "due_on": "due", "due at": "due", "due_at": "due", "deadline": "due", "fällig": "due",
    "fälligkeit": "due", "fällig am": "due", "start date": "start", "start_date": "start", "start_on": "start",
    "beginn": "start", "tags": "labels", "tag": "labels", "label": "labels", "etiketten": "labels",
    "assignee": "assignees", "assigned to": "assignees", "owner": "assignees", "zuständig": "assignees",
    "project": "team", "list": "team", "projekt": "team", "parent key": "parent", "parent issue": "parent",
    "parent id": "parent", "recurrence": "repeats", "rrule": "repeats", "created": "created_at",
    "completed at": "completed_at", "completed on": "completed_at",
}  # fmt: skip
STATUSES: dict[str, str] = {
    "pending": "pending", "open": "pending", "todo": "pending", "to do": "pending", "backlog": "pending",
    "no": "pending", "false": "pending", "0": "pending", "offen": "pending", "new": "pending",
    "in progress": "in_progress",
    "in_progress": "in_progress", "doing": "in_progress", "started": "in_progress", "in review": "in_progress",
    "in arbeit": "in_progress", "completed": "completed", "complete": "completed", "done": "completed",
    "closed": "completed", "yes": "completed", "true": "completed", "1": "completed", "x": "completed",
    "erledigt": "completed", "archived": "archived", "canceled": "archived", "cancelled": "archived",
    "archiviert": "archived",
}  # fmt: skip
PRIORITIES: dict[str, str] = {
    "none": "none", "no priority": "none", "0": "none", "p4": "none", "low": "low", "1": "low", "niedrig": "low",
    "p3": "low", "medium": "medium", "normal": "medium", "2": "medium", "mittel": "medium", "p2": "medium",
    "high": "high", "3": "high", "hoch": "high", "p1": "high", "urgent": "urgent", "4": "urgent", "5": "urgent",
    "critical": "urgent", "highest": "urgent", "dringend": "urgent",
}  # fmt: skip
_WORDS = {"status": STATUSES, "priority": PRIORITIES}
_MOMENTS = ("due", "start", "created_at", "completed_at")


def read(text: str, by: Reading) -> Found:
    """The rows of a table. Raises Invalid when it has no headings, or none for the title."""
    if not text.strip():
        raise Invalid("The file is empty.", field="file")
    rows = list(rows_of(text, delimiter(text)))
    columns = [cell.strip() for cell in rows[0]]
    mapping = _mapping(columns, by.mapping)
    if "title" not in mapping.values():
        raise Invalid("No column is the title. Say which one is: its name mapped to “title”.", field="mapping")
    found = Found(columns=columns, mapping=mapping)
    for line, row in enumerate(rows[1:], 2):
        cells = {mapping[c]: as_written(cell) for c, cell in zip(columns, row, strict=False) if c in mapping}
        if any(cell.strip() for cell in row):
            found.records.append(record(cells, line, by, found.problems))
    return found


def delimiter(text: str) -> str:
    """What parts its cells."""
    head = text[:8000].partition("\n")[0]
    return max(",;\t", key=head.count)


def _mapping(columns: Sequence[str], wanted: Mapping[str, str] | None) -> dict[str, str]:
    if wanted is not None:
        unknown = sorted({field for field in wanted.values() if field and field not in FIELDS})
        if unknown or not set(wanted) <= set(columns):
            named = ", ".join(unknown or sorted(set(wanted) - set(columns)))
            raise Invalid(f"There is no {'field' if unknown else 'column'} {named[:200]}.", field="mapping")
        return {column: field for column, field in wanted.items() if field}
    return guessed(columns)


def guessed(columns: Sequence[str]) -> dict[str, str]:
    """Which field each column is, by its heading."""
    found: dict[str, str] = {}
    for column in columns:
        word = column.lower().strip()
        field = word.replace(" ", "_") if word.replace(" ", "_") in FIELDS else _SYNONYMS.get(word, "")
        if field and field not in found.values():
            found[column] = field
    return found


def record(cells: Mapping[str, str], line: int, by: Reading, problems: list[Problem]) -> Record:
    """One row; a cell that cannot be read is said and left out."""
    read_cells: dict[str, Any] = {}
    for field, cell in cells.items():
        if not cell.strip():
            continue
        try:
            read_cells[field] = _value(field, cell, by)
        except ValueError as error:
            problems.append(Problem(line, field, f"{str(error)[:1].upper()}{str(error)[1:]}."))
    return Record(**read_cells, line=line)


def _value(field: str, cell: str, by: Reading) -> Any:
    word = cell.strip()
    if field in _WORDS:
        return _known(_WORDS[field], word, field)
    if field in _MOMENTS:
        return _moment(field, word, by)
    if field in ("labels", "assignees"):
        return parted(cell)
    if field == "repeats_from_completion":
        return word.lower() in ("yes", "true", "1", "x", "ja")
    return cell if field in ("title", "description") else word


def _moment(field: str, word: str, by: Reading) -> date | datetime | None:
    found = moment(word, now=by.now, zone=by.zone)
    if field == "start":
        return found.astimezone(by.zone).date() if isinstance(found, datetime) else found
    return found if field == "due" or isinstance(found, datetime) else None


def _known(words: Mapping[str, str], word: str, what: str) -> str:
    if (found := words.get(word.lower())) is None:
        raise ValueError(f"“{word[:40]}” is no {what} that is known")
    return found
