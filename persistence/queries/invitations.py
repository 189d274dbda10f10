"""Invitations and join links. What says "front desk" needs the role that lets people in."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from persistence.models import InvitationRow, JoinLinkRow, PersonRow
from persistence.session import Session

_STATUS = """case when i.accepted_at is not null then 'accepted' when i.cancelled_at is not null then 'cancelled'
  when i.expires_at <= %(now)s then 'expired' else 'pending' end"""
_COLUMNS = f"""i.id, i.organization_id, i.email, i.role, i.team_id, i.team_role, i.invited_by_id, i.sends, i.version,
  i.created_at, i.sent_at, i.expires_at, i.accepted_at, i.accepted_by_id, i.cancelled_at, {_STATUS} as status,
  t.name as team_name, coalesce((select c.name from app.person_cards(array[i.invited_by_id]) c), '') as invited_by_name
"""
_FROM = "from invitations i left join teams t on t.id = i.team_id"
INVITATION = f"select {_COLUMNS} {_FROM} where i.id = %(id)s"
_LISTED = f"""
select * from (select {_COLUMNS} {_FROM} where i.organization_id = app.my_organization_id()) x
where (%(status)s::text is null or x.status = %(status)s) and (%(like)s::text is null or x.email ilike %(like)s)
"""
PAGE = f"""{_LISTED} and (%(after)s::uuid is null or x.id < %(after)s) order by x.id desc limit %(limit)s"""
COUNT = f"select count(*) as total from ({_LISTED} limit 10000) y"
STATISTICS = f"""
select count(*) as total, count(*) filter (where status = 'pending') as pending,
  count(*) filter (where status = 'accepted') as accepted, count(*) filter (where status = 'expired') as expired,
  count(*) filter (where status = 'cancelled') as cancelled
from (select {_STATUS} as status from invitations i where i.organization_id = app.my_organization_id()) x
"""
JOIN_LINKS = """
select l.id, l.most_uses, l.uses, l.created_by_id, l.created_at, l.expires_at, l.revoked_at
from join_links l where l.organization_id = app.my_organization_id() and l.revoked_at is null
order by l.id desc limit 100
"""
BY_TOKEN = f"""
select i.id, i.organization_id, i.email, i.role, i.team_id, i.team_role, i.expires_at, i.invited_by_id,
  {_STATUS} as status, o.name as organization_name, o.deleted_at as organization_deleted_at,
  p.name as invited_by_name, coalesce(app.invited_team_name(i.id), '') as team_name, h.id as account_id,
  h.organization_id as account_organization_id
from invitations i join organizations o on o.id = i.organization_id join people p on p.id = i.invited_by_id
  left join people h on lower(h.email) = lower(i.email) and h.deleted_at is null
where i.token_hash = %(hash)s
"""  # front desk
LINK_OPEN = """
select l.id, l.organization_id, l.expires_at, l.revoked_at, l.uses, l.most_uses, o.name as organization_name
from join_links l join organizations o on o.id = l.organization_id and o.deleted_at is null
where l.token_hash = %(hash)s
"""  # front desk


async def add(session: Session, row: InvitationRow) -> bool:
    """Insert it; False when there is an open one for the address already."""
    given = sa.dialects.postgresql.insert(InvitationRow).values(row.model_dump()).on_conflict_do_nothing()
    return (await session.execute(given.returning(InvitationRow.id))).first() is not None  # type: ignore[call-overload]


async def lock(session: Session, invitation_id: UUID) -> InvitationRow | None:
    """The invitation, held until this transaction ends."""
    return await session.get(InvitationRow, invitation_id, with_for_update=True, populate_existing=True)


async def drop_expired(session: Session, organization_id: UUID, email: str, now: datetime) -> None:
    """Those that ran out give way to a new one."""
    query = sa.text("""update invitations set cancelled_at = :now, version = version + 1
      where organization_id = :organization_id and lower(email) = lower(:email) and accepted_at is null
        and cancelled_at is null and expires_at <= :now""")
    await session.execute(query, {"organization_id": organization_id, "email": email, "now": now})


async def colleague_with(session: Session, organization_id: UUID, email: str) -> Any | None:
    """Who of the organisation has this address."""
    query = sa.text("""select id, name, status from people where organization_id = :organization_id
      and lower(email) = lower(:email) and deleted_at is null""")
    return (await session.execute(query, {"organization_id": organization_id, "email": email})).first()


async def joined_team(session: Session, invitation_id: UUID, person_id: UUID, now: datetime) -> UUID | None:
    """Let the invited person into the team of the invitation; the team, None when there is none (front desk)."""
    query = sa.text("select app.join_invited_team(:invitation, :person, :now)")
    found = await session.execute(query, {"invitation": invitation_id, "person": person_id, "now": now})
    return found.scalar_one_or_none()


async def move(session: Session, person_id: UUID, organization_id: UUID, role: str, now: datetime) -> bool:
    """Take somebody who is alone in their organisation over into another; False when they are not (front desk)."""
    query = sa.text("select app.move_person(:person, :organization, :role, :now)")
    given = {"person": person_id, "organization": organization_id, "role": role, "now": now}
    return bool((await session.execute(query, given)).scalar_one())


async def lock_person(session: Session, person_id: UUID) -> PersonRow | None:
    """The person, held until this transaction ends (front desk)."""
    return await session.get(PersonRow, person_id, with_for_update=True, populate_existing=True)


async def lock_link(session: Session, link_id: UUID) -> JoinLinkRow | None:
    """The link, held until this transaction ends."""
    return await session.get(JoinLinkRow, link_id, with_for_update=True, populate_existing=True)


async def use_link(session: Session, token_hash: bytes, now: datetime) -> Any | None:
    """Count one use, if one is left: several at once wait for each other. The link, or None (front desk)."""
    query = sa.text("""update join_links set uses = uses + 1
      where token_hash = :hash and uses < most_uses and revoked_at is null and expires_at > :now
      returning id, organization_id""")
    return (await session.execute(query, {"hash": token_hash, "now": now})).first()


async def lock_by_hash(session: Session, token_hash: bytes) -> InvitationRow | None:
    """The invitation with this secret, held until this transaction ends (front desk)."""
    query = sa.select(InvitationRow).filter_by(token_hash=token_hash).with_for_update()
    return (await session.execute(query)).scalar_one_or_none()
