"""On whose behalf a job or a link acts, long after they said who they are."""

from uuid import UUID

from domain.accounts import sessions
from domain.accounts.people import Person
from domain.errors import SignedOut
from domain.transactions import read_at_front_desk
from persistence.queries import accounts


async def person_acting(person_id: UUID) -> Person:
    """The person, while they have an account that may be used. Raises SignedOut."""
    rows = await read_at_front_desk(accounts.PERSON, {"id": person_id})
    if not rows or rows[0].status != "active":
        raise SignedOut("This account cannot be used any more.")
    return sessions.person_of(rows[0])
