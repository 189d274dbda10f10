"""So many an hour and no more: mails that anybody can have sent to an address."""

from datetime import timedelta
from math import ceil

from domain.accounts.throttle import canonical, in_words, key_for, network_of
from domain.clock import now
from domain.errors import Throttled
from domain.transactions import front_desk
from persistence.queries import throttles

WINDOW = timedelta(hours=1)
MAILS, MAILS_FROM_ONE_ADDRESS = 3, 100


async def spend(what: str, value: str, *, most: int, sentence: str) -> None:
    """Count one more of this kind. Raises Throttled, with the sentence and when to come back, after `most` an hour."""
    moment = now()
    async with front_desk() as session:
        began = await throttles.spend(session, key_for(what, value), now=moment, stale=moment - WINDOW, most=most)
    if began:
        wait = max(1, ceil((began + WINDOW - moment).total_seconds()))
        raise Throttled(f"{sentence} Please try again in {in_words(wait)}.", retry_after=wait)


async def spend_mail(kind: str, email: str, address: str) -> None:
    """Count a mail of this kind to an address, known or not. Raises Throttled when there were enough in this hour."""
    moment = now()
    counted = [(f"mail-{kind}", canonical(email), MAILS), ("mails-from", network_of(address), MAILS_FROM_ONE_ADDRESS)]
    async with front_desk() as session:
        for what, value, most in counted:
            began = await throttles.spend(session, key_for(what, value), now=moment, stale=moment - WINDOW, most=most)
            if began:
                wait = max(1, ceil((began + WINDOW - moment).total_seconds()))
                raise Throttled(f"Enough mails for now. Please try again in {in_words(wait)}.", retry_after=wait)
