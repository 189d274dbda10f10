"""The first fifty tasks and how many there are, among 1,000,000: for a typical person, and for those who see 10,000 and
100,000.

The baseline is plain SQL as the owner of the tables: the same two statements with an explicit WHERE over ids that were
looked up beforehand, on one connection, in one round trip.
"""

from uuid import UUID

import uvloop

from domain import tasks
from domain.accounts import Person
from tests.bench import people
from tests.bench.figures import Figure, spread
from tests.bench.house import House, Process, ask
from tests.bench.million import GIANT, HEAVY, Million
from tests.bench.plain_sql import Plain
from tests.bench.timing import in_turns

_TIMES = 300
_PATH = "/api/tasks?limit=50"


def measure(house: House) -> list[Figure]:
    """The verb and REST, one request after the other, for each of them."""
    world = house.million
    whose = {"typical person": world.typical, f"{HEAVY:,} tasks": world.heavy, f"{GIANT:,} tasks": world.giant}
    verbs = {name: uvloop.run(_verb(world, person_id)) for name, person_id in whose.items()}
    addresses = uvloop.run(people.give_passwords(world, list(whose.values())))
    with house.server(world.url) as server:
        rest = dict(zip(whose, [_rest(server, token) for token in people.tokens(server, addresses)], strict=True))
    figures = []
    for name, (ours, theirs) in verbs.items():
        figures += spread(f"list of 50, {name}, verb", ours, theirs)
        figures += spread(f"GET {_PATH}, {name}", rest[name], theirs)
    return figures


async def _verb(world: Million, person_id: UUID) -> tuple[list[float], list[float]]:
    async with people.domain_over(world.url), Plain.of(world, person_id) as plain:
        me = await people.person(person_id)
        await _check(me, plain)
        ours, theirs = await in_turns(_TIMES, lambda: tasks.tasks(actor=me, limit=50), plain.page)
        return ours, theirs


async def _check(me: Person, plain: Plain) -> None:
    page = await tasks.tasks(actor=me, limit=50)
    listed, counted = await plain.page()
    total = min(counted[0][0], HEAVY)  # totals of lists are counted no further
    if [task.id for task in page.items] != [row[0] for row in listed[:50]] or page.total != total:
        raise RuntimeError(f"The list is not that of plain SQL: {page.total}, {total}")


def _rest(server: Process, token: str) -> list[float]:
    question = {"port": server.port, "path": _PATH, "headers": [[f"Authorization: {token}"]], "seconds": 30}
    ask("callers", question | {"most": 20}, seconds=60)
    found = ask("callers", question | {"most": _TIMES}, seconds=60)
    if set(found["statuses"]) != {"200"}:
        raise RuntimeError(f"GET {_PATH} answered {found['statuses']}")
    return [float(took) for took in found["milliseconds"]]
