"""An invitation, a join link, and what people send about them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from domain.accounts.inputs import Email, NewPassword, Zone
from domain.inputs import Id, Input, Name, Storable
from domain.teams import GivenRole
from domain.written_dates import Language

Role = Literal["admin", "member"]
Status = Literal["pending", "accepted", "expired", "cancelled"]
STATUSES: tuple[Status, ...] = ("pending", "accepted", "expired", "cancelled")


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation as admins see it."""

    id: UUID
    organization_id: UUID
    email: str
    role: Role
    team_id: UUID | None
    team_name: str | None
    team_role: GivenRole | None
    status: Status
    invited_by_id: UUID
    invited_by_name: str
    sends: int
    version: int
    created_at: datetime
    sent_at: datetime
    expires_at: datetime
    accepted_at: datetime | None
    accepted_by_id: UUID | None
    cancelled_at: datetime | None


@dataclass(frozen=True, slots=True)
class Statistics:
    """How many invitations there are of each kind, and which part of those that were answered for was accepted."""

    total: int
    pending: int
    accepted: int
    expired: int
    cancelled: int

    @property
    def acceptance_rate(self) -> float | None:
        """Between 0 and 1, of those that are not open any more; None before the first."""
        done = self.total - self.pending
        return round(self.accepted / done, 3) if done else None


@dataclass(frozen=True, slots=True)
class Offer:
    """What an invitation says to whom it was sent."""

    organization_name: str
    invited_by_name: str
    email: str
    role: Role
    team_name: str
    expires_at: datetime
    has_account: bool


@dataclass(frozen=True, slots=True)
class JoinLink:
    """A link by which several people may become members."""

    id: UUID
    most_uses: int
    uses: int
    created_by_id: UUID
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class JoinOffer:
    """What a join link offers to whoever has it."""

    organization_name: str
    expires_at: datetime


class NewInvitation(Input):
    """Whom to invite, as what, and perhaps into which team."""

    email: Email
    role: Role = "member"
    team_id: Id | None = None
    team_role: GivenRole = "member"


class NewJoinLink(Input):
    """How many may use it, and for how many days."""

    most_uses: Annotated[int, Field(strict=True, ge=1, le=1000)] = 10
    days: Annotated[int, Field(strict=True, ge=1, le=30)] = 7


class Newcomer(Input):
    """What somebody without an account says about themselves."""

    name: Name
    password: NewPassword
    time_zone: Zone = "UTC"
    locale: Language = "en"


class Joiner(Newcomer):
    """The same, for who comes by a link that says nobody's address."""

    email: Email


Token = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=300), Storable]
