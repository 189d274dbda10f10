"""What is looked after every minute, and once a day."""

from datetime import timedelta

from domain import jobs
from domain.clock import now
from domain.notifications import letters
from domain.notifications.delivery import deliver
from domain.notifications.reminding import remind
from domain.transactions import front_desk
from persistence.queries import notifications as queries

_KEPT = timedelta(days=180)


@jobs.periodic(name="notifications.sweep", cron="* * * * *")
async def sweep() -> None:
    """Every minute: reminders that have come, what was not delivered, mails whose hour it is."""
    await remind()
    await deliver()
    await letters.post()


@jobs.periodic(name="notifications.tidy", cron="53 3 * * *")
async def tidy() -> None:
    """Once a day: forget what was told half a year ago."""
    async with front_desk() as session:
        await queries.tidy(session, now() - _KEPT)
