"""How many open tasks wait in the lists that everybody has."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from domain.clock import now
from domain.transactions import read_at_front_desk
from persistence.queries import dashboard as queries


@dataclass(frozen=True, slots=True)
class ListCounts:
    """One's own open tasks of no team, and what is due today or was before."""

    inbox: int
    today: int


async def list_counts_of(person_ids: Sequence[UUID]) -> dict[UUID, ListCounts]:
    """The numbers of many people in one statement, to show them on open pages. Asks for nobody's permission."""
    if not person_ids:
        return {}
    rows = await read_at_front_desk(queries.LIST_COUNTS_OF, {"people": list(person_ids), "now": now()})
    return {row.person_id: ListCounts(row.inbox, row.today) for row in rows}
