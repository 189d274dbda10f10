"""`/teams`: people who work together."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import Field

from domain import teams
from domain.inputs import Id, Input
from domain.paging import Page
from domain.teams import GivenRole, Member, NewMember, NewTeam, Role, Team, TeamChanges
from ui.api.auth import Actor
from ui.api.conditional import Tag
from ui.api.outside import Count, Moment, Out, Version
from ui.api.pagination import PageOut, Slice, part
from ui.api.routing import Route

router = APIRouter(prefix="/teams", tags=["teams"], route_class=Route)


class TeamOut(Out):
    """A team as one of its members sees it; `role` is that member's."""

    id: UUID
    organization_id: UUID
    name: Annotated[str, Field(max_length=120)]
    key: Annotated[str, Field(max_length=8, description="What the keys of its tasks begin with.")]
    description: Annotated[str, Field(max_length=40_000)]
    role: Role
    member_count: Count
    open_task_count: Count
    version: Version
    created_at: Moment
    updated_at: Moment


class MemberOut(Out):
    """A person in a team."""

    user_id: UUID
    name: Annotated[str, Field(max_length=120)]
    email: Annotated[str, Field(max_length=254)]
    role: Role
    joined_at: Moment


class RoleChange(Input):
    """A member's new role."""

    role: GivenRole


class Heir(Input):
    """Who is to own the team."""

    user_id: Id


@router.get("", response_model=PageOut[TeamOut])
async def list_teams(asked: Annotated[Slice, Query()], actor: Actor) -> Page[Team]:
    """One's own teams, by name."""
    return part(await teams.teams_of(actor=actor), asked)


@router.post("", status_code=201, response_model=TeamOut)
async def create_team(form: NewTeam, actor: Actor, tag: Tag, response: Response) -> Team:
    """Make a team; one owns it."""
    team = await teams.create(form, actor=actor)
    response.headers["Location"] = f"/api/v1/teams/{team.id}"
    return tag.on(team)


@router.get("/trash", response_model=PageOut[TeamOut])
async def list_deleted_teams(asked: Annotated[Slice, Query()], actor: Actor) -> Page[Team]:
    """The teams one owned and deleted, for as long as they can be restored."""
    return part(await teams.deleted_teams(actor=actor), asked)


@router.get("/{team_id}", response_model=TeamOut)
async def get_team(team_id: Id, actor: Actor, tag: Tag) -> Team:
    """One team of one's own."""
    return tag.on(await teams.team(team_id, actor=actor))


@router.patch("/{team_id}", response_model=TeamOut)
async def change_team(team_id: Id, changes: TeamChanges, actor: Actor, tag: Tag) -> Team:
    """Rename or describe a team. For its owner and admins."""
    return tag.on(await tag.matching(lambda version: teams.edit(team_id, changes, version=version, actor=actor)))


@router.delete("/{team_id}", status_code=204)
async def delete_team(team_id: Id, actor: Actor, tag: Tag) -> None:
    """Delete a team with its tasks; both can be restored for thirty days. For its owner."""
    await tag.matching(lambda version: teams.delete(team_id, version=version, actor=actor))


@router.post("/{team_id}/restore", response_model=TeamOut)
async def restore_team(team_id: Id, actor: Actor, tag: Tag) -> Team:
    """Bring a deleted team back with its tasks. For its owner."""
    return tag.on(await teams.restore(team_id, actor=actor))


@router.get("/{team_id}/members", response_model=PageOut[MemberOut])
async def list_members(team_id: Id, asked: Annotated[Slice, Query()], actor: Actor) -> Page[Member]:
    """Who is in the team: owner, admins, members, viewers."""
    return part(await teams.members_of(team_id, actor=actor), asked)


@router.post("/{team_id}/members", status_code=201, response_model=MemberOut)
async def add_member(team_id: Id, form: NewMember, actor: Actor) -> Member:
    """Let somebody who has an account join. For the team's owner and admins."""
    return await teams.add_member(team_id, form, actor=actor)


@router.patch("/{team_id}/members/{user_id}", response_model=MemberOut)
async def change_member(team_id: Id, user_id: Id, change: RoleChange, actor: Actor) -> Member:
    """Change a member's role. For the team's owner and admins."""
    return await teams.change_role(team_id, user_id, change.role, actor=actor)


@router.delete("/{team_id}/members/{user_id}", status_code=204)
async def remove_member(team_id: Id, user_id: Id, actor: Actor) -> None:
    """Take somebody out of the team; they lose its tasks at once. For the team's owner and admins."""
    await teams.remove_member(team_id, user_id, actor=actor)


@router.post("/{team_id}/leave", status_code=204)
async def leave_team(team_id: Id, actor: Actor) -> None:
    """Leave a team."""
    await teams.leave(team_id, actor=actor)


@router.post("/{team_id}/transfer", response_model=TeamOut)
async def transfer_team(team_id: Id, heir: Heir, actor: Actor, tag: Tag) -> Team:
    """Hand a team over to another member. For its owner, who stays on as admin."""
    return tag.on(await teams.transfer(team_id, heir.user_id, actor=actor))
