"""A worker of this process: fetches jobs as the front desk's role and runs them, as long as the process lives.

What fetches, counts and waits is procrastinate (see queue_app).
"""

import asyncio
import importlib
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import psycopg

from persistence.ending import end

log = logging.getLogger(__name__)
_LATER = 0.5  # seconds: people come before jobs when a process starts


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of job. `run(number, arguments)` does it; `wait` seconds before the first of `retries`, then longer."""

    name: str
    queue: str
    retries: int
    wait: float
    cron: str | None
    run: Callable[[int, Mapping[str, Any]], Awaitable[None]]


class GiveUp(Exception):
    """A job cannot succeed, however often it is tried; the message says why."""


class Worker:
    """Runs jobs until it is stopped; after a lost database it goes on by itself."""

    def __init__(self, dsn: str, kinds: Iterable[Kind], *, concurrency: int = 8, patience: float = 15.0) -> None:
        self._dsn, self._kinds = dsn, list(kinds)
        self._concurrency, self._patience = concurrency, patience
        self._running: Any = None
        self._task: asyncio.Task[None] | None = None

    @property
    def number(self) -> int | None:
        """Under which number the queue knows this worker just now."""
        return self._running.worker_id if self._running else None

    def start(self) -> None:
        """Begin, in the background."""
        self._task = asyncio.create_task(self._keep_working(), name="jobs")

    async def stop(self) -> None:
        """Fetch nothing more and wait a little for what runs; what does not end by then is put back."""
        if self._task:
            await end(self._task)

    async def _keep_working(self) -> None:
        await asyncio.sleep(_LATER)
        queue_app = await asyncio.to_thread(importlib.import_module, "persistence.queue_app")
        logging.getLogger("procrastinate").setLevel(logging.CRITICAL)  # it logs arguments, which may be personal
        delay = 0.1
        while True:
            try:
                await self._work(queue_app)
                delay = 0.1
            except (queue_app.ProcrastinateException, psycopg.Error, OSError) as error:
                log.warning("the job worker lost the database: %s", str(error).strip() or type(error).__name__)
            self._running = None
            await asyncio.sleep(delay)
            delay = min(delay * 2, 2.0)

    async def _work(self, queue_app: Any) -> None:
        async with queue_app.made(self._dsn, self._kinds).open_async() as app:
            self._running = queue_app.Worker(
                app, wait=True, concurrency=self._concurrency, fetch_job_polling_interval=0.25,
                shutdown_graceful_timeout=5.0, install_signal_handlers=False,
                update_heartbeat_interval=self._patience / 5, stalled_worker_timeout=self._patience,
            )  # fmt: skip
            await self._running.run()
