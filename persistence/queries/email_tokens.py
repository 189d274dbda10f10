"""Links that were mailed (front desk)."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from persistence.models import EmailTokenRow
from persistence.session import Session

OWNER = """
select p.id, p.email, p.name, o.name as organization_name, p.locale, p.time_zone
from email_tokens t join people p on p.id = t.person_id join organizations o on o.id = p.organization_id
where t.token_hash = %(hash)s and t.purpose = %(purpose)s and t.used_at is null and t.expires_at > %(now)s
  and p.status = 'active' and p.deleted_at is null and lower(p.email) = lower(t.email)
"""
_SPEND = sa.text("""
update email_tokens t set used_at = :now from people p
where t.token_hash = :hash and t.purpose = :purpose and t.used_at is null and t.expires_at > :now
  and p.id = t.person_id and p.status = 'active' and p.deleted_at is null and lower(p.email) = lower(t.email)
returning t.person_id
""")
_PROVEN = sa.text("""
update people set email_verified_at = :now, version = version + 1, updated_at = :now
where id = :id and email_verified_at is null
""")


async def add(session: Session, row: EmailTokenRow) -> None:
    """Insert a link, and let those before it for the same purpose lead nowhere."""
    stale = sa.text("delete from email_tokens where person_id = :person_id and purpose = :purpose")
    await session.execute(stale, {"person_id": row.person_id, "purpose": row.purpose})
    await session.execute(sa.insert(EmailTokenRow).values(row.model_dump()))


async def spend(session: Session, token_hash: bytes, purpose: str, now: datetime) -> UUID | None:
    """Use a link up; whose it is, None when it is not good (any more)."""
    given: dict[str, Any] = {"hash": token_hash, "purpose": purpose, "now": now}
    return (await session.execute(_SPEND, given)).scalar_one_or_none()


async def note_proven(session: Session, person_id: UUID, now: datetime) -> None:
    """The person's present address is theirs."""
    await session.execute(_PROVEN, {"id": person_id, "now": now})
