"""Tools that only read: lists, one task with all around it, its history, numbers."""

from typing import Annotated, Any
from uuid import UUID

from mcp.server.mcpserver import Context, MCPServer
from mcp_types import ToolAnnotations
from pydantic import Field

from domain import dashboard, tasks
from domain.accounts import Person
from domain.tasks import Sort, Task, TaskFilter
from ui.mcp.shown import ChangeShown, NumbersShown, TaskPage, WholeTask
from ui.mcp.who import actor, said

Which = Annotated[str, Field(min_length=1, max_length=60, description="A key like LAUNCH-42, or an id.")]
_READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)


async def meant(which: str, *, actor: Person) -> Task:
    """The task of this key or id. Raises NotFound, NotPermitted."""
    try:
        task_id = UUID(which)
    except ValueError:
        return await tasks.find_by_key(which, actor=actor)
    return await tasks.task(task_id, actor=actor)


@said
async def search_tasks(
    context: Context[Any],
    *,
    filter: Annotated[str, Field(max_length=2000, description="In the filter language; empty for all.")] = "",
    sort: Sort = "due_at",
    limit: Annotated[int, Field(ge=1, le=100)] = 50,
    cursor: Annotated[str | None, Field(max_length=1000)] = None,
    in_trash: bool = False,
) -> TaskPage:
    """The tasks that the person may see and that meet the filter."""
    me = await actor(context, "tasks", writing=False)
    wanted = TaskFilter.of(where=filter, trashed=in_trash, archived=in_trash)
    return TaskPage.model_validate(await tasks.tasks(wanted, sort=sort, limit=limit, cursor=cursor, actor=me))


@said
async def get_task(context: Context[Any], task: Which) -> WholeTask:
    """One task with its subtasks, relations and latest comments."""
    me = await actor(context, "tasks", writing=False)
    found = await meant(task, actor=me)
    comments = await tasks.comments.comments_of(found.id, newest_first=True, limit=50, actor=me)
    around = {
        "task": found, "subtasks": await tasks.subtasks(found.id, actor=me),
        "relations": await tasks.relations(found.id, actor=me), "comments": comments.items,
    }  # fmt: skip
    return WholeTask.model_validate(around, from_attributes=True)


@said
async def task_history(context: Context[Any], task: Which) -> list[ChangeShown]:
    """Who changed which field of a task from what to what, the latest first."""
    me = await actor(context, "tasks", writing=False)
    found = await meant(task, actor=me)
    return [ChangeShown.model_validate(change) for change in await tasks.history(found.id, actor=me)]


@said
async def task_numbers(context: Context[Any]) -> NumbersShown:
    """How many tasks there are: in all, open, completed, overdue, due today, shared with the person."""
    me = await actor(context, "dashboard", writing=False)
    return NumbersShown.model_validate(await dashboard.statistics(actor=me))


def add_to(server: MCPServer[None]) -> None:
    """Offer these tools."""
    for tool in (search_tasks, get_task, task_history, task_numbers):
        server.add_tool(tool, annotations=_READS)
