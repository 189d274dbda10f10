"""The outbox: a row per mail, in the transaction of what it tells of."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from domain import jobs
from domain.clock import now
from domain.mail import letters
from domain.mail.address import Address
from domain.mail.sending import send
from domain.settings import settings
from persistence.ids import new_id
from persistence.models import MailRow
from persistence.queries import mail
from persistence.session import Session

_silent: ContextVar[bool] = ContextVar("silent", default=False)


@contextmanager
def silence() -> Iterator[None]:
    """Send nothing of what is queued inside (the sample world: its people do not exist)."""
    token = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(token)


async def send_later(
    session: Session,
    *,
    to: Address,
    template: str,
    data: Mapping[str, Any],
    locale: str = "en",
    time_zone: str = "UTC",
    thread: str | None = None,
    unsubscribe_url: str | None = None,
) -> UUID:
    """Send a mail after this transaction commits. `data` is what JSON can hold; the template says what it needs.

    Mails of one `thread` (any text) are shown together by mail programs. Without a mail server the mail is held back
    for those who run the installation to read.
    """
    has_server = settings().smtp_url is not None and not _silent.get()
    row = MailRow(
        id=new_id(), to_name=to.name, to_email=to.email, template=template,
        subject=letters.subject(template, data, locale=locale, time_zone=time_zone), data=dict(data), locale=locale,
        time_zone=time_zone, thread=thread, unsubscribe_url=unsubscribe_url,
        status="waiting" if has_server else "held", created_at=now(),
    )  # fmt: skip
    await mail.add(session, row)
    if has_server:
        await jobs.later(session, send, mail_id=str(row.id))
    return row.id
