"""Authenticator apps, recovery codes and sign-ins that wait for them (front desk)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from persistence.models import AuthenticatorRow, HalfSignInRow, RecoveryCodeRow
from persistence.session import Session, select_in

STATE = """
select a.secret_sealed, a.last_step, a.confirmed_at,
  (select count(*) from recovery_codes c where c.person_id = p.id and c.used_at is null) as codes_left,
  (select count(*) from passkeys k where k.person_id = p.id) as passkeys,
  exists (select from credentials c where c.person_id = p.id) as has_password
from people p left join authenticators a on a.person_id = p.id where p.id = %(id)s
"""
HALF = """
select h.person_id, h.remember from half_sign_ins h join people p on p.id = h.person_id
where h.secret_hash = %(hash)s and h.expires_at > %(now)s and p.status = 'active' and p.deleted_at is null
"""


async def state(session: Session, person_id: UUID) -> Any:
    """The same in an open transaction."""
    return (await select_in(session, [(STATE, {"id": person_id})]))[0][0]


async def put_authenticator(session: Session, row: AuthenticatorRow) -> bool:
    """Keep the secret of an app that is not confirmed yet, instead of an earlier one; False when one is confirmed."""
    kept = sa.text("""
        insert into authenticators as a (person_id, secret_sealed, last_step, created_at)
        values (:person_id, :secret_sealed, 0, :created_at)
        on conflict (person_id) do update set secret_sealed = excluded.secret_sealed, last_step = 0,
          created_at = excluded.created_at where a.confirmed_at is null
        returning person_id""")
    given = row.model_dump(include={"person_id", "secret_sealed", "created_at"})
    return (await session.execute(kept, given)).first() is not None


async def confirm_authenticator(session: Session, person_id: UUID, sealed: str, step: int, at: datetime) -> bool:
    """The app is used from now on; False when another secret took its place or it was confirmed already."""
    query = sa.text("""
        update authenticators set confirmed_at = :at, last_step = :step
        where person_id = :id and secret_sealed = :sealed and confirmed_at is null returning person_id""")
    given = {"id": person_id, "sealed": sealed, "step": step, "at": at}
    return (await session.execute(query, given)).first() is not None


async def use_step(session: Session, person_id: UUID, step: int) -> bool:
    """Use up a time step and all before it; False when that was done."""
    query = sa.text("""
        update authenticators set last_step = :step
        where person_id = :id and last_step < :step and confirmed_at is not null returning person_id""")
    return (await session.execute(query, {"id": person_id, "step": step})).first() is not None


async def forget_authenticator(session: Session, person_id: UUID) -> bool:
    """Forget the app and its recovery codes; whether there was one in use."""
    for table in ("recovery_codes", "half_sign_ins"):
        await session.execute(sa.text(f"delete from {table} where person_id = :id"), {"id": person_id})
    gone = sa.text("delete from authenticators where person_id = :id returning confirmed_at is not null as was_on")
    return bool((await session.execute(gone, {"id": person_id})).scalar())


async def put_recovery_codes(session: Session, person_id: UUID, hashes: Iterable[bytes], at: datetime) -> None:
    """Replace all codes of a person."""
    await session.execute(sa.text("delete from recovery_codes where person_id = :id"), {"id": person_id})
    rows = [{"code_hash": h, "person_id": person_id, "created_at": at} for h in hashes]
    await session.execute(sa.insert(RecoveryCodeRow), rows)


async def use_recovery_code(session: Session, person_id: UUID, code_hash: bytes, at: datetime) -> bool:
    """Use a code up; False when it is none of the person's or was used."""
    query = sa.text("""
        update recovery_codes set used_at = :at
        where code_hash = :hash and person_id = :id and used_at is null returning person_id""")
    return (await session.execute(query, {"hash": code_hash, "id": person_id, "at": at})).first() is not None


def add_half(session: Session, row: HalfSignInRow) -> None:
    """Keep that the first proof was right."""
    session.add(row)


async def take_half(session: Session, secret_hash: bytes, now: datetime) -> Any:
    """Use a half sign-in up; its person and whether to remember them, None when it is no more."""
    query = sa.text("""
        delete from half_sign_ins where secret_hash = :hash and expires_at > :now returning person_id, remember""")
    return (await session.execute(query, {"hash": secret_hash, "now": now})).first()


async def tidy(session: Session, now: datetime) -> None:
    """Forget what was begun and is too old to be ended."""
    for table in ("half_sign_ins", "challenges", "provider_visits"):
        await session.execute(sa.text(f"delete from {table} where expires_at < :now"), {"now": now})
    stale = sa.text("delete from authenticators where confirmed_at is null and created_at < :now - interval '1 day'")
    await session.execute(stale, {"now": now})
