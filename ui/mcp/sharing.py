"""Who sees a task and why, showing it to others, and no longer."""

from collections.abc import Callable
from typing import Annotated, Any, Literal
from uuid import UUID

from mcp.server.mcpserver import Context, MCPServer
from mcp_types import ToolAnnotations
from pydantic import Field

from domain import tasks
from domain.tasks import NewShare
from ui.mcp.reading import Which, meant
from ui.mcp.shown import AccessShown, Done, TaskShown
from ui.mcp.who import actor, said

_READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
_DESTROYS = ToolAnnotations(read_only_hint=False, destructive_hint=True, idempotent_hint=True, open_world_hint=False)


@said
async def who_sees_task(context: Context[Any], task: Which) -> AccessShown:
    """Who can see a task, and every reason why; with whom it is shared."""
    me = await actor(context, "tasks", writing=False)
    found = await meant(task, actor=me)
    around = {"viewers": await tasks.access_of(found.id, actor=me), "shares": await tasks.shares_of(found.id, actor=me)}
    return AccessShown.model_validate(around, from_attributes=True)


@said
async def share_task(
    context: Context[Any], task: Which, permission: Literal["view", "edit"] = "view",
    email: Annotated[str | None, Field(max_length=254)] = None, team_id: UUID | None = None,
) -> Done:  # fmt: skip
    """Show one task to a person (by address) or one of the person's teams (by id)."""
    me = await actor(context, "tasks", writing=True)
    found = await meant(task, actor=me)
    receiver: dict[str, Any] = {name: one for name, one in (("email", email), ("team_id", team_id)) if one}
    await tasks.share(found.id, NewShare.of(permission=permission, **receiver), actor=me)
    return Done(items=[TaskShown.model_validate(found)], undo_token=None, refused=[])


@said
async def stop_sharing(
    context: Context[Any], task: Which, share_id: Annotated[UUID, Field(description="As in `who_sees_task`.")]
) -> Done:
    """Show a task no longer to whom it was shared with; one's own share can be given up like that."""
    me = await actor(context, "tasks", writing=True)
    found = await meant(task, actor=me)
    await tasks.revoke_share(found.id, share_id, actor=me)
    return Done(items=[TaskShown.model_validate(found)], undo_token=None, refused=[])


_TOOLS: tuple[tuple[ToolAnnotations, tuple[Callable[..., Any], ...]], ...] = (
    (_READS, (who_sees_task,)),
    (_DESTROYS, (share_task, stop_sharing)),
)


def add_to(server: MCPServer[None]) -> None:
    """Offer these tools."""
    for annotations, tools in _TOOLS:
        for tool in tools:
            server.add_tool(tool, annotations=annotations)
