"""The job that sends one mail: once, as far as the protocol lets one know.

Between the server's "taken" and our commit a killed process leaves the mail as being sent. It is then sent again under
the same Message-ID: rather twice than never.
"""

import asyncio
import logging
from datetime import timedelta
from typing import Any
from uuid import UUID

from domain import jobs
from domain.clock import now
from domain.errors import Unavailable
from domain.mail import letters, smtp
from domain.transactions import front_desk
from persistence.models import MailRow
from persistence.queries import mail

log = logging.getLogger(__name__)
_LEASE = timedelta(seconds=smtp.LONGEST + 30)
_KEPT = timedelta(days=30)
_TRIES = 30  # to write down that a mail is out, one a second


class _Busy(Exception):
    """Another process is sending this mail, or died while it did."""


@jobs.job(name="mail.send", queue="mail", retries=9, wait=20.0)
async def send(mail_id: str) -> None:
    """Send a mail of the outbox, unless that was done."""
    row = await _claim(UUID(mail_id))
    if row is None:
        return
    try:
        letter = letters.written(row.template, row.data, locale=row.locale, time_zone=row.time_zone)
        await smtp.deliver(smtp.message(row, letter))
    except smtp.Refused as refused:
        await _note(row.id, status="failed", error=str(refused)[:500])
        raise jobs.GiveUp(str(refused)) from refused
    except BaseException as error:
        await _note(row.id, status="waiting", error=(str(error) or type(error).__name__)[:500])
        raise
    await _note(row.id, status="sent", error="", data={}, sent_at=now())


async def _claim(mail_id: UUID) -> MailRow | None:
    async with front_desk() as session:
        row = await mail.claim(session, mail_id, now=now(), until=now() + _LEASE)
        if row is None and await mail.status_of(session, mail_id) == "sending":
            raise _Busy("Another process is sending it.")
    return row


async def _note(mail_id: UUID, **values: Any) -> None:
    for left in reversed(range(_TRIES)):
        try:
            async with front_desk() as session:
                await mail.note(session, mail_id, **values)
            return
        except Unavailable:
            if not left:
                raise
            await asyncio.sleep(1)


@jobs.periodic(name="mail.tidy", cron="41 3 * * *")
async def tidy() -> None:
    """Once a day: forget mails of a month ago."""
    async with front_desk() as session:
        await mail.forget(session, now() - _KEPT)
