"""Timing several things against each other, in blocks by turns.

By turns, so that whatever else the machine does slows all of them alike; in blocks, so that what one of them leaves in
the caches does not decide about the other.
"""

import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

_WARM_UP = 20
_BLOCK = 50


async def in_turns(times: int, *all_of: Callable[[], Awaitable[Any]]) -> list[list[float]]:
    """For each of them, how many milliseconds each of so many calls took; a few before are not counted."""

    async def timed(do: Callable[[], Awaitable[Any]]) -> float:
        began = time.perf_counter_ns()
        await do()
        return (time.perf_counter_ns() - began) / 1e6

    return await told_in_turns(times, *(partial(timed, do) for do in all_of))


async def told_in_turns(times: int, *all_of: Callable[[], Awaitable[float]]) -> list[list[float]]:
    """The same for those that tell themselves how long they took."""
    found: list[list[float]] = [[] for _ in all_of]
    for done in range(0, times, _BLOCK):
        for numbers, do in zip(found, all_of, strict=True):
            for _ in range(_WARM_UP):
                await do()
            numbers += [await do() for _ in range(min(_BLOCK, times - done))]
    return found
