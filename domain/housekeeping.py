"""What is forgotten for good, once an hour."""

from datetime import datetime, timedelta

from domain import jobs
from domain.clock import now
from domain.transactions import front_desk
from persistence.queries import records

TRASH_DAYS = 30
_AT_ONCE = 1_000  # tasks: much hangs on each, and a statement has seconds


@jobs.periodic(name="trash.purge", cron="7 * * * *")
async def purge() -> None:
    """Forget what has been in the trash for thirty days, and sessions, keys and throttles as old."""
    before = now() - timedelta(days=TRASH_DAYS)
    while await _purged(before) == _AT_ONCE:
        pass
    async with front_desk() as session:
        await records.purge(session, before=before)


async def _purged(before: datetime) -> int:
    async with front_desk() as session:
        return await records.purge_tasks(session, before=before, most=_AT_ONCE)
