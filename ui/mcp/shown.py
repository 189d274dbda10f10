"""Shapes of answers: what agents are shown of the domain's things."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from domain.search import Kind
from domain.tasks import Permission, Priority, Status


class Shown(BaseModel):
    """Base of what answers are made of; reads the domain's types attribute by attribute."""

    model_config = ConfigDict(from_attributes=True)


class RepeatShown(Shown):
    """How a task repeats (RFC 5545)."""

    rule: str
    from_completion: bool


class TaskShown(Shown):
    """A task. `permission` is what the person may do: owner, edit or view."""

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
    assignee_ids: list[UUID]
    labels: list[str]
    parent_id: UUID | None
    recurrence: RepeatShown | None
    completed_at: datetime | None
    permission: Permission
    version: int


class TaskPage(Shown):
    """Some tasks, and what to go on with."""

    items: list[TaskShown]
    next_cursor: str | None
    total: int


class CommentShown(Shown):
    """What somebody said about a task."""

    id: UUID
    author_name: str
    content: str
    created_at: datetime


class RelationShown(Shown):
    """What a task is to another one; which one is told only when the person may see it."""

    id: UUID
    kind: str
    task_id: UUID | None
    key: str | None
    title: str | None
    status: str
    undo_token: UUID | None = Field(default=None, validation_alias="change_id")


class ChangeShown(Shown):
    """Who changed which fields from what to what. `id` undoes it."""

    id: UUID
    actor_id: UUID | None
    at: datetime
    verb: str
    fields: dict[str, tuple[object, object]]


class WholeTask(Shown):
    """A task with everything around it."""

    task: TaskShown
    subtasks: list[TaskShown]
    relations: list[RelationShown]
    comments: list[CommentShown]


class Done(Shown):
    """What became of an act on tasks. With `dry_run` nothing was changed and there is no `undo_token`."""

    items: list[TaskShown]
    undo_token: UUID | None
    refused: list[str]


class ReminderShown(Shown):
    """When the person is reminded of a task."""

    id: UUID
    at: datetime | None
    minutes_before: int | None


class ViewShown(Shown):
    """A saved view: a filter with a name."""

    id: UUID
    name: str
    filter: str
    sort: str
    layout: str
    team_id: UUID | None
    permission: str


class ImportShown(Shown):
    """What became of a file of tasks, or would (`status` preview)."""

    id: UUID | None
    status: str
    total: int
    made: int
    problems: list[str]


class ShareShown(Shown):
    """With whom a task is shared."""

    id: UUID
    user_id: UUID | None
    team_id: UUID | None
    name: str
    permission: str


class ViewerShown(Shown):
    """Somebody who can see a task, and every reason why."""

    user_id: UUID
    name: str
    permission: Permission
    reasons: list[str]


class AccessShown(Shown):
    """Who can see a task, and with whom it is shared."""

    viewers: list[ViewerShown]
    shares: list[ShareShown]


class FileShown(Shown):
    """A file as text."""

    name: str
    media_type: str
    content: str


class TeamShown(Shown):
    """A team of the person's, and their role in it."""

    id: UUID
    key: str
    name: str
    role: str
    open_task_count: int


class MemberShown(Shown):
    """Somebody in a team."""

    user_id: UUID
    name: str
    role: str


class NumbersShown(Shown):
    """Counts of tasks that one may see, without archived and deleted ones."""

    total_tasks: int
    pending_tasks: int
    in_progress_tasks: int
    completed_tasks: int
    overdue_tasks: int
    due_today_tasks: int
    shared_tasks: int


class FoundShown(Shown):
    """Something that a few words found; `excerpt` is the text around them when its title has them not."""

    kind: Kind
    id: UUID
    title: str
    where: str
    address: str
    key: str
    status: Status | None
    excerpt: str
