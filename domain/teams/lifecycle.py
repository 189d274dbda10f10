"""Making, changing, deleting and restoring teams."""

from collections.abc import Sequence
from typing import NoReturn
from uuid import UUID

from domain.accounts.people import Person
from domain.clock import now
from domain.errors import Conflict, NotPermitted, Outdated
from domain.teams.keys import free_key
from domain.teams.permissions import can_delete, can_manage
from domain.teams.reading import team_in
from domain.teams.team import NewTeam, Team, TeamChanges
from domain.transactions import publish, transaction
from persistence.models import TeamMemberRow, TeamRow
from persistence.queries import teams as queries
from persistence.session import Session


def refuse_change(team: Team) -> NoReturn:
    """Say who may change this team. Raises NotPermitted."""
    raise NotPermitted(f"Only the owner and admins of {team.name} may do this.")


async def create(form: NewTeam, *, actor: Person) -> Team:
    """Make a team; the actor owns it. Raises Invalid when the organisation has a team with that key."""
    async with transaction(actor) as session:
        key = await free_key(session, form)
        row = TeamRow(organization_id=actor.organization_id, name=form.name, key=key, description=form.description,
                      created_by_id=actor.id, created_at=now(), updated_at=now())  # fmt: skip
        session.add(row)
        await session.flush()
        session.add(TeamMemberRow(team_id=row.id, person_id=actor.id, role="owner", joined_at=now()))
        await session.flush()
        publish(session, "team.created", kind="team", object_id=row.id, team_id=row.id, affected=[actor.id])
        return await team_in(session, row.id, actor=actor)


async def edit(team_id: UUID, changes: TeamChanges, *, actor: Person, version: int | None = None) -> Team:
    """Rename or describe. Raises NotPermitted for members and viewers, Outdated when `version` is not current."""
    async with transaction(actor) as session:
        team = await team_in(session, team_id, actor=actor)
        if not can_manage(team):
            refuse_change(team)
        row = await _row(session, team_id, version)
        changed = {k: v for k, v in changes.given().items() if getattr(row, k) != v}
        if changed:
            for field, value in changed.items():
                setattr(row, field, value)
            _touch(session, row, "team.updated")
        return await team_in(session, team_id, actor=actor)


async def delete(team_id: UUID, *, actor: Person, version: int | None = None) -> Team:
    """Delete the team with its tasks; for thirty days its owner can restore both. Only the owner may."""
    async with transaction(actor) as session:
        team = await team_in(session, team_id, actor=actor)
        if not can_delete(team):
            raise NotPermitted(f"Only the owner may delete {team.name}.")
        row = await _row(session, team_id, version)
        members = [m.person_id for m in await queries.members_of(session, team_id)]
        receivers = await queries.share_receivers(session, team_id)
        moment = now()
        await queries.set_tasks_deleted(session, team_id, before=None, after=moment, by=actor.id)
        row.deleted_at, row.deleted_by_id = moment, actor.id
        _touch(session, row, "team.deleted", affected=members, audience=receivers)
        return await team_in(session, team_id, actor=actor, deleted=True)


async def restore(team_id: UUID, *, actor: Person) -> Team:
    """Bring a deleted team back with the tasks that went with it. Restoring twice changes nothing."""
    async with transaction(actor) as session:
        if await queries.team_in(session, team_id, deleted=False):
            return await team_in(session, team_id, actor=actor)
        await team_in(session, team_id, actor=actor, deleted=True)
        row = await _row(session, team_id, None)
        moment, row.deleted_at, row.deleted_by_id = row.deleted_at, None, None
        await session.flush()
        await queries.set_tasks_deleted(session, team_id, before=moment, after=None, by=None)
        members = [m.person_id for m in await queries.members_of(session, team_id)]
        receivers = await queries.share_receivers(session, team_id)
        _touch(session, row, "team.restored", affected=members, audience=receivers)
        return await team_in(session, team_id, actor=actor)


async def _row(session: Session, team_id: UUID, version: int | None) -> TeamRow:
    row = await session.get(TeamRow, team_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise Conflict("The team changed meanwhile, please try again.")
    if version is not None and row.version != version:
        raise Outdated("The team was changed meanwhile.", fields={"version": row.version})
    return row


def _touch(
    session: Session, row: TeamRow, event: str, *, affected: Sequence[UUID] = (), audience: Sequence[UUID] = ()
) -> None:
    row.version, row.updated_at = row.version + 1, now()
    publish(session, event, kind="team", object_id=row.id, version=row.version, team_id=row.id, affected=affected,
            audience=audience)  # fmt: skip
