"""Comments, watchers and reminders as their readers see them, and what can be said about them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from domain.inputs import Input, Instant, Storable, Visible

Reaction = Literal["thumbs_up", "thumbs_down", "heart", "party", "laugh", "rocket", "eyes", "thinking"]
REACTIONS: tuple[Reaction, ...] = (
    "thumbs_up", "thumbs_down", "heart", "party", "laugh", "rocket", "eyes", "thinking",
)  # fmt: skip
LONGEST = 10_000  # characters of a comment
YEAR = 525_600  # minutes
Text = Annotated[
    str, StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=LONGEST), Storable, Visible
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reacted:
    """Who reacted in one way, in the order in which they did."""

    reaction: Reaction
    people: list[tuple[UUID, str]]


@dataclass(frozen=True, slots=True)
class Comment:
    """Something said about a task. Of a deleted one only its place is left: `content` is empty."""

    id: UUID
    task_id: UUID
    author_id: UUID
    author_name: str
    content: str
    mentioned: list[tuple[UUID, str]]  # whom it names: ids and names
    reactions: list[Reacted]
    version: int
    created_at: datetime
    edited_at: datetime | None
    deleted_at: datetime | None = None
    deleted_by_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class FormerText:
    """What a comment said until `at`."""

    content: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who can be mentioned; `handle`, the part of their address before the at sign, is theirs too."""

    id: UUID
    name: str
    handle: str


@dataclass(frozen=True, slots=True)
class Watcher:
    """Somebody who is told what happens to a task, and why."""

    user_id: UUID
    name: str
    reason: str  # chosen | assigned | created | commented | mentioned


@dataclass(frozen=True, slots=True)
class Reminder:
    """One's own, about a task: at an instant, or so many minutes before it is due.

    `remind_at` is when, as things stand: None while the task has no due date.
    """

    id: UUID
    task_id: UUID
    at: datetime | None
    minutes_before: int | None
    remind_at: datetime | None
    sent_for: datetime | None
    version: int
    created_at: datetime


class NewComment(Input):
    """What to say, in Markdown; `@ben` mentions somebody who can see the task."""

    content: Text


class CommentChanges(Input):
    """Other words for a comment."""

    content: Text


class NewReminder(Input):
    """When: `at`, or `minutes_before` the task is due (a day without a time counts as nine in the morning)."""

    at: Instant | None = None
    minutes_before: Annotated[int, Field(strict=True, ge=0, le=YEAR)] | None = None

    @model_validator(mode="after")
    def _one_moment(self) -> Self:
        if (self.at is None) == (self.minutes_before is None):
            raise ValueError("say exactly one: at, or minutes_before")
        return self


class ReminderChanges(NewReminder):
    """Another moment for a reminder."""
