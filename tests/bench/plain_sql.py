"""The baseline for the database: what somebody would write who knows the ids and asks for nobody's permission."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import psycopg

from tests.bench.million import Million, owner

_VISIBLE = """t.deleted_at is null and t.status <> 'archived'
  and (t.owner_id = %(person)s or t.team_id = any(%(teams)s) or t.id = any(%(shared)s))"""
_OPEN = "t.status in ('pending', 'in_progress')"
STATISTICS = f"""
select count(*), count(*) filter (where t.status = 'pending'), count(*) filter (where t.status = 'in_progress'),
  count(*) filter (where t.status = 'completed'),
  count(*) filter (where {_OPEN} and (t.due_at <= %(now)s or t.due_on < %(today)s)),
  count(*) filter (where {_OPEN} and (t.due_on = %(today)s or t.due_at >= %(begins)s and t.due_at < %(ends)s)),
  count(*) filter (where t.id = any(%(shared)s))
from tasks t where {_VISIBLE}"""
PAGE = f"""
select t.*, (select array_agg(a.person_id) from task_assignees a where a.task_id = t.id) as assignee_ids
from tasks t where {_VISIBLE} order by t.position, t.id limit 51"""
COUNT = f"select count(*) from tasks t where {_VISIBLE}"
_FOUND = f"{_VISIBLE} and (t.title ilike %(like)s or t.description ilike %(like)s or t.key ilike %(like)s)"
FOUND = f"select t.* from tasks t where {_FOUND} order by t.position, t.id limit 51"
COUNT_FOUND = f"select count(*) from (select from tasks t where {_FOUND} limit 10000) x"
BOARD = f"""
select t.status, string_agg(uuid_send(t.id), ''::bytea order by t.position, t.id), count(*)
from tasks t where {_VISIBLE} group by 1"""
BY_DUE = f"""
select string_agg(uuid_send(t.id), ''::bytea order by coalesce(t.due_at, (t.due_on + 1)::timestamp), t.id), count(*)
from tasks t where {_VISIBLE}"""

_IDS = """
select p.time_zone, array(select team_id from team_members where person_id = p.id),
  array(select task_id from task_shares s where s.person_id = p.id
    or s.team_id in (select team_id from team_members where person_id = p.id))
from people p where p.id = %s"""


@dataclass(frozen=True, slots=True)
class Plain:
    """One person's ids, looked up beforehand, and the role that owns the tables."""

    connection: psycopg.AsyncConnection[Any]
    parameters: dict[str, Any]

    @staticmethod
    @asynccontextmanager
    async def of(world: Million, person_id: UUID) -> "AsyncIterator[Plain]":
        """What this person would be counted and listed by."""
        async with await psycopg.AsyncConnection.connect(owner(world.url), autocommit=True) as connection:
            row = await (await connection.execute(_IDS, (person_id,))).fetchone()
            assert row is not None
            zone, teams, shared = row
            now = datetime.now(ZoneInfo(zone))
            begins = now.replace(hour=0, minute=0, second=0, microsecond=0)
            yield Plain(connection, {
                "person": person_id, "teams": teams, "shared": shared, "now": now, "today": begins.date(),
                "begins": begins, "ends": begins + timedelta(days=1),
            })  # fmt: skip

    async def statistics(self) -> tuple[int, ...]:
        """The seven numbers."""
        row = await (await self.connection.execute(STATISTICS.encode(), self.parameters)).fetchone()
        assert row is not None
        return tuple(row)

    async def page(self) -> list[Any]:
        """The first fifty tasks (one more tells whether there is a next page) and how many there are."""
        return await self._both(PAGE, COUNT, self.parameters)

    async def with_word(self, word: str) -> list[Any]:
        """The same of those in which the word stands, counted up to 10,000."""
        return await self._both(FOUND, COUNT_FOUND, self.parameters | {"like": f"%{word}%"})

    async def order(self, query: str) -> int:
        """The ids of all, in an order: BOARD or BY_DUE. How many there are."""
        rows = await (await self.connection.execute(query.encode(), self.parameters)).fetchall()
        return sum(row[-1] for row in rows)

    async def _both(self, listing: str, counting: str, parameters: dict[str, Any]) -> list[Any]:
        async with self.connection.pipeline():
            listed = await self.connection.execute(listing.encode(), parameters)
            counted = await self.connection.execute(counting.encode(), parameters)
            return [await listed.fetchall(), await counted.fetchall()]
