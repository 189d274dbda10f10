"""The worker of this process, and putting back what a killed one left running."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from domain import audit
from domain.clock import now
from domain.errors import AtriumError, Unavailable
from domain.jobs.declared import Job, declared, periodic
from domain.settings import settings
from domain.transactions import front_desk
from persistence.database import SYSTEM, connection_string
from persistence.queries import jobs
from persistence.queue import Kind, Worker

log = logging.getLogger(__name__)
_KEPT, _FAILURES_KEPT = timedelta(days=7), timedelta(days=90)


class _Open:
    """What works in this process, while it does."""

    worker: Worker | None = None
    reviver: asyncio.Task[None] | None = None
    running: set[int] = set()  # noqa: RUF012 - one per process


async def start(direct_url: str, *, patience: float | None = None) -> None:
    """Begin to run jobs. After `patience` seconds without a sign of life the jobs of another worker are put back."""
    patience = patience or _patience()
    dsn = connection_string(direct_url, role=SYSTEM, secret=settings().secret)
    _Open.worker = Worker(dsn, [_kind(job) for job in declared()], patience=patience)
    _Open.worker.start()
    _Open.reviver = asyncio.create_task(_revive(_Open.worker, patience), name="revive jobs")


async def stop() -> None:
    """Run no more."""
    if _Open.reviver:
        _Open.reviver.cancel()
        await asyncio.gather(_Open.reviver, return_exceptions=True)
    if _Open.worker:
        await _Open.worker.stop()
    _Open.worker = _Open.reviver = None


def _patience() -> float:
    # who kills a server in a test waits for this
    return 5.0 if settings().environment == "test" else 15.0


def _kind(job: Job) -> Kind:
    async def run(number: int, arguments: Mapping[str, Any]) -> None:
        _Open.running.add(number)
        try:
            with audit.coming_from("", f"job-{number}"):
                await job(**arguments)
        except Exception as error:
            log.warning("job %s %d failed: %s", job.name, number, type(error).__name__, exc_info=_unexpected(error))
            await _note(number, error)
            raise
        finally:
            _Open.running.discard(number)

    # The path through the code is the same in tests, only quicker.
    wait = job.wait / 200 if settings().environment == "test" else job.wait
    return Kind(job.name, job.queue, job.retries, wait, job.cron, run)


def _unexpected(error: Exception) -> Exception | None:
    return None if isinstance(error, AtriumError) else error


async def _note(number: int, error: Exception) -> None:
    try:
        async with front_desk() as session:
            await jobs.note_error(session, number, f"{type(error).__name__}: {error}"[:1000].replace("\x00", ""))
    except Unavailable:
        log.error("why job %d failed could not be written down, the database is away", number)


async def _revive(worker: Worker, patience: float) -> None:
    """Again and again: put back what nobody works on any more."""
    suspects: set[int] = set()
    limits = {job.name: job.retries + 1 for job in declared()}
    while True:
        await asyncio.sleep(patience / 3)
        try:
            async with front_desk() as session:
                idle = set(await jobs.held_by(session, worker.number)) - _Open.running
                # between fetching and running there is a moment: only who was idle twice is lost
                revived = await jobs.revive(session, patience=patience, limits=limits, lost=sorted(idle & suspects))
            suspects = idle
            for number, name in revived:
                log.warning("job %s %d was left by its process, and is put back", name, number)
        except Unavailable:
            pass  # said elsewhere; the next look is soon
        except Exception:
            log.exception("jobs that were left behind could not be put back")


@periodic(name="jobs.tidy", cron="23 3 * * *")
async def tidy() -> None:
    """Once a day: forget what was done a week ago, and failures after three months."""
    async with front_desk() as session:
        await jobs.tidy(session, succeeded=now() - _KEPT, failed=now() - _FAILURES_KEPT)
