"""Passkeys and what they are asked to sign (front desk)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from persistence.models import ChallengeRow, PasskeyRow
from persistence.session import Session

OF_PERSON = """
select id, credential_id, name, is_synced, created_at, last_used_at from passkeys where person_id = %(id)s
order by created_at, id
"""
BY_CREDENTIAL = """
select k.id, k.person_id, k.public_key, k.sign_count from passkeys k join people p on p.id = k.person_id
where k.credential_id = %(credential_id)s and p.status = 'active' and p.deleted_at is null
"""


async def has_way_in(session: Session, person_id: UUID, issuers: Sequence[str]) -> bool:
    """Whether the person can sign in: by a password, a passkey or one of these providers; held until commit."""
    # of two that remove the last two ways at once the second one waits for the first
    await session.execute(sa.text("select from people where id = :id for no key update"), {"id": person_id})
    query = sa.text("""
        select exists (select from credentials where person_id = :id)
          or exists (select from passkeys where person_id = :id)
          or exists (select from identities where person_id = :id and issuer = any(:issuers))
    """)
    return bool((await session.execute(query, {"id": person_id, "issuers": list(issuers)})).scalar_one())


def add_challenge(session: Session, row: ChallengeRow) -> None:
    """Remember what was asked."""
    session.add(row)


async def take_challenge(session: Session, challenge: bytes, purpose: str, now: datetime) -> Any:
    """Use a challenge up; its row, None when it was not asked for this purpose, was answered, or is too old."""
    query = sa.text("""
        delete from challenges where challenge = :challenge and purpose = :purpose and expires_at > :now
        returning person_id""")
    return (await session.execute(query, {"challenge": challenge, "purpose": purpose, "now": now})).first()


async def add(session: Session, row: PasskeyRow) -> bool:
    """Insert a passkey; False when somebody has it already."""
    insert = sa.dialects.postgresql.insert(PasskeyRow).values(row.model_dump()).on_conflict_do_nothing()
    return (await session.execute(insert.returning(PasskeyRow.id))).first() is not None  # type: ignore[call-overload]


async def note_use(session: Session, passkey_id: UUID, *, before: int, after: int, at: datetime) -> bool:
    """Remember a use; False when its counter moved meanwhile: two devices answer with the same key."""
    query = sa.text("""
        update passkeys set sign_count = :after, last_used_at = :at
        where id = :id and sign_count = :before returning id""")
    given = {"id": passkey_id, "before": before, "after": after, "at": at}
    return (await session.execute(query, given)).first() is not None


async def rename(session: Session, person_id: UUID, passkey_id: UUID, name: str) -> bool:
    """Give one of a person's passkeys another name; False when there is none such."""
    query = sa.text("update passkeys set name = :name where id = :id and person_id = :person_id returning id")
    given = {"id": passkey_id, "person_id": person_id, "name": name}
    return (await session.execute(query, given)).first() is not None


async def remove(session: Session, person_id: UUID, passkey_id: UUID) -> str | None:
    """Remove one of a person's passkeys; its name, None when there is none such."""
    query = sa.text("delete from passkeys where id = :id and person_id = :person_id returning name")
    return (await session.execute(query, {"id": passkey_id, "person_id": person_id})).scalar_one_or_none()
