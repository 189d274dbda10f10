"""What can be said about tasks: new ones, changes, filters, shares."""

from datetime import date, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, PrivateAttr, StringConstraints, model_validator

from domain.accounts.inputs import Email
from domain.inputs import Day, Flag, Id, Input, Instant, LongText, OneLine, ShortText, Storable, Title, Visible
from domain.tasks.filtering import parse
from domain.tasks.recurrence import Recurs
from domain.tasks.task import Priority, Status, Task


def _distinct(values: list[Any]) -> list[Any]:
    return list(dict.fromkeys(values))


def _readable(where: str) -> str:
    parse(where)  # raises FilterError, which is an Invalid with the place
    return where


Label = Annotated[
    str, StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=50), OneLine, Storable, Visible
]
Labels = Annotated[list[Label], Field(max_length=20), AfterValidator(_distinct)]
Assignees = Annotated[list[Id], Field(max_length=20), AfterValidator(_distinct)]
Where = Annotated[str, StringConstraints(strict=True, strip_whitespace=False), AfterValidator(_readable)]
Sort = Literal[
    "title", "-title", "priority", "-priority", "due_at", "-due_at", "position", "-position",
    "created_at", "-created_at", "updated_at", "-updated_at",
]  # fmt: skip


def check_one_due(due_on: date | None, due_at: datetime | None) -> None:
    """Raises ValueError when a task would be due on a day and at an instant."""
    if due_on and due_at:
        raise ValueError("due_on and due_at cannot both be set: give the day, or the instant")


class _TaskFields(Input):
    title: Title
    description: LongText = ""
    status: Status = "pending"
    priority: Priority = "none"
    due_on: Day | None = None
    due_at: Instant | None = None
    start_on: Day | None = None
    team_id: Id | None = None
    assignee_ids: Assignees = Field(default=[])
    labels: Labels = Field(default=[])
    parent_id: Id | None = None
    recurrence: Recurs | None = None

    @model_validator(mode="after")
    def _one_due(self) -> Self:
        check_one_due(self.due_on, self.due_at)
        return self


class NewTask(_TaskFields):
    """A task to be made: the actor's own, or their team's."""


class TaskChanges(_TaskFields):
    """Changes to a task; only the fields given are changed.

    Made by `since`, they remember what the person was looking at: when somebody else changed one of these very fields
    meanwhile, the edit raises Conflict instead of overwriting it; other fields merge.
    """

    title: Title = ""
    _base: dict[str, Any] = PrivateAttr(default_factory=dict)

    @classmethod
    def since(cls, seen: Task, **fields: Any) -> Self:
        """The changes a person makes who was looking at `seen`. Raises Invalid naming each bad field."""
        changes = cls.of(**fields)
        changes._base.update({name: getattr(seen, name) for name in fields})
        return changes

    @property
    def base(self) -> dict[str, Any]:
        """Per field, the value the person was looking at (empty when they did not say)."""
        return self._base


class TaskFilter(Input):
    """Which tasks: every given condition must hold. Lists mean any of."""

    status: list[Status] = Field(default=[])
    priority: list[Priority] = Field(default=[])
    label: list[Label] = Field(default=[])
    assignee_id: Id | None = None
    unassigned: Flag = False
    creator_id: Id | None = None
    team_id: Id | None = None
    personal: Flag = False
    own: Flag = False  # the actor's personal ones, without those that others share
    shared: Flag = False  # shared with the actor by somebody else
    overdue: Flag = False
    due_today: Flag = False
    due_after: Day | Instant | None = None  # from then on, inclusive
    due_before: Day | Instant | None = None  # up to then, exclusive
    completed_after: Instant | None = None
    completed_before: Instant | None = None
    created_after: Instant | None = None
    created_before: Instant | None = None
    q: ShortText = ""
    where: Where = ""  # in the filter language
    open: Flag = False  # pending or in progress
    archived: Flag = False  # include archived ones (they are left out unless `status` asks for them)
    trashed: Flag = False  # only the trash


class NewShare(Input):
    """To whom, and whether they may change it. Exactly one of the three names the receiver."""

    user_id: Id | None = None
    email: Email | None = None
    team_id: Id | None = None
    permission: Literal["view", "edit"] = "view"

    @model_validator(mode="after")
    def _one_receiver(self) -> Self:
        if sum(x is not None for x in (self.user_id, self.email, self.team_id)) != 1:
            raise ValueError("name exactly one receiver: user_id, email or team_id")
        return self


class ShareChange(Input):
    """A share's new permission."""

    permission: Literal["view", "edit"]


class Place(Input):
    """Where a task goes in a list or on a board: between which neighbours (ids of tasks, None at an end), under which
    parent, and out of one group into another one (see `placing.py`). `with_subtasks` completes what is open under it as
    well, when it is completed there."""

    status: Status | None = None
    after_id: Id | None = None
    before_id: Id | None = None
    parent_id: Id | None = None
    group: Literal["none", "due", "day", "calendar", "status", "priority", "team", "label", "assignee"] = "none"
    out_of: ShortText = ""
    into: ShortText = ""
    with_subtasks: Flag = False


class Move(Place):
    """One of several moves: which task goes there."""

    task_id: Id
