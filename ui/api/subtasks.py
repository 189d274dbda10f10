"""`/tasks/{id}/subtasks`, `/indent`, `/outdent`, `/duplicate`, `/checklist`: a task's inner life."""

from typing import Annotated

from fastapi import APIRouter, Query

from domain import tasks
from domain.inputs import Id
from domain.paging import Page
from domain.tasks import Copying, FieldBefore, Task, Tick
from ui.api.auth import Actor
from ui.api.pagination import PageOut, Slice, part
from ui.api.routing import Route
from ui.api.tasks import Dress, TaskOut

router = APIRouter(prefix="/tasks/{task_id}", tags=["tasks"], route_class=Route)


@router.get("/subtasks", response_model=PageOut[TaskOut])
async def list_subtasks(task_id: Id, asked: Annotated[Slice, Query()], actor: Actor) -> Page[Task]:
    """Every task under this one that one may see, in the order of a tree; `parent_id` tells where each hangs."""
    return part(await tasks.subtasks(task_id, actor=actor), asked)


@router.post("/indent", response_model=TaskOut)
async def indent_task(task_id: Id, actor: Actor, dress: Dress) -> Task:
    """Make a subtask one of the subtask before it."""
    return dress.on(await dress.tag.matching(lambda v: tasks.indent(task_id, version=v, actor=actor)))


@router.post("/outdent", response_model=TaskOut)
async def outdent_task(task_id: Id, actor: Actor, dress: Dress) -> Task:
    """Put a subtask beside its parent, right after it."""
    return dress.on(await dress.tag.matching(lambda v: tasks.outdent(task_id, version=v, actor=actor)))


@router.post("/duplicate", status_code=201, response_model=TaskOut)
async def duplicate_task(task_id: Id, form: Copying, actor: Actor, dress: Dress) -> Task:
    """Copy a task, to be done: pending, its checklists unticked, with its subtasks unless one says otherwise."""
    return dress.made(await tasks.duplicate(task_id, form, actor=actor))


@router.post("/checklist", response_model=TaskOut)
async def tick_item(task_id: Id, form: Tick, actor: Actor, dress: Dress) -> Task:
    """Tick an item of the description's checklist, or take its tick away; other people's words stay."""
    return dress.on(await tasks.tick(task_id, form, actor=actor))


@router.post("/history/{change_id}/restore", response_model=TaskOut)
async def restore_field(task_id: Id, change_id: Id, form: FieldBefore, actor: Actor, dress: Dress) -> Task:
    """Give one field the value back that it had before a change, whatever became of it since."""
    restored = await dress.tag.matching(lambda v: tasks.go_back(task_id, change_id, form, version=v, actor=actor))
    return dress.on(restored)
