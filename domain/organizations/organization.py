"""One's own organisation, and the card that every organisation shows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from domain.accounts import Person
from domain.errors import NotFound
from domain.transactions import read
from persistence.queries import organizations


@dataclass(frozen=True, slots=True)
class Organization:
    """An organisation as its people see it."""

    id: UUID
    name: str
    description: str
    industry: str
    website: str
    city: str
    logo_id: UUID | None
    created_at: datetime
    version: int
    member_count: int


@dataclass(frozen=True, slots=True)
class OrganizationCard:
    """What any signed-in person may know of an organisation."""

    id: UUID
    name: str
    description: str
    industry: str
    website: str
    city: str
    logo_id: UUID | None


def organization_of(row: Any) -> Organization:
    """The organisation in a row of organizations.MINE."""
    return Organization(**row._asdict())


async def my_organization(*, actor: Person) -> Organization:
    """The organisation the actor belongs to."""
    rows = await read(actor, organizations.MINE)
    if not rows:
        raise NotFound("Your organisation does not exist any more.")
    return organization_of(rows[0])


async def card(organization_id: UUID, *, actor: Person) -> OrganizationCard:
    """The card of an organisation, for everybody who is signed in."""
    rows = await read(actor, organizations.CARD, {"id": organization_id})
    if not rows:
        raise NotFound("There is no such organisation (any more).")
    return OrganizationCard(**rows[0]._asdict())
