"""Ending what runs in the background."""

import asyncio
from typing import Any

_TRIES = 5


async def end(task: asyncio.Task[Any], patience: float = 6.0) -> None:
    """Cancel the task and wait until it is done, again every `patience` seconds: a library may swallow the first."""
    for _ in range(_TRIES):
        task.cancel()
        done, _pending = await asyncio.wait([task], timeout=patience)
        if done:
            return
