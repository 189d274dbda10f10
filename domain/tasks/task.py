"""A task as its readers see it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from domain.tasks.checklist_text import progress
from domain.tasks.recurrence import Recurrence

Status = Literal["pending", "in_progress", "completed", "archived"]
Priority = Literal["none", "low", "medium", "high", "urgent"]
Permission = Literal["owner", "edit", "view"]
STATUSES: tuple[Status, ...] = ("pending", "in_progress", "completed", "archived")
PRIORITIES: tuple[Priority, ...] = ("none", "low", "medium", "high", "urgent")


@dataclass(frozen=True, slots=True)
class Task:
    """A task with what the reading person may do to it.

    `change_id` names the change that the answering verb made (None when it changed nothing): `undo(change_id)` takes
    it back.
    """

    id: UUID
    key: str
    title: str
    description: str
    status: Status
    priority: Priority
    due_on: date | None
    due_at: datetime | None
    start_on: date | None
    team_id: UUID | None
    creator_id: UUID
    assignee_ids: list[UUID]
    labels: list[str]
    parent_id: UUID | None
    completed_at: datetime | None
    position: float
    permission: Permission
    version: int
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None = None
    deleted_by_id: UUID | None = None
    is_team_member: bool = False  # the reader may add tasks to the team that it belongs to
    recurrence: Recurrence | None = None
    subtasks: tuple[int, int] = (0, 0)  # how many of those under it are done, and how many there are
    is_blocked: bool = False  # by an open task
    repeats_id: UUID | None = None  # the task whose completion made this one
    change_id: UUID | None = None

    @property
    def checklist(self) -> tuple[int, int]:
        """How many items of its checklist are done, and how many there are."""
        return progress(self.description)

    @property
    def is_completed(self) -> bool:
        return self.status == "completed"


@dataclass(frozen=True, slots=True)
class Change:
    """Who changed which fields of a task from what to what, in one act."""

    id: UUID
    task_id: UUID
    actor_id: UUID | None
    at: datetime
    verb: str  # created updated completed reopened deleted restored …
    fields: dict[str, tuple[Any, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Share:
    """A task shown to one person or one team."""

    id: UUID
    task_id: UUID
    user_id: UUID | None
    team_id: UUID | None
    name: str
    permission: Literal["view", "edit"]
    shared_by_id: UUID | None
    created_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who can see a task, and every reason why."""

    user_id: UUID
    name: str
    permission: Permission
    reasons: list[str]  # sentences: "owns it", "member of Launch", "shared by Ada, to edit"
