"""The tool that finds things of any kind by a few words."""

from typing import Annotated, Any

from mcp.server.mcpserver import Context, MCPServer
from mcp_types import ToolAnnotations
from pydantic import Field

from domain import search
from domain.search import KINDS, Kind
from ui.mcp.shown import FoundShown
from ui.mcp.who import actor, said

_READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)


@said
async def find(
    context: Context[Any],
    words: Annotated[str, Field(max_length=200, description="Words, of which the last may be unfinished, or a key.")],
    *,
    kinds: Annotated[list[Kind], Field(max_length=len(KINDS), description="Empty for all.")] = [],  # noqa: B006 - never changed
    limit: Annotated[int, Field(ge=1, le=50)] = 20,
) -> list[FoundShown]:
    """Tasks (also by description and comments), teams, people, saved views and conversations, the best first."""
    me = await actor(context, "search", writing=False)
    found = await search.find(words, kinds or KINDS, limit, actor=me)
    return [FoundShown.model_validate(one) for one in found]


def add_to(server: MCPServer[None]) -> None:
    """Offer this tool."""
    server.add_tool(find, annotations=_READS)
