"""A team, its members and what they may send about it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import StringConstraints

from domain.accounts.inputs import Email
from domain.inputs import Id, Input, LongText, Name, Storable

Role = Literal["owner", "admin", "member", "viewer"]
GivenRole = Literal["admin", "member", "viewer"]


@dataclass(frozen=True, slots=True)
class Team:
    """A team as one of its members sees it; `role` is that member's."""

    id: UUID
    organization_id: UUID
    name: str
    key: str
    description: str
    role: Role
    member_count: int
    open_task_count: int
    version: int
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a team."""

    user_id: UUID
    name: str
    email: str
    role: Role
    joined_at: datetime


class NewTeam(Input):
    """A team to be made; its maker becomes the owner. Without `key` one is made from the name."""

    name: Name
    description: LongText = ""
    key: (
        Annotated[str, StringConstraints(strict=True, to_upper=True, pattern=r"^[A-Za-z][A-Za-z0-9]{1,7}$"), Storable]
        | None
    ) = None


class TeamChanges(Input):
    """What may be changed of a team; only the fields given are changed."""

    name: Name = ""
    description: LongText = ""


class NewMember(Input):
    """Somebody to join, by address or by id."""

    email: Email | None = None
    user_id: Id | None = None
    role: GivenRole = "member"
