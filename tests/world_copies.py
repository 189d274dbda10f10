"""Worlds by the dozen: the first one is made with the domain's verbs, the others are copies of its rows."""

import json
import re
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url

from domain.clock import now
from persistence.ids import new_id

_TABLES = (
    "organizations", "people", "credentials", "teams", "team_members", "tasks", "task_assignees", "task_shares",
    "task_changes", "task_watchers", "activities", "notifications",
)  # fmt: skip
_ID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
_MOMENT = re.compile(r"\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?\+00:00")
_NUMBER = re.compile(r"(?<=\.)\d+(?=@worlds\.)")  # in addresses
_ROWS = sql.SQL("select coalesce(jsonb_agg(to_jsonb(t)), '[]')::text from {0} t where t::text like any(%s)")
_INSERT = sql.SQL("""insert into {0} ({1}) overriding system value
select {1} from jsonb_populate_recordset(null::{0}, %s)""")
_COLUMNS = """select array_agg(column_name::text) from information_schema.columns
where table_schema = 'public' and table_name = %s and is_generated = 'NEVER'"""
# Copied events are told to nobody: they come before those that are heard of.
_FIRST_EVENT, _FIRST_HEARD = 1_000_000, 100_000_000


@dataclass
class _Names:
    """What things are called in the copy."""

    number_of: Callable[[], int]
    later: timedelta
    ids: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)

    def text(self, text: str) -> str:
        text = _ID.sub(lambda found: self.ids.get(found[0], found[0]), text)
        text = _MOMENT.sub(lambda found: (datetime.fromisoformat(found[0]) + self.later).isoformat(), text)
        return _NUMBER.sub(lambda found: self._number(found[0]), text)

    def _number(self, number: str) -> str:
        if number not in self.numbers:
            self.numbers[number] = str(self.number_of())
        return self.numbers[number]

    def value(self, value: Any) -> Any:
        """The same in the copy, whatever it is."""
        if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{one.name: self.value(getattr(value, one.name)) for one in fields(value)})
        if isinstance(value, UUID):
            return UUID(self.ids.get(str(value), str(value)))
        if isinstance(value, datetime):
            return value + self.later
        if isinstance(value, (list, tuple)):
            return type(value)(map(self.value, value))
        return self.text(value) if type(value) is str else value


class Copies:
    """One thing made of the domain's objects, with its rows, and as many copies of it as are wanted."""

    def __init__(self, connection: psycopg.AsyncConnection[Any], number_of: Callable[[], int]) -> None:
        self._connection, self._number_of = connection, number_of
        self._events = count(_FIRST_EVENT)

    @classmethod
    @asynccontextmanager
    async def over(cls, url: str, number_of: Callable[[], int]) -> "AsyncIterator[Copies]":
        """Connect, and let what is made from now on come after all copies."""
        superuser = make_url(url).set(drivername="postgresql", username="postgres")
        dsn = superuser.render_as_string(hide_password=False)
        async with await psycopg.AsyncConnection.connect(dsn, autocommit=True) as connection:
            # triggers would chain, check and tell again what was checked and told
            await connection.execute("set session_replication_role = replica")
            await connection.execute("select setval(pg_get_serial_sequence('activities', 'id'), %s)", [_FIRST_HEARD])
            yield cls(connection, number_of)

    async def take(self, original: Any) -> None:
        """Remember this one; all that follows from it has to have happened."""
        self._original, self._made_at = original, now()
        patterns = [f"%{found}%" for found in set(_ID.findall(repr(original)))]
        self._rows = {table: str(await self._ask(_named(_ROWS, table), patterns)) for table in _TABLES}
        self._inserts = {table: _named(_INSERT, table, await self._ask(_COLUMNS, table)) for table in _TABLES}
        self._ids = sorted({found for rows in self._rows.values() for found in _ID.findall(rows)})

    async def another(self) -> Any:
        """One like it."""
        names = _Names(self._number_of, now() - self._made_at, {old: str(new_id()) for old in self._ids})
        async with self._connection.transaction():
            for table, told in self._rows.items():
                rows = json.loads(names.text(told))
                if table == "activities":
                    rows = [row | {"id": next(self._events)} for row in sorted(rows, key=lambda row: row["id"])]
                await self._connection.execute(self._inserts[table], [json.dumps(rows)])
        return names.value(self._original)

    async def _ask(self, query: Any, *parameters: Any) -> Any:
        row = await (await self._connection.execute(query, parameters)).fetchone()
        return row[0] if row else None


def _named(query: sql.SQL, table: str, columns: Iterable[str] = ()) -> sql.Composed:
    return query.format(sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns)))
