"""Things that somebody found before, as they are now."""

from collections.abc import Sequence
from uuid import UUID

from domain.accounts import Person
from domain.errors import Invalid
from domain.search.found import MOST, Found, Kind
from domain.search.things import THINGS
from domain.transactions import read_all
from persistence.queries import search as queries


async def recall(things: Sequence[tuple[Kind, UUID]], *, actor: Person) -> list[Found]:
    """Those of these things that are still there for the actor to see, in the same order. Raises Invalid for many."""
    if len(things) > MOST:
        raise Invalid(f"At most {MOST} things can be recalled at once.", field="things")
    kinds = list(dict.fromkeys(kind for kind, _ in things))
    statements = [(queries.BY_ID[kind], {"ids": [i for k, i in things if k == kind]}) for kind in kinds]
    found: dict[tuple[Kind, UUID], Found] = {}
    for kind, rows in zip(kinds, await read_all(actor, statements) if kinds else [], strict=True):
        found |= {(kind, row.id): THINGS[kind](row, []) for row in rows}
    return [found[thing] for thing in things if thing in found]
