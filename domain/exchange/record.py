"""A task as files hold it: flat, with names in place of ids."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from domain.tasks import Task


@dataclass(frozen=True, slots=True)
class Record:
    """One task of a file. `ref` is what the file calls it, `parent` the `ref` of the task it is below."""

    ref: str = ""
    title: str = ""
    description: str = ""
    status: str = "pending"
    priority: str = "none"
    due: date | datetime | None = None
    start: date | None = None
    labels: tuple[str, ...] = ()
    team: str = ""
    assignees: tuple[str, ...] = ()
    parent: str = ""
    repeats: str = ""  # RFC 5545
    repeats_from_completion: bool = False
    created_at: datetime | None = None
    completed_at: datetime | None = None
    line: int = 0


FIELDS = tuple(field.name for field in fields(Record) if field.name != "line")


def record_of(task: Task, people: Mapping[UUID, str], teams: Mapping[UUID, str], keys: Mapping[UUID, str]) -> Record:
    """The record of a task; `people` and `teams` say what somebody and some team is called, `keys` what a task is."""
    return Record(
        ref=task.key, title=task.title, description=task.description, status=task.status, priority=task.priority,
        due=task.due_at or task.due_on, start=task.start_on, labels=tuple(task.labels),
        team=teams.get(task.team_id, "") if task.team_id else "",
        assignees=tuple(people[who] for who in task.assignee_ids if who in people),
        parent=keys.get(task.parent_id, "") if task.parent_id else "",
        repeats=task.recurrence.rule if task.recurrence else "",
        repeats_from_completion=bool(task.recurrence and task.recurrence.from_completion),
        created_at=task.created_at, completed_at=task.completed_at,
    )  # fmt: skip


def plain(record: Record) -> dict[str, Any]:
    """As JSON holds it."""
    return {name: _plain(getattr(record, name)) for name in FIELDS}


def _plain(value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def headings() -> Sequence[str]:
    """The columns of a table of records."""
    return FIELDS
