"""What runs once per process for all pages: hearing events, and one timer for what no event tells."""

import asyncio
import logging
from collections.abc import Callable

from nicegui import app, background_tasks

from domain import bus
from domain.errors import Unavailable
from ui.live import away, faces, installation, lists, registry, shared, waking

log = logging.getLogger(__name__)
_TICK = 1.0  # seconds between two looks at the database, while anybody has a page open
_PATIENCE = 5.0
_TICKS_BETWEEN_COUNTS = 5  # after which a number is true although nothing was heard
_ways_out: list[Callable[[], object]] = []


def install() -> None:
    """Begin with the application, end with it."""
    app.on_startup(start)
    app.on_shutdown(stop)
    bus.on_return(_catch_up)


def _catch_up() -> None:
    if _ways_out:
        background_tasks.create(waking.wake_all(), name="catch up")


def start() -> None:
    """Hear of changes from now on."""
    away.when_back(waking.wake_all)
    waking.repeat_to(shared.hear)
    waking.repeat_to(lists.hear)
    _ways_out.append(bus.subscribe(shared.hear))  # first: what is read for all pages
    _ways_out.append(bus.subscribe(waking.hear))
    _ways_out.append(bus.subscribe(lists.hear))
    _ways_out.append(bus.subscribe(faces.hear))
    _ways_out.append(bus.subscribe(installation.hear))
    background_tasks.create(_tick(), name="live pages")


async def stop() -> None:
    """Hear no more, and end what pages do in the background, so that connections are given back before pools close."""
    while _ways_out:
        _ways_out.pop()()
    running = [task for task in background_tasks.running_tasks if task is not asyncio.current_task()]
    for task in running:
        task.cancel()
    if running:
        await asyncio.wait(running, timeout=_PATIENCE)


async def _tick() -> None:
    ticks = 0
    while True:
        await asyncio.sleep(_TICK)
        ticks += 1
        if not registry.pages() or away.is_away():
            continue
        try:
            await away.look()
            if ticks % _TICKS_BETWEEN_COUNTS == 0 and not away.is_away():
                installation.tick()
                async with asyncio.timeout(_PATIENCE):
                    await shared.count_all()
        except (Unavailable, TimeoutError):
            away.database_is_away()
        except Exception:
            log.exception("the numbers could not be counted")
