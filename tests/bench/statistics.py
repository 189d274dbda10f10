"""The numbers of a dashboard, for somebody who sees 10,000 tasks among 1,000,000; against plain counting.

In the server: what PostgreSQL says that it took (EXPLAIN ANALYZE, planning and execution) under the role that persons
act under. At the client: the domain's verb with nothing kept from before. The baseline is the same counting as the
owner of the tables, past the policies, with an explicit WHERE over ids that were looked up beforehand.
"""

from dataclasses import astuple
from typing import Any
from uuid import UUID

import psycopg
import uvloop

from domain import dashboard
from domain.accounts import Person
from domain.clock import now
from domain.dashboard import Statistics
from domain.settings import settings
from persistence.database import PERSONS, connection_string
from persistence.queries import dashboard as queries
from tests.bench import people, plain_sql
from tests.bench.figures import Figure, percentile, spread
from tests.bench.house import House
from tests.bench.million import CROWD, HEAVY, TASKS, Million
from tests.bench.plain_sql import Plain
from tests.bench.timing import in_turns, told_in_turns

_TIMES = 400
_SERVER_TARGET = 5.0


def measure(house: House) -> list[Figure]:
    """For the one with 10,000 tasks and for a typical person, and for the pages of many in one statement."""
    return uvloop.run(_measure(house.million))


async def _measure(world: Million) -> list[Figure]:
    async with people.domain_over(world.url):
        heavy = await _of(world, world.heavy, f"{HEAVY:,} tasks of {TASKS:,}")
        typical = await _of(world, world.typical, "typical person")
        many = await in_turns(_TIMES // 20, lambda: dashboard.statistics_of(world.crowd))
    return [*heavy, *typical, Figure(f"{CROWD:,} people in one statement, verb, p50", percentile(many[0], 0.5))]


async def _of(world: Million, person_id: UUID, whose: str) -> list[Figure]:
    async with Plain.of(world, person_id) as plain:
        server = await _in_the_server(world, person_id, plain)
        client = await _at_the_client(await people.person(person_id), plain)
    return [
        *spread(f"statistics, {whose}, server", *server, target=_SERVER_TARGET),
        *spread(f"statistics, {whose}, verb", *client),
    ]


async def _in_the_server(world: Million, person_id: UUID, plain: Plain) -> list[list[float]]:
    dsn = connection_string(world.url, role=PERSONS, secret=settings().secret)
    async with await psycopg.AsyncConnection.connect(dsn, autocommit=True) as acting:
        await acting.execute("select set_config('app.user_id', %s, false)", (str(person_id),))
        return await told_in_turns(
            _TIMES,
            lambda: _explained(acting, queries.STATISTICS, {"now": now()}),
            lambda: _explained(plain.connection, plain_sql.STATISTICS, plain.parameters),
        )


async def _explained(connection: psycopg.AsyncConnection[Any], query: str, parameters: dict[str, Any]) -> float:
    explaining = f"explain (analyze, timing off, buffers off, format json) {query}"
    row = await (await connection.execute(explaining.encode(), parameters)).fetchone()
    assert row is not None
    told = row[0][0]
    return float(told["Planning Time"] + told["Execution Time"])


async def _at_the_client(me: Person, plain: Plain) -> list[list[float]]:
    async def verb() -> Statistics:
        dashboard.forget()
        return await dashboard.statistics(actor=me)

    if (counted := astuple(await verb())) != (known := await plain.statistics()):
        raise RuntimeError(f"The numbers are not those of plain counting: {counted}, {known}")
    return await in_turns(_TIMES, verb, plain.statistics)
