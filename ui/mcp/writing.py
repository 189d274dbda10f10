"""Tools that change tasks: one or many, shown beforehand when asked, taken back by one undo."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any
from uuid import UUID

from mcp.server.mcpserver import Context, MCPServer
from mcp_types import ToolAnnotations
from pydantic import Field

from domain import tasks
from domain.accounts import Person
from domain.tasks import Kind, ManyChanges, NewComment, NewRelation, NewTask, Task, TaskChanges, quick_add
from ui.mcp.reading import Which, meant
from ui.mcp.shown import CommentShown, Done, RelationShown, TaskShown
from ui.mcp.who import actor, said

_ADDS = ToolAnnotations(read_only_hint=False, destructive_hint=False, idempotent_hint=False, open_world_hint=False)
_SETS = ToolAnnotations(read_only_hint=False, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
_DESTROYS = ToolAnnotations(read_only_hint=False, destructive_hint=True, idempotent_hint=True, open_world_hint=False)
Several = Annotated[list[Which], Field(min_length=1, max_length=100)]
DryRun = Annotated[bool, Field(description="Only tell what would happen.")]


def _done(items: Sequence[Task], undo_token: UUID | None) -> Done:
    return Done(items=[TaskShown.model_validate(task) for task in items], undo_token=undo_token, refused=[])


@said
async def quick_add_tasks(
    context: Context[Any],
    text: Annotated[str, Field(min_length=1, max_length=20_000, description="One task a line; indented ones below.")],
    dry_run: DryRun = False,
) -> Done:
    """Add tasks in the one-line language: `Call the printer tomorrow 5pm !high @ben #office +Launch every monday`."""
    me = await actor(context, "tasks", writing=True)
    form = quick_add.QuickText.of(text=text)
    if dry_run:
        lines = await quick_add.understand(form, actor=me)
        return Done(items=[], undo_token=None, refused=[notice for line in lines for notice in line.notices])
    added = await quick_add.add(form, actor=me)
    return _done(added.items, added.items[0].change_id if added.items else None)


@said
async def create_task(context: Context[Any], task: NewTask) -> Done:
    """Make one task: the person's own, or a team's. Team and people go by id (`list_teams`, `list_members`)."""
    me = await actor(context, "tasks", writing=True)
    made = await tasks.create(NewTask.of(**task.given()), actor=me)
    return _done([made], made.change_id)


@said
async def update_task(
    context: Context[Any], task: Which, changes: TaskChanges,
    version: Annotated[int | None, Field(ge=1, description="Only if the task still has this version.")] = None,
) -> Done:  # fmt: skip
    """Change the given fields of one task; null clears."""
    me = await actor(context, "tasks", writing=True)
    found = await meant(task, actor=me)
    changed = await tasks.edit(found.id, TaskChanges.of(**changes.given()), version=version, actor=me)
    return _done([changed], changed.change_id)


@said
async def change_tasks(context: Context[Any], which: Several, changes: ManyChanges, dry_run: DryRun = False) -> Done:
    """One change to many tasks: status, priority, dates, team, labels, assignees. Each as far as the person may."""
    me = await actor(context, "tasks", writing=True)
    return await _many(which, changes, dry_run, actor=me)


@said
async def delete_tasks(context: Context[Any], which: Several, dry_run: DryRun = False) -> Done:
    """Put tasks, with those under them, into the trash, where they stay for thirty days."""
    me = await actor(context, "tasks", writing=True)
    return await _many(which, ManyChanges(deleted=True), dry_run, actor=me)


async def _many(which: list[str], changes: ManyChanges, dry_run: bool, *, actor: Person) -> Done:
    ids = [(await meant(one, actor=actor)).id for one in which]
    done = await tasks.change_many(ids, changes, dry_run=dry_run, actor=actor)
    changed = _done([r.task for r in done.results if r.task and r.outcome == "changed"], done.undo_token)
    return changed.model_copy(update={"refused": [f"{r.task_id}: {r.why}" for r in done.results if r.why]})


@said
async def complete_task(context: Context[Any], task: Which, with_subtasks: bool = False) -> Done:
    """Mark a task completed. One that repeats makes its next occurrence."""
    me = await actor(context, "tasks", writing=True)
    done = await tasks.complete((await meant(task, actor=me)).id, with_subtasks=with_subtasks, actor=me)
    return _done([done], done.change_id)


@said
async def reopen_task(context: Context[Any], task: Which) -> Done:
    """Make a completed or archived task pending again."""
    me = await actor(context, "tasks", writing=True)
    done = await tasks.reopen((await meant(task, actor=me)).id, actor=me)
    return _done([done], done.change_id)


@said
async def skip_occurrence(context: Context[Any], task: Which) -> Done:
    """Let a task that repeats pass over its present occurrence."""
    me = await actor(context, "tasks", writing=True)
    done = await tasks.skip((await meant(task, actor=me)).id, actor=me)
    return _done([done], done.change_id)


@said
async def restore_task(context: Context[Any], task_id: UUID) -> Done:
    """Take a task out of the trash, with what went there with it."""
    me = await actor(context, "tasks", writing=True)
    done = await tasks.restore(task_id, actor=me)
    return _done([done], done.change_id)


@said
async def comment_on_task(
    context: Context[Any], task: Which, content: Annotated[str, Field(min_length=1, max_length=10_000)]
) -> CommentShown:
    """Say something about a task, in Markdown; `@ben` names somebody who sees it."""
    me = await actor(context, "tasks", writing=True)
    found = await meant(task, actor=me)
    return CommentShown.model_validate(await tasks.comments.create(found.id, NewComment.of(content=content), actor=me))


@said
async def relate_tasks(context: Context[Any], task: Which, kind: Kind, other: Which) -> RelationShown:
    """Say what a task is to another: blocks, blocked_by, relates_to, duplicates."""
    me = await actor(context, "tasks", writing=True)
    found, related = await meant(task, actor=me), await meant(other, actor=me)
    form = NewRelation.of(kind=kind, task_id=related.id)
    return RelationShown.model_validate(await tasks.relate(found.id, form, actor=me))


@said
async def undo(
    context: Context[Any], undo_token: UUID,
    partly: Annotated[bool, Field(description="Take back at least what nobody changed since.")] = False,
) -> Done:  # fmt: skip
    """Take back everything that one act did, unless somebody changed the same since."""
    me = await actor(context, "tasks", writing=True)
    if partly:
        undone = await tasks.undo_partly(undo_token, actor=me)
        taken_back = _done(undone.tasks, undone.change_id if undone.tasks else None)
        return taken_back.model_copy(update={"refused": [f"{left.task_id}: {left.why}" for left in undone.left]})
    return _done(await tasks.undo(undo_token, actor=me), None)


_TOOLS: tuple[tuple[ToolAnnotations, tuple[Callable[..., Any], ...]], ...] = (
    (_ADDS, (quick_add_tasks, create_task, comment_on_task, skip_occurrence)),
    (_SETS, (update_task, change_tasks, complete_task, reopen_task, restore_task, relate_tasks, undo)),
    (_DESTROYS, (delete_tasks,)),
)


def add_to(server: MCPServer[None]) -> None:
    """Offer these tools."""
    for annotations, tools in _TOOLS:
        for tool in tools:
            server.add_tool(tool, annotations=annotations)
