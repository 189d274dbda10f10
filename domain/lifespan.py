"""Starting and stopping the domain in one process: pools, the change listener, the daily sweep."""

import asyncio
import logging
from datetime import timedelta
from typing import Any

from domain import bus, handlers, transactions
from domain.clock import now
from domain.settings import settings
from persistence.changes import Listener
from persistence.database import SYSTEM, connection_string
from persistence.queries import records

log = logging.getLogger(__name__)
TRASH_DAYS = 30


class _Running:
    """What this process holds open."""

    listener: Listener | None = None
    sweeper: asyncio.Task[None] | None = None


def _deliver(row: Any) -> None:
    known, name, kind, object_id, actor_id, audience, version, at, team_id, detail = row
    bus.deliver(bus.Event(known, name, kind, object_id, actor_id, frozenset(audience), version, at, team_id, detail))


async def start(url: str, direct_url: str | None = None) -> None:
    """Open the pools and begin to hear of changes. `direct_url` goes past a pooler, for LISTEN."""
    transactions.connect(url)
    handlers.connect()
    dsn = connection_string(direct_url or url, role=SYSTEM, secret=settings().secret)
    _Running.listener = Listener(dsn, _deliver, bus.returned)
    await _Running.listener.start()
    _Running.sweeper = asyncio.create_task(_sweep())


async def stop() -> None:
    """Close everything that `start` opened."""
    if _Running.sweeper:
        _Running.sweeper.cancel()
        await asyncio.gather(_Running.sweeper, return_exceptions=True)
    if _Running.listener:
        await _Running.listener.stop()
    handlers.disconnect()
    await transactions.disconnect()
    _Running.listener = _Running.sweeper = None


def is_listening() -> bool:
    """Whether changes of other processes (and our own) arrive just now."""
    return _Running.listener is not None and _Running.listener.is_listening


async def _sweep() -> None:
    """Once an hour, forget what has been in the trash for thirty days."""
    while True:
        try:
            async with transactions.front_desk() as session:
                await records.purge(session, before=now() - timedelta(days=TRASH_DAYS))
        except Exception:
            log.exception("the trash was not emptied")
        await asyncio.sleep(3600)
