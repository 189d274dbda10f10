"""Putting jobs into the queue, and doing things once."""

from datetime import datetime
from typing import Any

from domain.jobs.declared import Job
from persistence.queries import jobs
from persistence.session import Session


async def later(
    session: Session, kind: Job, *, at: datetime | None = None, once_key: str | None = None, **arguments: Any
) -> int | None:
    """Have a job done after this transaction commits, or not before `at`; nothing is queued if it rolls back.

    With `once_key` only the first call of all is heeded. Its number, None when it was not the first.
    """
    key = f"{kind.name}:{once_key}" if once_key else None
    return await jobs.defer(session, kind.queue, kind.name, arguments, at=at, once_key=key)


async def once(session: Session, key: str) -> bool:
    """Whether this is the first time. What is done in this transaction and only then is done exactly once.

    Of two transactions at the same time the second waits for the first.
    """
    return await jobs.claim(session, f"done:{key}")
