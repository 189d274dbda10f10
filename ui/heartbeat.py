"""How well the event loop keeps time, and the garbage collector kept out of people's way."""

import asyncio
import gc
import logging
import time
from collections import deque

log = logging.getLogger(__name__)
_BEAT = 0.25
_ALARM = 0.25  # seconds of lag: a longer stall than the ping timeout drops everybody
_QUIET = 0.1  # share of one core that still counts as quiet
_COLLECT_AFTER, _COLLECT_AT_LAST = 30.0, 600.0


class Heartbeat:
    """Beats four times a second. `lag` is the last beat's delay in seconds, `worst` that of the last minute."""

    def __init__(self) -> None:
        self._lags: deque[float] = deque([0.0], maxlen=int(60 / _BEAT))
        self._task: asyncio.Task[None] | None = None

    @property
    def lag(self) -> float:
        return self._lags[-1]

    @property
    def worst(self) -> float:
        return max(self._lags)

    def start(self) -> None:
        """Begin, once all is built: what exists by now stays, so the collector need not look at it again."""
        gc.collect()
        gc.freeze()
        gc.set_threshold(50_000, 20, 1000)
        gc.enable()
        self._task = asyncio.create_task(self._beat(), name="heartbeat")

    async def stop(self) -> None:
        """End it."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    async def _beat(self) -> None:
        collected = time.monotonic()
        while True:
            began, used = time.monotonic(), time.process_time()
            await asyncio.sleep(_BEAT)
            lag = max(0.0, time.monotonic() - began - _BEAT)
            self._lags.append(lag)
            if lag > _ALARM:
                log.warning("the event loop stood still for %d ms", lag * 1000)
            busy = (time.process_time() - used) / _BEAT
            waited = time.monotonic() - collected
            if (waited > _COLLECT_AFTER and busy < _QUIET) or waited > _COLLECT_AT_LAST:
                gc.collect()
                collected = time.monotonic()


heartbeat = Heartbeat()
