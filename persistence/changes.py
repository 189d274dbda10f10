"""The outbox: events gathered in a transaction, written before commit, heard through LISTEN in every process."""

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import psycopg
import sqlalchemy as sa

from persistence.database import KEPT_ALIVE
from persistence.ending import end
from persistence.session import Session

log = logging.getLogger(__name__)
_EVENTS, _SIGNALS = "events", "signals"
_COLUMNS = "select id, name, kind, object_id, actor_id, audience, version, at, team_id, detail from activities"

Record = Mapping[str, Any]


def add(session: Session, event: Record) -> None:
    """Gather one event of this transaction."""
    session.info.setdefault(_EVENTS, []).append(event)


def add_signal(session: Session, signal: Record) -> None:
    """Gather one signal of this transaction: told on commit, kept nowhere."""
    session.info.setdefault(_SIGNALS, []).append(signal)


async def write(session: Session) -> bool:
    """Write what was gathered; the last thing a transaction does, for it holds the lock that keeps ids in order.

    Answers whether there were events.
    """
    await session.flush()
    if signals := session.info.pop(_SIGNALS, []):
        for signal in signals:
            text = json.dumps(signal, default=str)
            await session.execute(sa.text("select pg_notify('atrium', :text)"), {"text": text})
    if events := session.info.pop(_EVENTS, []):
        text = json.dumps(events, default=str)
        await session.execute(sa.text("select app.publish(cast(:events as jsonb))"), {"events": text})
    return bool(events)


class Listener:
    """One direct connection that hears of every commit and hands its rows to `deliver`, each at most once, in order.

    After a lost connection it reads on from the last one delivered: ids become visible in order (see app.publish).
    `is_listening` tells whether it hears just now; `on_return` is called when it does again after a break.
    """

    def __init__(self, dsn: str, deliver: Callable[[Any], None], on_return: Callable[[], None]) -> None:
        self._dsn, self._deliver, self._on_return = dsn, deliver, on_return
        self._last_id: int | None = None
        self.is_listening = False
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to listen; returns when the first LISTEN stands (or the database is away: then it keeps trying)."""
        first = asyncio.Event()
        self._task = asyncio.create_task(self._run(first))
        await asyncio.wait_for(first.wait(), 10)

    async def stop(self) -> None:
        if self._task:
            await end(self._task, patience=2.0)

    async def _run(self, first: asyncio.Event) -> None:
        delay, broke = 0.05, False
        while True:
            try:
                # two connections: one that waits in notifies() holds its lock and cannot read meanwhile
                async with await self._connected() as ear, await self._connected() as reader:
                    await ear.execute("listen atrium")  # LISTEN, then read: nothing falls in between
                    await self._catch_up(reader)
                    self.is_listening, delay = True, 0.05
                    first.set()
                    if broke:
                        self._on_return()
                    await self._hear(ear, reader)
            except (psycopg.Error, OSError) as error:
                log.warning("the change listener lost the database: %s", str(error).strip())
            self.is_listening, broke = False, True
            first.set()
            await asyncio.sleep(delay)
            delay = min(delay * 2, 1.0)

    async def _connected(self) -> psycopg.AsyncConnection[Any]:
        return await psycopg.AsyncConnection.connect(self._dsn, autocommit=True, **KEPT_ALIVE)

    async def _catch_up(self, connection: psycopg.AsyncConnection[Any]) -> None:
        if self._last_id is None:
            row = await (await connection.execute("select coalesce(max(id), 0) from activities")).fetchone()
            self._last_id = row[0] if row else 0
        else:
            await self._read_new(connection)

    async def _hear(self, ear: psycopg.AsyncConnection[Any], reader: psycopg.AsyncConnection[Any]) -> None:
        # notifies() ends silently on a clean close; the caller treats its end as a break.
        async for notice in ear.notifies():
            payloads = [notice.payload]
            while (more := ear.pgconn.notifies()) is not None:
                payloads.append(more.extra.decode())
            for payload in payloads:
                if payload.startswith("{"):
                    self._deliver(_signal(json.loads(payload)))
            if any(not p.startswith("{") for p in payloads):
                await self._read_new(reader)

    async def _read_new(self, connection: psycopg.AsyncConnection[Any]) -> None:
        # app.publish holds a lock until commit, so ids become visible in order and `id >` misses nothing.
        while True:
            query = f"{_COLUMNS} where id > %s order by id limit 1000".encode()
            rows = await (await connection.execute(query, (self._last_id,))).fetchall()
            for row in rows:
                self._last_id = row[0]
                self._deliver(row)
            if len(rows) < 1000:
                return


def _signal(said: dict[str, Any]) -> tuple[Any, ...]:
    audience = [UUID(p) for p in said["audience"]]
    return (None, said["name"], said["kind"], UUID(said["object_id"]), None, audience, 0, datetime.now(UTC), None,
            said["detail"])  # fmt: skip
