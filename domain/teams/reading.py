"""Reading teams and members."""

from typing import Any
from uuid import UUID

from domain.access import refuse
from domain.accounts.people import Person
from domain.teams.team import Member, Team
from domain.transactions import read, transaction
from persistence.queries import teams as queries
from persistence.session import Session


def _team(row: Any) -> Team:
    return Team(**row._asdict())


async def teams_of(*, actor: Person) -> list[Team]:
    """The actor's teams, by name."""
    return [_team(r) for r in await read(actor, queries.TEAMS, {"team_id": None, "deleted": False})]


async def deleted_teams(*, actor: Person) -> list[Team]:
    """The teams that the actor owned and deleted, for as long as they can be restored."""
    return [_team(r) for r in await read(actor, queries.TEAMS, {"team_id": None, "deleted": True})]


async def team(team_id: UUID, *, actor: Person) -> Team:
    """One team of the actor's. Raises NotFound or NotPermitted."""
    rows = await read(actor, queries.TEAMS, {"team_id": team_id, "deleted": False})
    if not rows:
        async with transaction(actor) as session:
            await refuse(session, "team", team_id, actor=actor)
    return _team(rows[0])


async def members_of(team_id: UUID, *, actor: Person) -> list[Member]:
    """The team's members: owner, admins, members, viewers. Raises NotFound or NotPermitted."""
    await team(team_id, actor=actor)
    rows = await read(actor, queries.MEMBERS, {"team_id": team_id})
    return [Member(r.user_id, r.name, r.email, r.role, r.joined_at) for r in rows]


async def team_in(session: Session, team_id: UUID, *, actor: Person, deleted: bool = False) -> Team:
    """The team as it is in this transaction. Raises NotFound or NotPermitted."""
    row = await queries.team_in(session, team_id, deleted=deleted)
    if row is None:
        await refuse(session, "team", team_id, actor=actor)
    return _team(row)
