"""Teams: people who work on tasks together."""

from domain.teams.lifecycle import create, delete, edit, restore
from domain.teams.membership import NobodyThere, add_member, change_role, leave, remove_member, transfer
from domain.teams.permissions import can_add_tasks, can_delete, can_leave, can_manage, can_remove
from domain.teams.reading import deleted_teams, members_of, team, teams_of
from domain.teams.team import GivenRole, Member, NewMember, NewTeam, Role, Team, TeamChanges

__all__ = [
    "GivenRole",
    "Member",
    "NewMember",
    "NewTeam",
    "NobodyThere",
    "Role",
    "Team",
    "TeamChanges",
    "add_member",
    "can_add_tasks",
    "can_delete",
    "can_leave",
    "can_manage",
    "can_remove",
    "change_role",
    "create",
    "delete",
    "deleted_teams",
    "edit",
    "leave",
    "members_of",
    "remove_member",
    "restore",
    "team",
    "teams_of",
    "transfer",
]
