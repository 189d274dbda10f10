"""How the parts are: asked by load balancers often, by people when something is wrong."""

import asyncio
import shutil
from dataclasses import dataclass, field

from domain import hearing, transactions
from domain.errors import Unavailable
from domain.settings import settings
from persistence import condition

_PATIENCE = 2.5  # seconds until the database counts as away
_LOW_DISK = 500_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Component:
    """One part: whether it works, and numbers about it."""

    ok: bool
    facts: dict[str, str | int | float | bool] = field(default_factory=dict)


async def is_reachable() -> bool:
    """Whether the database answers within 2.5 s."""
    asked = asyncio.ensure_future(transactions.read_at_front_desk("select 1"))
    # not asyncio.timeout: from a database that stands still the driver takes ten more seconds to let go
    try:
        answered, _ = await asyncio.wait({asked}, timeout=_PATIENCE)
    except asyncio.CancelledError:
        asked.cancel()
        await asyncio.wait({asked}, timeout=_PATIENCE)
        raise
    if not answered:
        asked.add_done_callback(lambda late: late.cancelled() or late.exception())
        asked.cancel()
        return False
    try:
        await asked
    except Unavailable:
        return False
    return True


async def components() -> dict[str, Component]:
    """The database, its migrations, the change listener and the disk."""
    database, migrations = await _database()
    return {
        "database": database,
        "migrations": migrations,
        "listener": Component(hearing.is_listening()),
        "disk": await asyncio.to_thread(_disk),
    }


async def _database() -> tuple[Component, Component]:
    loop = asyncio.get_running_loop()
    began = loop.time()
    try:
        async with asyncio.timeout(_PATIENCE):
            row = (await transactions.read_at_front_desk(condition.REVISION))[0]
    except (Unavailable, TimeoutError):
        return Component(ok=False), Component(ok=False)
    milliseconds = round((loop.time() - began) * 1000, 1)
    is_current = await asyncio.to_thread(condition.is_current, row.revision, row.policies, settings().secret)
    facts: dict[str, str | int | float | bool] = {"version": row.server, "ms": milliseconds}
    return Component(ok=True, facts=facts), Component(is_current, {"revision": row.revision or ""})


def _disk() -> Component:
    try:
        free = shutil.disk_usage(settings().data).free
    except OSError:
        return Component(ok=False)
    return Component(free > _LOW_DISK, {"free_bytes": free})
