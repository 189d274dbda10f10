"""The database away: pages say so, and read again when it is back. Nobody has to do anything."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from nicegui import background_tasks

from domain import health
from ui.live import registry

log = logging.getLogger(__name__)
_EVERY = 1.0  # seconds between two questions


class _State:
    """What is known of it, and what to do when it is back."""

    is_away = False
    go_on: Callable[[], Awaitable[None]] | None = None


_state = _State()


def when_back(go_on: Callable[[], Awaitable[None]]) -> None:
    """Call this each time the database is back."""
    _state.go_on = go_on


def is_away() -> bool:
    """Whether the database was away when it was last looked at."""
    return _state.is_away


def database_is_away() -> None:
    """Somebody could not reach it: tell all pages, and ask until it is back."""
    if not _state.is_away:
        _state.is_away = True
        background_tasks.create(_until_back(), name="wait for the database")


async def look() -> None:
    """Ask whether it is there: who only reads a page would not notice otherwise."""
    if not _state.is_away and not await health.is_reachable():
        database_is_away()


async def _until_back() -> None:
    log.warning("the database is away; open pages say so")
    await _tell()
    while not await health.is_reachable():  # noqa: ASYNC110 - nothing tells that it is back
        await asyncio.sleep(_EVERY)
    _state.is_away = False
    log.info("the database is back")
    await _tell()
    if _state.go_on:
        await _state.go_on()


async def _tell() -> None:
    said = f"window.atrium?.database({'false' if _state.is_away else 'true'})"
    for number, page in enumerate(registry.pages()):
        page.client.run_javascript(said)
        if number % 50 == 49:
            await asyncio.sleep(0)
