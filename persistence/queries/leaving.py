"""People who leave: out of their teams, back into them, and at last forgotten."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from persistence.models import PersonRow
from persistence.patience import waiting
from persistence.session import Session

_ERASE = sa.text("select app.erase_person(:person, :moment)")
_TAKE_OUT = sa.text("select app.take_out_of_teams(:person, cast(:fallback as uuid), :moment)")
_COLLEAGUES = sa.text("""
select count(*) from people where organization_id = :organization_id and id <> :person and deleted_at is null""")
DUE = """
select id, organization_id from people
where erased_at is null and (deletion_due_at <= %(now)s or deleted_at < %(before)s) order by id limit 100
"""  # front desk
_LOCK_DUE = sa.text("""
select organization_id from people where id = :person and erased_at is null
  and (deletion_due_at <= :now or deleted_at < :before) for update""")
_OLDEST_ADMIN = sa.text("""
select id from people where organization_id = :organization_id and id <> :person and role = 'admin'
  and status = 'active' and deleted_at is null and deletion_due_at is null order by created_at, id limit 1""")


async def take_out_of_teams(
    session: Session, person: UUID, *, fallback: UUID | None, moment: datetime
) -> list[dict[str, Any]]:
    """End all memberships; what was theirs, as `bring_back_to_teams` needs it."""
    given = {"person": person, "fallback": fallback, "moment": moment}
    found: list[dict[str, Any]] = (await session.execute(_TAKE_OUT, given)).scalar_one()
    return found


async def remember(session: Session, person: UUID, values: Mapping[str, Any]) -> None:
    """Write columns about leaving."""
    await session.execute(sa.update(PersonRow).filter_by(id=person).values(**values, version=PersonRow.version + 1))


async def bring_back_to_teams(session: Session, person: UUID) -> list[dict[str, Any]]:
    """Make them a member again where they were, as far as the teams are still there."""
    query = sa.text("select app.bring_back_to_teams(:person)")
    found: list[dict[str, Any]] = (await session.execute(query, {"person": person})).scalar_one()
    return found


async def is_address_taken(session: Session, person: UUID) -> bool:
    """Whether somebody else has an account with their address by now."""
    return bool((await session.execute(sa.text("select app.is_address_taken(:p)"), {"p": person})).scalar_one())


async def has_colleagues(session: Session, organization_id: UUID, person: UUID) -> bool:
    """Whether anybody else is in the organisation."""
    given = {"organization_id": organization_id, "person": person}
    return bool((await session.execute(_COLLEAGUES, given)).scalar_one())


async def runs_alone(session: Session, person: UUID) -> bool:
    """Whether this person, and nobody else, runs the installation; it stays so until the transaction ends."""
    return bool((await session.execute(sa.text("select app.runs_alone(:person)"), {"person": person})).scalar_one())


async def oldest_admin(session: Session, organization_id: UUID, person: UUID) -> UUID | None:
    """The admin of longest standing beside this person (front desk)."""
    given = {"organization_id": organization_id, "person": person}
    return (await session.execute(_OLDEST_ADMIN, given)).scalar_one_or_none()


async def lock_due(session: Session, person: UUID, *, now: datetime, before: datetime) -> UUID | None:
    """The organisation of a person whose time has come, held until this transaction ends (front desk)."""
    found = await session.execute(_LOCK_DUE, {"person": person, "now": now, "before": before})
    return found.scalar_one_or_none()


async def erase(session: Session, person: UUID, moment: datetime) -> None:
    """Forget the person for good (front desk)."""
    await session.execute(sa.text("set local statement_timeout = '60s'"))
    with waiting(61):
        await session.execute(_ERASE, {"person": person, "moment": moment})


async def withdraw_invitations(session: Session, organization_id: UUID, moment: datetime) -> None:
    """Nobody gets in any more (front desk)."""
    given = {"organization_id": organization_id, "now": moment}
    await session.execute(
        sa.text("""update invitations set cancelled_at = :now
        where organization_id = :organization_id and accepted_at is null and cancelled_at is null"""),
        given,
    )
    await session.execute(
        sa.text("""update join_links set revoked_at = :now
        where organization_id = :organization_id and revoked_at is null"""),
        given,
    )
