"""Who is in a team, and as what."""

from uuid import UUID

from domain import audit
from domain.accounts.people import Person
from domain.clock import now
from domain.errors import Conflict, Invalid, NotFound, NotPermitted
from domain.teams.lifecycle import refuse_change
from domain.teams.permissions import can_delete, can_leave, can_manage
from domain.teams.reading import team_in
from domain.teams.team import GivenRole, Member, NewMember, Team
from domain.transactions import publish, transaction
from persistence.models import TeamMemberRow
from persistence.queries import teams as queries
from persistence.session import Session


class NobodyThere(Invalid):
    """There is no account with this address; admins of the organisation may invite it, also into the team."""

    def __init__(self, email: str) -> None:
        sentence = f"Nobody here has the address {email}. An admin of your organisation can invite them to this team."
        super().__init__(sentence, field="email")


async def add_member(team_id: UUID, form: NewMember, *, actor: Person) -> Member:
    """Let somebody who has an account join. Raises Invalid when nobody has that address, Conflict for members."""
    if (form.email is None) == (form.user_id is None):
        raise Invalid("Name the person by email or by user_id.", field="email")
    async with transaction(actor) as session:
        await _managed(session, team_id, actor=actor)
        person = await queries.find_person(session, email=form.email, person_id=form.user_id)
        if person is None:
            if form.email:
                raise NobodyThere(form.email)
            raise Invalid("There is no such person.", field="user_id")
        if await session.get(TeamMemberRow, (person.id, team_id)):
            raise Conflict(f"{person.name} is a member already.")
        session.add(
            TeamMemberRow(team_id=team_id, person_id=person.id, role=form.role, joined_at=now(), added_by_id=actor.id)
        )
        await session.flush()
        _tell(session, "team.member_added", team_id, person.id, form.role, actor=actor)
        return await _member(session, team_id, person.id)


async def change_role(team_id: UUID, user_id: UUID, role: GivenRole, *, actor: Person) -> Member:
    """Make a member admin, member or viewer. The owner's role changes by handing the team over."""
    async with transaction(actor) as session:
        team = await _managed(session, team_id, actor=actor)
        row = await _row(session, team_id, user_id)
        if row.role == "owner":
            raise Conflict(f"The owner of {team.name} stays owner until the team is handed over.")
        if row.role != role:
            row.role = role
            _tell(session, "team.role_changed", team_id, user_id, role, actor=actor)
        await session.flush()
        return await _member(session, team_id, user_id)


async def remove_member(team_id: UUID, user_id: UUID, *, actor: Person) -> None:
    """Take somebody out. They lose the team's tasks at once; what they made stays with the team."""
    if user_id == actor.id:
        return await leave(team_id, actor=actor)
    async with transaction(actor) as session:
        team = await _managed(session, team_id, actor=actor)
        row = await _row(session, team_id, user_id)
        if row.role == "owner":
            raise Conflict(f"The owner of {team.name} cannot be removed; hand the team over first.")
        await _take_out(session, row, actor=actor)
    return None


async def leave(team_id: UUID, *, actor: Person) -> None:
    """Leave the team. Raises Conflict for the owner, who must hand it over or delete it."""
    async with transaction(actor) as session:
        await queries.lock_team(session, team_id)
        team = await team_in(session, team_id, actor=actor)
        if not can_leave(team):
            raise Conflict(f"You own {team.name}: hand it over to another member, or delete it.")
        await _take_out(session, await _row(session, team_id, actor.id), actor=actor)


async def transfer(team_id: UUID, user_id: UUID, *, actor: Person) -> Team:
    """Hand the team over to another member; the actor stays on as admin. Only the owner may."""
    async with transaction(actor) as session:
        await queries.lock_team(session, team_id)
        team = await team_in(session, team_id, actor=actor)
        if not can_delete(team):
            raise NotPermitted(f"Only the owner may hand {team.name} over.")
        heir, owner = await _row(session, team_id, user_id), await _row(session, team_id, actor.id)
        if heir is not owner:
            owner.role = "admin"
            await session.flush()  # one owner at a time: the index would refuse the other order
            heir.role = "owner"
            await session.flush()
            _tell(session, "team.role_changed", team_id, user_id, "owner", actor=actor)
        return await team_in(session, team_id, actor=actor)


async def _managed(session: Session, team_id: UUID, *, actor: Person) -> Team:
    await queries.lock_team(session, team_id)
    team = await team_in(session, team_id, actor=actor)
    if not can_manage(team):
        refuse_change(team)
    return team


async def _row(session: Session, team_id: UUID, user_id: UUID) -> TeamMemberRow:
    row = await session.get(TeamMemberRow, (user_id, team_id))
    if row is None:
        raise NotFound("This person is not a member of the team.")
    return row


async def _take_out(session: Session, row: TeamMemberRow, *, actor: Person) -> None:
    team_id, person_id = row.team_id, row.person_id
    _tell(session, "team.member_removed", team_id, person_id, row.role, actor=actor)
    await session.delete(row)
    await session.flush()
    await queries.drop_foreign_assignments(session, team_id, person_id)


async def _member(session: Session, team_id: UUID, user_id: UUID) -> Member:
    row = await queries.member_in(session, team_id, user_id)
    return Member(row.user_id, row.name, row.email, row.role, row.joined_at)


def _tell(session: Session, event: str, team_id: UUID, person_id: UUID, role: str, *, actor: Person) -> None:
    publish(
        session, event, kind="team", object_id=team_id, team_id=team_id, affected=[person_id], detail=str(person_id)
    )
    audit.write(session, event, actor_id=actor.id, object_kind="team", object_id=team_id,
                details={"person": str(person_id), "role": role})  # fmt: skip
