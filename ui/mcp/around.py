"""Tools around tasks: reminders, checklists, copies, relations that end; saved views."""

from collections.abc import Callable
from typing import Annotated, Any, Literal
from uuid import UUID

from mcp.server.mcpserver import Context, MCPServer
from mcp_types import ToolAnnotations
from pydantic import Field

from domain import tasks, views
from domain.tasks import Copying, FieldBefore, NewRelation, NewReminder, TaskFilter, Tick
from domain.tasks.relations import Kind
from domain.views import NewView
from ui.mcp.reading import Which, meant
from ui.mcp.shown import Done, ReminderShown, TaskPage, TaskShown, ViewShown
from ui.mcp.who import actor, said

_READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
_ADDS = ToolAnnotations(read_only_hint=False, destructive_hint=False, idempotent_hint=False, open_world_hint=False)
_SETS = ToolAnnotations(read_only_hint=False, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
_ViewId = Annotated[UUID, Field(description="As in `list_views`.")]


@said
async def remind_me(
    context: Context[Any], task: Which,
    at: Annotated[str | None, Field(max_length=40, description="An instant, like 2026-12-24T17:00:00+01:00.")] = None,
    minutes_before: Annotated[int | None, Field(ge=0, description="Before the task is due.")] = None,
) -> ReminderShown:  # fmt: skip
    """Remind the person of a task, at an instant or so many minutes before it is due."""
    me = await actor(context, "tasks", writing=True)
    found = await meant(task, actor=me)
    given = {name: value for name, value in (("at", at), ("minutes_before", minutes_before)) if value is not None}
    return ReminderShown.model_validate(await tasks.reminders.create(found.id, NewReminder.of(**given), actor=me))


@said
async def tick_item(
    context: Context[Any], task: Which,
    item: Annotated[int, Field(ge=0, le=10_000, description="Which box of the description, counted from 0.")],
    done: bool = True,
) -> Done:  # fmt: skip
    """Tick a box (`- [ ]`) in a task's description, or take its tick away."""
    me = await actor(context, "tasks", writing=True)
    return _one(await tasks.tick((await meant(task, actor=me)).id, Tick(item=item, done=done), actor=me))


@said
async def duplicate_task(
    context: Context[Any], task: Which, subtasks: bool = True, assignees: bool = False, dates: bool = False
) -> Done:
    """Make a copy of a task, to be done."""
    me = await actor(context, "tasks", writing=True)
    form = Copying(subtasks=subtasks, assignees=assignees, dates=dates)
    return _one(await tasks.duplicate((await meant(task, actor=me)).id, form, actor=me))


@said
async def restore_field(
    context: Context[Any], task: Which, change_id: UUID, field: Annotated[str, Field(max_length=50)]
) -> Done:
    """Give one field the value back that it had before a change (`task_history`)."""
    me = await actor(context, "tasks", writing=True)
    found = await meant(task, actor=me)
    return _one(await tasks.go_back(found.id, change_id, FieldBefore.of(field=field), actor=me))


@said
async def unrelate_tasks(context: Context[Any], task: Which, kind: Kind, other: Which) -> Done:
    """End what a task is to another: blocks, blocked_by, relates_to, duplicates."""
    me = await actor(context, "tasks", writing=True)
    found, related = await meant(task, actor=me), await meant(other, actor=me)
    token = await tasks.unrelate_from(found.id, NewRelation.of(kind=kind, task_id=related.id), actor=me)
    return Done(items=[TaskShown.model_validate(found)], undo_token=token, refused=[])


@said
async def list_views(context: Context[Any]) -> list[ViewShown]:
    """The saved views of the person and of their teams, with their filters."""
    me = await actor(context, "tasks", writing=False)
    return [ViewShown.model_validate(view) for view in await views.views_of(actor=me)]


@said
async def show_view(
    context: Context[Any], view_id: _ViewId, limit: Annotated[int, Field(ge=1, le=100)] = 50,
    cursor: Annotated[str | None, Field(max_length=1000)] = None,
) -> TaskPage:  # fmt: skip
    """The tasks of a saved view, in its order."""
    me = await actor(context, "tasks", writing=False)
    view = await views.view(view_id, actor=me)
    wanted = TaskFilter.of(where=view.filter)
    return TaskPage.model_validate(await tasks.tasks(wanted, sort=view.sort, limit=limit, cursor=cursor, actor=me))


@said
async def save_view(
    context: Context[Any],
    name: Annotated[str, Field(min_length=1, max_length=120)],
    filter: Annotated[str, Field(max_length=2000, description="In the filter language.")],
    layout: Literal["list", "board", "table", "calendar"] = "list",
    team_id: Annotated[UUID | None, Field(description="For all of a team; the person's own without it.")] = None,
) -> ViewShown:
    """Save a filter under a name."""
    me = await actor(context, "tasks", writing=True)
    form = NewView.of(name=name, filter=filter, layout=layout, team_id=team_id, favourite=team_id is None)
    return ViewShown.model_validate(await views.create(form, actor=me))


def _one(task: tasks.Task) -> Done:
    return Done(items=[TaskShown.model_validate(task)], undo_token=task.change_id, refused=[])


_TOOLS: tuple[tuple[ToolAnnotations, tuple[Callable[..., Any], ...]], ...] = (
    (_READS, (list_views, show_view)),
    (_ADDS, (duplicate_task, save_view)),
    (_SETS, (remind_me, tick_item, restore_field, unrelate_tasks)),
)


def add_to(server: MCPServer[None]) -> None:
    """Offer these tools."""
    for annotations, tools in _TOOLS:
        for tool in tools:
            server.add_tool(tool, annotations=annotations)
