"""Work in the background that ends with the application, not after it."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from nicegui import background_tasks

_running: set[asyncio.Task[Any]] = set()


def begin(work: Coroutine[Any, Any, None], name: str) -> None:
    """Do it beside everything else; what it raises is logged."""
    task = background_tasks.create(work, name=name)
    _running.add(task)
    task.add_done_callback(_running.discard)


async def end() -> None:
    """Stop all of it and wait until it is stopped: connections are given back before the pools close."""
    stopping = list(_running)
    for task in stopping:
        task.cancel()
    await asyncio.gather(*stopping, return_exceptions=True)
