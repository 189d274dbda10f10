"""Timing one thing after the other in this process."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

_WARM_UP = 20


async def milliseconds_of(do: Callable[[], Awaitable[Any]], times: int) -> list[float]:
    """How long each of so many calls takes, after a few that are not counted."""
    for _ in range(_WARM_UP):
        await do()
    return [await _timed(do) for _ in range(times)]


async def in_turns(times: int, *all_of: Callable[[], Awaitable[Any]]) -> list[list[float]]:
    """The same for several, in turns, so that whatever else the machine does slows all of them alike."""
    found: list[list[float]] = [[] for _ in all_of]
    for number in range(_WARM_UP + times):
        for times_of, do in zip(found, all_of, strict=True):
            took = await _timed(do)
            if number >= _WARM_UP:
                times_of.append(took)
        await asyncio.sleep(0)
    return found


async def _timed(do: Callable[[], Awaitable[Any]]) -> float:
    began = time.perf_counter_ns()
    await do()
    return (time.perf_counter_ns() - began) / 1e6
