"""A notification as its person sees it; which kinds there are, and what can be wished of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints, ValidationInfo, field_validator, model_validator

from domain.inputs import Flag, Id, Input

Kind = Literal["assigned", "mentioned", "commented", "reacted", "completed", "shared", "added", "reminder"]
MailWish = Literal["at_once", "daily", "never"]
Clock = Annotated[str, StringConstraints(strict=True, pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


@dataclass(frozen=True, slots=True)
class Notification:
    """Something somebody is told, as far as they see it just now.

    `why` says what makes it theirs: assigned, mentioned, shared, shared_with_team, added, reminder, author, or how they
    came to follow the task (chosen, assigned, created, commented).
    """

    id: UUID
    kind: Kind
    why: str
    at: datetime
    read_at: datetime | None
    actor_id: UUID | None
    actor_name: str
    task_id: UUID | None
    task_key: str
    title: str
    team_id: UUID | None
    team_name: str | None
    comment_id: UUID | None
    excerpt: str


@dataclass(frozen=True, slots=True)
class Choice:
    """How one kind is told."""

    in_app: bool
    mail: MailWish


USUAL: Mapping[Kind, Choice] = {
    "assigned": Choice(True, "at_once"),
    "mentioned": Choice(True, "at_once"),
    "commented": Choice(True, "daily"),
    "reacted": Choice(True, "never"),
    "completed": Choice(True, "never"),
    "shared": Choice(True, "at_once"),
    "added": Choice(True, "at_once"),
    "reminder": Choice(True, "at_once"),
}
KINDS: tuple[Kind, ...] = tuple(USUAL)


@dataclass(frozen=True, slots=True)
class Preferences:
    """How somebody wants to be told. Mails keep the quiet hours; the digest comes at `digest_at`, where they are."""

    kinds: Mapping[Kind, Choice]
    quiet_from: time | None
    quiet_to: time | None
    digest_at: time
    version: int


class ChoiceChange(Input):
    """Other ways to be told of one kind; only what is given is changed."""

    in_app: Flag = True
    mail: MailWish = "never"


class PreferenceChanges(Input):
    """Other wishes; only what is given is changed. Quiet hours: both ends, or null for none."""

    kinds: Annotated[dict[Kind, ChoiceChange], Field(max_length=20)] = Field(default={})
    quiet_from: Clock | None = None
    quiet_to: Annotated[Clock | None, Field(validate_default=True)] = None
    digest_at: Clock = "08:00"

    @field_validator("quiet_to")
    @classmethod
    def _with_beginning(cls, value: str | None, info: ValidationInfo) -> str | None:
        if (value is None) != (info.data.get("quiet_from") is None):
            raise ValueError("needs the other end too: give both, or neither")
        return value

    @model_validator(mode="after")
    def _both_ends(self) -> Self:
        given = self.model_fields_set & {"quiet_from", "quiet_to"}
        if len(given) == 1:
            raise ValueError("quiet_from and quiet_to go together: give both, or null for both")
        return self


class Marking(Input):
    """What to mark as read (or not): some, those of a task, or all that there are."""

    ids: Annotated[list[Id], Field(min_length=1, max_length=100)] | None = None
    task_id: Id | None = None
    read: Flag = True
