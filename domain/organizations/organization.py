"""One's own organisation."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.access import refuse
from domain.accounts import Person
from domain.errors import NotFound
from domain.transactions import read, transaction
from persistence.queries import organizations


@dataclass(frozen=True, slots=True)
class Organization:
    """An organisation as its people see it."""

    id: UUID
    name: str
    description: str
    created_at: datetime
    version: int
    member_count: int


async def my_organization(*, actor: Person) -> Organization:
    """The organisation the actor belongs to."""
    rows = await read(actor, organizations.MINE)
    if not rows:
        raise NotFound("Your organisation does not exist any more.")
    return Organization(**rows[0]._asdict())


async def organization(organization_id: UUID, *, actor: Person) -> Organization:
    """The organisation of that id. Raises NotFound, and NotPermitted when it is not the actor's."""
    if organization_id != actor.organization_id:
        async with transaction(actor) as session:
            await refuse(session, "organization", organization_id, actor=actor)
    return await my_organization(actor=actor)
