"""`/tasks`: what people plan and do."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import Field

from domain import tasks
from domain.inputs import Flag, Id, Input, ShortText
from domain.paging import Page
from domain.tasks import NewTask, Permission, Place, Priority, Status, Task, TaskChanges, TaskFilter
from ui.api.auth import Actor
from ui.api.conditional import Tag
from ui.api.outside import Moment, Out, Version
from ui.api.pagination import PageOut
from ui.api.routing import Route
from ui.api.task_query import SortedSlice, TaskQuery

router = APIRouter(prefix="/tasks", tags=["tasks"], route_class=Route)
undo_router = APIRouter(tags=["tasks"], route_class=Route)
UNDO = "Undo-Token"


class RecurrenceOut(Out):
    """How a task repeats: by a rule of RFC 5545, from its due day or from its completion."""

    rule: Annotated[str, Field(max_length=300)]
    from_completion: bool


class TaskOut(Out):
    """A task, and what the asker may do to it."""

    id: UUID
    key: Annotated[str, Field(max_length=20)]
    title: Annotated[str, Field(max_length=500)]
    description: Annotated[str, Field(max_length=40_000)]
    status: Status
    priority: Priority
    due_on: date | None
    due_at: Moment | None
    start_on: date | None
    team_id: UUID | None
    creator_id: UUID
    assignee_ids: Annotated[list[UUID], Field(max_length=20)]
    labels: Annotated[list[Annotated[str, Field(max_length=50)]], Field(max_length=20)]
    parent_id: UUID | None
    recurrence: RecurrenceOut | None
    completed_at: Moment | None
    position: float
    permission: Permission
    version: Version
    created_at: Moment
    updated_at: Moment


class TaskIn(NewTask):
    """A task as it is to be. Without `team_id` a new one is one's own."""


class TaskPatch(TaskChanges):
    """Changes to a task; only the fields given are changed."""


class UndoToken(Input):
    """What to take back: an `Undo-Token` or the id of an entry of a task's history."""

    token: Id
    partly: Annotated[Flag, Field(description="Take back what can be, and tell what was left.")] = False


class LeftOut(Out):
    """What was not taken back of one task: why, and what others made of its fields."""

    task_id: UUID
    title: Annotated[str, Field(max_length=500)]
    why: Annotated[str, Field(max_length=1000)]
    fields: dict[str, Any]


class UndoneOut(Out):
    """The tasks as they are now."""

    items: Annotated[list[TaskOut], Field(max_length=1000)]
    left: Annotated[list[LeftOut], Field(default=[], max_length=1000, description="What was left, if `partly`.")]


class Dressed:
    """What an answer about a changed task carries beside it: its version, and what takes the change back."""

    def __init__(self, tag: Tag, response: Response) -> None:
        self.tag, self._headers = tag, response.headers

    def on(self, task: Task) -> Task:
        self.undoable(task)
        return self.tag.on(task)

    def made(self, task: Task) -> Task:
        self._headers["Location"] = f"/api/v1/tasks/{task.id}"
        return self.on(task)

    def undoable(self, done: Task | UUID) -> None:
        change_id = done.change_id if isinstance(done, Task) else done
        if change_id:
            self._headers[UNDO] = str(change_id)


async def _dressed(tag: Tag, response: Response) -> Dressed:
    return Dressed(tag, response)


Dress = Annotated[Dressed, Depends(_dressed)]


@router.get("", response_model=PageOut[TaskOut])
async def list_tasks(asked: Annotated[TaskQuery, Query()], actor: Actor) -> Page[Task]:
    """The tasks one may see. Archived ones are left out unless they are asked for."""
    wanted = asked.wanted(actor.id)
    return await tasks.tasks(wanted, sort=asked.sort, limit=asked.limit, cursor=asked.cursor, actor=actor)


@router.post("", status_code=201, response_model=TaskOut)
async def create_task(form: TaskIn, actor: Actor, dress: Dress) -> Task:
    """Make a task: one's own, or a team's."""
    return dress.made(await tasks.create(NewTask.of(**form.given()), actor=actor))


@router.get("/trash", response_model=PageOut[TaskOut])
async def list_trash(asked: Annotated[SortedSlice, Query()], actor: Actor) -> Page[Task]:
    """Deleted tasks, for as long as they can be restored."""
    wanted = TaskFilter(trashed=True, archived=True)
    return await tasks.tasks(wanted, sort=asked.sort, limit=asked.limit, cursor=asked.cursor, actor=actor)


@router.get("/status/{status}", response_model=PageOut[TaskOut])
async def list_tasks_of_status(status: Status, asked: Annotated[SortedSlice, Query()], actor: Actor) -> Page[Task]:
    """The tasks of one status that one may see."""
    wanted = TaskFilter(status=[status])
    return await tasks.tasks(wanted, sort=asked.sort, limit=asked.limit, cursor=asked.cursor, actor=actor)


@router.get("/by-key/{key}", response_model=TaskOut)
async def get_task_by_key(key: ShortText, actor: Actor, tag: Tag) -> Task:
    """The task that people call so, like `LAUNCH-42`; a key that it had before it moved finds it too."""
    return tag.on(await tasks.find_by_key(key, actor=actor))


@router.get("/{task_id}", response_model=TaskOut)
async def get_task(task_id: Id, actor: Actor, tag: Tag) -> Task:
    """One task that one may see."""
    return tag.on(await tasks.task(task_id, actor=actor))


@router.put("/{task_id}", response_model=TaskOut)
async def replace_task(task_id: Id, form: TaskIn, actor: Actor, dress: Dress) -> Task:
    """Replace a task: what is not given becomes what it is for a new task. Without `team_id` it stays where it is."""
    fields = {name: getattr(form, name) for name in NewTask.model_fields}
    if "team_id" not in form.model_fields_set:
        del fields["team_id"]
    changes = TaskChanges.of(**fields)
    return dress.on(await dress.tag.matching(lambda v: tasks.edit(task_id, changes, version=v, actor=actor)))


@router.patch("/{task_id}", response_model=TaskOut)
async def change_task(task_id: Id, form: TaskPatch, actor: Actor, dress: Dress) -> Task:
    """Change the given fields of a task (a JSON merge patch: null clears)."""
    changes = TaskChanges.of(**form.given())
    return dress.on(await dress.tag.matching(lambda v: tasks.edit(task_id, changes, version=v, actor=actor)))


@router.delete("/{task_id}", status_code=204)
async def delete_task(task_id: Id, actor: Actor, dress: Dress) -> None:
    """Put a task into the trash."""
    dress.undoable(await dress.tag.matching(lambda v: tasks.delete(task_id, version=v, actor=actor)))


@router.post("/{task_id}/complete", response_model=TaskOut)
async def complete_task(task_id: Id, actor: Actor, dress: Dress) -> Task:
    """Mark a task completed. Completing it twice changes nothing the second time."""
    return dress.on(await dress.tag.matching(lambda v: tasks.complete(task_id, version=v, actor=actor)))


@router.post("/{task_id}/reopen", response_model=TaskOut)
async def reopen_task(task_id: Id, actor: Actor, dress: Dress) -> Task:
    """Make a completed or archived task pending again."""
    return dress.on(await dress.tag.matching(lambda v: tasks.reopen(task_id, version=v, actor=actor)))


@router.post("/{task_id}/skip", response_model=TaskOut)
async def skip_task(task_id: Id, actor: Actor, dress: Dress) -> Task:
    """Put a task that repeats off to its next time, without completing it."""
    return dress.on(await dress.tag.matching(lambda v: tasks.skip(task_id, version=v, actor=actor)))


@router.post("/{task_id}/restore", response_model=TaskOut)
async def restore_task(task_id: Id, actor: Actor, dress: Dress) -> Task:
    """Take a task out of the trash."""
    return dress.on(await dress.tag.matching(lambda v: tasks.restore(task_id, version=v, actor=actor)))


@router.post("/{task_id}/move", response_model=TaskOut)
async def move_task(task_id: Id, place: Place, actor: Actor, dress: Dress) -> Task:
    """Put a task into a column of a board, and between two others."""
    return dress.on(await tasks.move(task_id, place, actor=actor))


@undo_router.post("/undo", response_model=UndoneOut)
async def undo(form: UndoToken, actor: Actor, dress: Dress) -> dict[str, Any]:
    """Take a change to tasks back, unless somebody changed the same fields since; or `partly` what nobody changed."""
    if not form.partly:
        return {"items": await tasks.undo(form.token, actor=actor)}
    undone = await tasks.undo_partly(form.token, actor=actor)
    dress.undoable(undone.change_id)
    return {"items": undone.tasks, "left": undone.left}
