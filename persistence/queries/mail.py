"""The outbox. Adding is for everybody, all else for the front desk."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from persistence.models import MailRow
from persistence.session import Session

_FIELDS = "id, to_name, to_email, template, subject, status, attempts, error, created_at, sent_at"
PAGE = f"""
select {_FIELDS} from mails where (%(status)s::text is null or status = %(status)s)
  and (%(after)s::uuid is null or (created_at, id) < (select created_at, id from mails where id = %(after)s))
order by created_at desc, id desc limit %(limit)s
"""
COUNT = """
select count(*) as total from (
  select from mails where (%(status)s::text is null or status = %(status)s) limit 10000) x
"""
MAIL = f"select {_FIELDS}, data, locale, time_zone from mails where id = %(id)s"

_CLAIM = sa.text("""
update mails set status = 'sending', attempts = attempts + 1, leased_until = :until
where id = :id and (status in ('waiting', 'failed') or status = 'sending' and leased_until < :now) returning id
""")


async def add(session: Session, row: MailRow) -> None:
    """Insert a mail; nothing of it is read back, for who adds may not read."""
    await session.execute(sa.insert(MailRow).values(row.model_dump()))


async def claim(session: Session, mail_id: UUID, *, now: datetime, until: datetime) -> MailRow | None:
    """Take a mail for sending; None when it is out, held back, or somebody else has it just now."""
    if not (await session.execute(_CLAIM, {"id": mail_id, "now": now, "until": until})).first():
        return None
    return await session.get(MailRow, mail_id)


async def let_go(session: Session, mail_id: UUID) -> bool:
    """Let a mail wait for sending that was held back or failed; whether it was such a one."""
    query = sa.text("""
        update mails set status = 'waiting', error = '' where id = :id and status in ('held', 'failed') returning id""")
    return (await session.execute(query, {"id": mail_id})).first() is not None


async def status_of(session: Session, mail_id: UUID) -> str | None:
    """How far a mail is."""
    found = await session.execute(sa.select(MailRow.status).filter_by(id=mail_id))  # type: ignore[call-overload]
    return found.scalar_one_or_none()


async def note(session: Session, mail_id: UUID, **values: Any) -> None:
    """Write down what became of a mail."""
    await session.execute(sa.update(MailRow).filter_by(id=mail_id).values(leased_until=None, **values))


async def forget(session: Session, before: datetime) -> None:
    """Delete the mails that were made before then."""
    await session.execute(sa.text("delete from mails where created_at < :before"), {"before": before})
    await session.execute(sa.text("delete from email_tokens where expires_at < :before"), {"before": before})
