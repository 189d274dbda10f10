"""Tools about teams and who is in them."""

from typing import Any
from uuid import UUID

from mcp.server.mcpserver import Context, MCPServer
from mcp_types import ToolAnnotations

from domain import teams
from ui.mcp.shown import MemberShown, TeamShown
from ui.mcp.who import actor, said

_READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)


@said
async def list_teams(context: Context[Any]) -> list[TeamShown]:
    """The teams of the person, with their role in each."""
    me = await actor(context, "teams", writing=False)
    return [TeamShown.model_validate(team) for team in await teams.teams_of(actor=me)]


@said
async def list_members(context: Context[Any], team_id: UUID) -> list[MemberShown]:
    """Who is in a team, and as what."""
    me = await actor(context, "teams", writing=False)
    return [MemberShown.model_validate(member) for member in await teams.members_of(team_id, actor=me)]


def add_to(server: MCPServer[None]) -> None:
    """Offer these tools."""
    for tool in (list_teams, list_members):
        server.add_tool(tool, annotations=_READS)
