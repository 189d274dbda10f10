"""The kinds of jobs as procrastinate wants them. Imported late, in a thread: it takes longer than a start should."""

import random
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import procrastinate
from procrastinate.exceptions import ProcrastinateException
from procrastinate.jobs import Job
from procrastinate.retry import BaseRetryStrategy, RetryDecision
from procrastinate.worker import Worker

from persistence.queue import GiveUp, Kind

__all__ = ["ProcrastinateException", "Worker", "made"]

_LONGEST_WAIT = 6 * 3600.0
_MISSED_BY = 24 * 3600.0  # seconds after which a periodic job that was missed is not made up for


class _Retries(BaseRetryStrategy):
    def __init__(self, kind: Kind) -> None:
        self._kind = kind

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if not isinstance(exception, Exception):  # this process is told to stop, which is no fault of the job's
            return RetryDecision(retry_at=datetime.now(UTC))
        if isinstance(exception, GiveUp) or job.attempts >= self._kind.retries:
            return None
        return RetryDecision(retry_at=datetime.now(UTC) + timedelta(seconds=_pause(self._kind.wait, job.attempts)))


def _pause(wait: float, attempts: int) -> float:
    return min(_LONGEST_WAIT, wait * 3.0 ** min(attempts, 12)) * random.uniform(0.8, 1.2)


def made(dsn: str, kinds: Iterable[Kind]) -> procrastinate.App:
    """An application that knows these kinds and is not open yet."""
    connector = procrastinate.PsycopgConnector(
        conninfo=dsn, min_size=1, max_size=4, timeout=5, name="jobs",
        kwargs={"options": "-c search_path=procrastinate", "connect_timeout": 3, "application_name": "atrium jobs"},
    )  # fmt: skip
    app = procrastinate.App(connector=connector, periodic_defaults={"max_delay": _MISSED_BY})
    for kind in kinds:
        _declare(app, kind)
    return app


def _declare(app: procrastinate.App, kind: Kind) -> None:
    async def body(context: Any, **arguments: Any) -> None:
        await kind.run(context.job.id, arguments)

    async def periodic_body(context: Any, timestamp: int) -> None:
        await kind.run(context.job.id, {})

    chosen: Any = periodic_body if kind.cron else body
    task = app.task(name=kind.name, queue=kind.queue, retry=_Retries(kind), pass_context=True)(chosen)
    if kind.cron:
        app.periodic_registry.register_task(task=task, cron=kind.cron, periodic_id="", configure_kwargs={})
