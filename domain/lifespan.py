"""Starting and stopping the domain in one process: pools, the ear for changes, the hourly sweep."""

import asyncio
import logging
from datetime import timedelta

from domain import handlers, hearing, transactions
from domain.clock import now
from persistence.queries import records

log = logging.getLogger(__name__)
TRASH_DAYS = 30


class _Running:
    """What this process keeps doing."""

    sweeper: asyncio.Task[None] | None = None


async def start(url: str, direct_url: str | None = None) -> None:
    """Open the pools and begin to hear of changes. `direct_url` goes past a pooler, for LISTEN."""
    transactions.connect(url)
    handlers.connect()
    await hearing.start(direct_url or url)
    _Running.sweeper = asyncio.create_task(_sweep())


async def stop() -> None:
    """Close everything that `start` opened."""
    if _Running.sweeper:
        _Running.sweeper.cancel()
        await asyncio.gather(_Running.sweeper, return_exceptions=True)
    _Running.sweeper = None
    await hearing.stop()
    handlers.disconnect()
    await transactions.disconnect()


async def _sweep() -> None:
    """Once an hour, forget what has been in the trash for thirty days."""
    while True:
        try:
            async with transactions.front_desk() as session:
                await records.purge(session, before=now() - timedelta(days=TRASH_DAYS))
        except Exception:
            log.exception("the trash was not emptied")
        await asyncio.sleep(3600)
