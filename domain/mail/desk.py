"""The outbox, for those who run the installation. What a mail said is readable only until it is out."""

from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from domain import audit, jobs
from domain.errors import Conflict, Invalid, NotFound
from domain.mail import letters
from domain.mail.sending import send
from domain.paging import Page, id_in
from domain.running import Runner, check
from domain.settings import settings
from domain.transactions import front_desk, read_at_front_desk
from persistence.queries import mail

STATUSES = ("waiting", "sending", "sent", "failed", "held")


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail of the outbox."""

    id: UUID
    to_name: str
    to_email: str
    template: str
    subject: str
    status: str  # waiting | sending | sent | failed | held (there is no mail server)
    attempts: int
    error: str
    created_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail with what it says."""

    mail: Mail
    text: str
    html: str


_FIELDS = [field.name for field in fields(Mail)]


async def mails_of_instance(
    *, actor: Runner, status: str | None = None, limit: int = 50, cursor: str | None = None
) -> Page[Mail]:
    """The mails of the installation, the newest first (instance admins)."""
    await check(actor, "mails")
    if status is not None and status not in STATUSES:
        raise Invalid(f"Status must be one of {', '.join(STATUSES)}.", field="status")
    asked = {"status": status, "after": id_in(cursor), "limit": limit + 1}
    rows = await read_at_front_desk(mail.PAGE, asked)
    total = (await read_at_front_desk(mail.COUNT, asked))[0].total
    found = [Mail(**{field: getattr(row, field) for field in _FIELDS}) for row in rows]
    return Page(found[:limit], found[limit - 1].id.hex if len(found) > limit else None, total)


async def read_mail(mail_id: UUID, *, actor: Runner) -> Letter:
    """What a mail says that is not out yet (instance admins). Who reads it is written down.

    Raises Conflict when it was sent: what it said is not kept.
    """
    await check(actor, "mails")
    rows = await read_at_front_desk(mail.MAIL, {"id": mail_id})
    if not rows:
        raise NotFound("There is no such mail (any more).")
    row = rows[0]
    if row.status == "sent":
        raise Conflict("This mail was sent. What it said is not kept.")
    await audit.record("mail.read", actor_id=actor.id, object_kind="mail", object_id=mail_id)
    said = letters.written(row.template, row.data, locale=row.locale, time_zone=row.time_zone)
    return Letter(Mail(**{field: getattr(row, field) for field in _FIELDS}), said.text, said.html)


async def send_now(mail_id: UUID, *, actor: Runner) -> Mail:
    """Send a mail that was held back for want of a mail server, or that failed (instance admins).

    Raises Conflict for any other, and as long as there is no mail server.
    """
    await check(actor, "mails")
    if settings().smtp_url is None:
        raise Conflict("There is no mail server (ATRIUM_SMTP_URL), so nothing can be sent.")
    async with front_desk() as session:
        is_let_go = await mail.let_go(session, mail_id)
        if is_let_go:
            await jobs.later(session, send, mail_id=str(mail_id))
            audit.write(session, "mail.let_go", actor_id=actor.id, object_kind="mail", object_id=mail_id)
    rows = await read_at_front_desk(mail.MAIL, {"id": mail_id})
    if not rows:
        raise NotFound("There is no such mail (any more).")
    if not is_let_go:
        raise Conflict("Only a mail that was kept here or that failed can be sent.")
    return Mail(**{field: getattr(rows[0], field) for field in _FIELDS})
