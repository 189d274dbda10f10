"""What is forgotten for good, once an hour."""

from datetime import timedelta

from domain import jobs
from domain.clock import now
from domain.transactions import front_desk
from persistence.queries import records

TRASH_DAYS = 30


@jobs.periodic(name="trash.purge", cron="7 * * * *")
async def purge() -> None:
    """Forget what has been in the trash for thirty days, and sessions, keys and throttles as old."""
    async with front_desk() as session:
        await records.purge(session, before=now() - timedelta(days=TRASH_DAYS))
