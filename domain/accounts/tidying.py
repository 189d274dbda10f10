"""What is forgotten when it was begun and not ended: half sign-ins, challenges, visits to providers."""

from domain import jobs
from domain.clock import now
from domain.transactions import front_desk
from persistence.queries import second_factors


@jobs.periodic(name="sign_in.tidy", cron="*/20 * * * *")
async def tidy() -> None:
    """Forget what is too old to be ended."""
    async with front_desk() as transaction:
        await second_factors.tidy(transaction, now())
