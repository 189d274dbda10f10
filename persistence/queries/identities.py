"""Accounts with providers, and visits to them (front desk)."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from persistence.models import IdentityRow, ProviderVisitRow
from persistence.session import Session, select_in

OF_PERSON = """
select id, issuer, subject, email, created_at, last_used_at from identities where person_id = %(id)s
order by created_at, id
"""
_OWNER = """
select i.id, i.person_id, p.status, p.deleted_at is not null as is_deleted,
  exists (select from authenticators a where a.person_id = p.id and a.confirmed_at is not null) as has_second_factor
from identities i join people p on p.id = i.person_id where i.issuer = %(issuer)s and i.subject = %(subject)s
"""


async def owner(session: Session, issuer: str, subject: str) -> Any:
    """Whom this account signs in; None when nobody."""
    rows = (await select_in(session, [(_OWNER, {"issuer": issuer, "subject": subject})]))[0]
    return rows[0] if rows else None


async def connect(session: Session, row: IdentityRow) -> bool:
    """Insert an account; False when it signs in somebody already."""
    insert = sa.dialects.postgresql.insert(IdentityRow).values(row.model_dump()).on_conflict_do_nothing()
    return (await session.execute(insert.returning(IdentityRow.id))).first() is not None  # type: ignore[call-overload]


async def disconnect(session: Session, person_id: UUID, identity_id: UUID) -> Any:
    """Delete one of a person's accounts; its issuer and address, None when there is none such."""
    query = sa.text("delete from identities where id = :id and person_id = :person_id returning issuer, email")
    return (await session.execute(query, {"id": identity_id, "person_id": person_id})).first()


async def note_use(session: Session, identity_id: UUID, at: datetime) -> None:
    """Remember when it signed somebody in."""
    await session.execute(sa.text("update identities set last_used_at = :at where id = :id"),
                          {"id": identity_id, "at": at})  # fmt: skip


def add_visit(session: Session, row: ProviderVisitRow) -> None:
    """Remember that somebody was sent to a provider."""
    session.add(row)


async def take_visit(session: Session, state_hash: bytes, provider: str, now: datetime) -> Any:
    """Use a visit up; None when there is none such (any more)."""
    query = sa.text("""
        delete from provider_visits where state_hash = :hash and provider = :provider and expires_at > :now
        returning browser_hash, purpose, nonce, code_verifier, onward, session_id""")
    return (await session.execute(query, {"hash": state_hash, "provider": provider, "now": now})).first()
