"""Connections that do not wait for ever: a database that stands still closes nothing, so no error would come."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import psycopg
from psycopg.abc import RV, PQGen
from psycopg.errors import ConnectionTimeout, _WaitTimeout

CHECKOUT = 2.5  # seconds until a connection is there and answers; then the database is away
_longest = ContextVar("longest", default=6.0)  # the roles' statement_timeout is 5 s: who is silent after that stays so
_CANCEL = 0.5
_INTERVAL = 0.1


@contextmanager
def waiting(seconds: float) -> Iterator[None]:
    """What is executed inside may take so many seconds."""
    token = _longest.set(seconds)
    try:
        yield
    finally:
        _longest.reset(token)


class PatientConnection(psycopg.AsyncConnection[Any]):
    """Gives up, and closes itself, when the database does not answer in time."""

    async def wait(  # psycopg's own signature, as below
        self,
        gen: PQGen[RV],
        interval: float = _INTERVAL,
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> RV:
        """As psycopg's own, for at most so many seconds."""
        try:
            return await super().wait(gen, interval, _longest.get() if timeout is None else timeout)
        except _WaitTimeout:
            if timeout is not None:
                raise
            self.pgconn.finish()
            raise ConnectionTimeout("the database does not answer") from None

    async def _try_cancel(self, *, timeout: float = _CANCEL) -> None:  # noqa: ASYNC109
        # psycopg's own waits ten seconds for the end of what is cancelled; an error here makes it close the connection
        await self.cancel_safe(timeout=min(timeout, _CANCEL))
