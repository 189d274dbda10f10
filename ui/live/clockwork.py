"""What runs once per process for all pages: hearing events, and one timer for what no event tells."""

import asyncio
import logging
from collections.abc import Callable

from nicegui import app

from domain import bus
from domain.errors import Unavailable
from ui.live import away, news, numbers, registry, waking, work

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
        work.begin(waking.wake_all(), "catch up")


def start() -> None:
    """Hear of changes from now on."""
    away.when_back(waking.wake_all)
    waking.repeat_to(numbers.hear)
    waking.repeat_to(news.hear)
    _ways_out.append(bus.subscribe(numbers.hear))  # first: what all pages share
    _ways_out.append(bus.subscribe(news.hear))
    _ways_out.append(bus.subscribe(waking.hear))
    work.begin(_tick(), "live pages")


async def stop() -> None:
    """Hear no more."""
    while _ways_out:
        _ways_out.pop()()
    await work.end()


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
                async with asyncio.timeout(_PATIENCE):
                    await numbers.count_all()
        except (Unavailable, TimeoutError):
            away.database_is_away()
        except Exception:
            log.exception("the numbers could not be counted")
