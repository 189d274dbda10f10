"""People, their sessions and tokens. What says "front desk" needs the role that may read secrets."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from persistence.models import CredentialRow, OrganizationRow, PersonRow, RefreshTokenRow, SessionRow
from persistence.session import Session

_FIRST_PERSON_LOCK = 724105  # any number no other advisory lock uses

_PERSON = """p.id, p.organization_id, o.name as organization_name, p.email, p.name, p.role, p.status,
  p.is_instance_admin, p.email_verified_at is not null as email_verified, p.time_zone, p.locale, p.week_start, p.theme,
  p.quick_add_syntax, p.picture_id, p.version, p.created_at, p.deletion_due_at"""
_SESSION = """s.id as session_id, s.secret_hash, s.kind, s.agent, s.address, s.remember,
  s.created_at as session_created_at, s.last_seen_at, s.expires_at, s.name as session_name, s.scopes, s.must_renew,
  s.renewed_at"""
_FROM_PEOPLE = "from people p join organizations o on o.id = p.organization_id"
_LIVE = "s.ended_at is null and p.status = 'active' and p.deleted_at is null"

PERSON = f"select {_PERSON} {_FROM_PEOPLE} where p.id = %(id)s and p.deleted_at is null"

PERSON_TO_SIGN_IN = f"""
select {_PERSON}, c.password_hash,
  exists (select from authenticators a where a.person_id = p.id and a.confirmed_at is not null) as has_second_factor
{_FROM_PEOPLE} left join credentials c on c.person_id = p.id
where lower(p.email) = lower(%(email)s) and p.status = 'active' and p.deleted_at is null
"""  # front desk

PROVEN_AT = """select proven_at from sessions
where id = %(id)s and ended_at is null and kind in ('browser', 'api')"""  # front desk; a personal token proves nobody
PASSWORD_HASH = "select password_hash from credentials where person_id = %(id)s"  # noqa: S105 - front desk

SESSIONS_OPEN = f"""
select {_PERSON}, {_SESSION} {_FROM_PEOPLE} join sessions s on s.person_id = p.id
where {_LIVE} and (s.secret_hash = any(%(hashes)s) or s.id = any(%(ids)s))
"""  # front desk

SESSIONS_OF = f"""
select {_SESSION}, s.person_id from sessions s join people p on p.id = s.person_id
where {_LIVE} and s.renewed_at is null and s.person_id = %(person_id)s and (s.kind = 'token') = %(tokens)s
order by s.last_seen_at desc, s.id
"""  # front desk

REFRESH_TOKEN_OWNER = "select session_id from refresh_tokens where token_hash = %(hash)s"  # noqa: S105 - front desk

PEOPLE = f"""
select {_PERSON} {_FROM_PEOPLE}
where p.organization_id = app.my_organization_id() and p.deleted_at is null
  and (%(role)s::text is null or p.role = %(role)s) and (%(status)s::text is null or p.status = %(status)s)
  and (%(like)s::text is null or p.name ilike %(like)s or p.email ilike %(like)s)
"""
PEOPLE_PAGE = f"""
select * from ({PEOPLE}) x
where %(after)s::uuid is null or (lower(x.name), x.id) > (select lower(name), id from people where id = %(after)s)
order by lower(x.name), x.id limit %(limit)s
"""
PEOPLE_COUNT = f"select count(*) as total from ({PEOPLE} limit 10000) x"

_REMOVED = f"""
select {_PERSON}, p.deleted_at {_FROM_PEOPLE}
where p.organization_id = app.my_organization_id() and p.deleted_at is not null and p.erased_at is null
  and (%(like)s::text is null or p.name ilike %(like)s or p.email ilike %(like)s)
"""
REMOVED_PAGE = f"""
select * from ({_REMOVED}) x
where %(after)s::uuid is null or (x.deleted_at, x.id) < (select deleted_at, id from people where id = %(after)s)
order by x.deleted_at desc, x.id desc limit %(limit)s
"""
REMOVED_COUNT = f"select count(*) as total from ({_REMOVED} limit 10000) x"

CARDS = "select id, name from app.person_cards(%(ids)s)"
IS_EMPTY = "select not exists (select from people) as is_empty"  # front desk


async def claim_instance(session: Session) -> bool:
    """Whether nobody administers the installation yet. Until this transaction ends nobody else gets this answer."""
    missing = sa.text("select not exists (select from people where is_instance_admin)")
    if not (await session.execute(missing)).scalar_one():
        return False
    await session.execute(sa.select(sa.func.pg_advisory_xact_lock(_FIRST_PERSON_LOCK)))
    return bool((await session.execute(missing)).scalar_one())


async def add_person(
    session: Session, organization: OrganizationRow | None, person: PersonRow, password_hash: str | None
) -> bool:
    """Insert them, the organisation if there is one; False, and nothing that may stay, when the address is taken.

    Without a password they get in by other ways.
    """
    if organization:
        session.add(organization)
        await session.flush()
    insert = sa.dialects.postgresql.insert(PersonRow).values(person.model_dump()).on_conflict_do_nothing()
    if not (await session.execute(insert.returning(PersonRow.id))).first():  # type: ignore[call-overload]
        return False
    if password_hash:
        session.add(CredentialRow(person_id=person.id, password_hash=password_hash, changed_at=person.created_at))
        await session.flush()
    return True


async def set_password(session: Session, person_id: UUID, password_hash: str, at: datetime | None = None) -> None:
    """Store another hash, or the first one; `at` only when the password itself changed (front desk)."""
    query = sa.text("""
        insert into credentials as c (person_id, password_hash, changed_at)
        values (:id, :hash, coalesce(cast(:at as timestamptz), now()))
        on conflict (person_id) do update set password_hash = excluded.password_hash,
          changed_at = coalesce(cast(:at as timestamptz), c.changed_at)""")
    await session.execute(query, {"id": person_id, "hash": password_hash, "at": at})


async def edit_person(
    session: Session, person_id: UUID, values: Mapping[str, Any], at: datetime, *, version: int | None = None
) -> int | None:
    """Change columns of a person; the new version, or None when there is no such one (of that version) to change."""
    wanted = {"id": person_id, "deleted_at": None} | ({} if version is None else {"version": version})
    change = (
        sa.update(PersonRow)
        .filter_by(**wanted)
        .values(**values, version=PersonRow.version + 1, updated_at=at)
        .returning(PersonRow.version)  # type: ignore[call-overload]
    )
    return (await session.execute(change)).scalar_one_or_none()


async def lock_version(session: Session, person_id: UUID) -> int | None:
    """The version of a person, which stays until this transaction ends."""
    query = sa.text("select version from people where id = :id and deleted_at is null for update")
    return (await session.execute(query, {"id": person_id})).scalar_one_or_none()


async def lock_admins(session: Session, organization_id: UUID) -> set[UUID]:
    """The active admins of an organisation who mean to stay; they do so until this transaction ends."""
    query = sa.text("""
        select id from people where organization_id = :organization_id and role = 'admin' and status = 'active'
          and deleted_at is null and deletion_due_at is null order by id for update""")
    return set((await session.execute(query, {"organization_id": organization_id})).scalars())


async def find_person(session: Session, person_id: UUID) -> PersonRow | None:
    """The row of a person whom the transaction's person may see."""
    return await session.get(PersonRow, person_id)


def add_session(session: Session, row: SessionRow) -> None:
    """Insert a session (front desk)."""
    session.add(row)


async def end_sessions(
    session: Session, person_id: UUID, at: datetime, *, only: UUID | None = None, keep: UUID | None = None
) -> list[UUID]:
    """End a person's open sessions, or one of them, or all but one; the ids of those that ended now (front desk).

    With one end those whose place others took: one of them may be what it was.

    Who keeps one keeps the personal tokens, too: they were made on purpose, and are ended one by one.
    """
    query = sa.text("""
        update sessions set ended_at = :at where person_id = :person_id and ended_at is null
          and (cast(:only as uuid) is null or id = :only or renewed_at is not null and exists (
            select from sessions s where s.id = :only and s.person_id = :person_id and s.ended_at is null))
          and (cast(:keep as uuid) is null or id <> :keep and kind <> 'token')
        returning id""")
    found = await session.execute(query, {"at": at, "person_id": person_id, "only": only, "keep": keep})
    return list(found.scalars())


async def mark_for_renewal(session: Session, person_id: UUID) -> None:
    """Let a person's browser sessions be replaced when they are next seen (front desk)."""
    query = sa.text("""
        update sessions set must_renew = true where person_id = :id and ended_at is null and kind = 'browser'""")
    await session.execute(query, {"id": person_id})


async def lock_session(session: Session, session_id: UUID) -> SessionRow | None:
    """A session, until the transaction ends nobody else's to change (front desk)."""
    return await session.get(SessionRow, session_id, with_for_update=True)


async def note_proven(session: Session, session_id: UUID, at: datetime) -> None:
    """Remember when the person last proved who they are under a session (front desk)."""
    await session.execute(sa.text("update sessions set proven_at = :at where id = :id"), {"id": session_id, "at": at})


async def agents_of(session: Session, person_id: UUID) -> list[str]:
    """What the devices said of themselves with which a person signed in lately (front desk)."""
    query = sa.text("select distinct agent from sessions where person_id = :id limit 200")
    return list((await session.execute(query, {"id": person_id})).scalars())


async def note_seen(session: Session, session_ids: Iterable[UUID], at: datetime, unless_since: timedelta) -> None:
    """Remember when sessions were last used, where that was not just remembered (front desk)."""
    query = sa.text("""
        update sessions set last_seen_at = :at where id = any(:ids) and last_seen_at < :before""")
    await session.execute(query, {"at": at, "ids": list(session_ids), "before": at - unless_since})


def add_refresh_token(session: Session, row: RefreshTokenRow) -> None:
    """Insert a refresh token (front desk)."""
    session.add(row)


async def lock_refresh_token(session: Session, token_hash: bytes) -> RefreshTokenRow | None:
    """The token, held until this transaction ends so that it is used once (front desk)."""
    query = sa.select(RefreshTokenRow).filter_by(token_hash=token_hash).with_for_update()
    return (await session.execute(query)).scalar_one_or_none()


async def cancel_deletion(session: Session, person_id: UUID, at: datetime) -> bool:
    """Whether an account that was about to be deleted stays now (front desk)."""
    query = sa.text("""
        update people set deletion_due_at = null, version = version + 1, updated_at = :at
        where id = :id and deletion_due_at is not null and erased_at is null returning id""")
    return (await session.execute(query, {"id": person_id, "at": at})).first() is not None
