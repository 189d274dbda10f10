"""`/tasks/bulk`, `/tasks/move`: one change to many tasks."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from domain import tasks
from domain.inputs import Flag, Id, Input
from domain.tasks import Changed, ManyChanges, Move, Outcome
from ui.api.auth import Actor
from ui.api.outside import Out
from ui.api.routing import Route
from ui.api.tasks import TaskOut

router = APIRouter(prefix="/tasks", tags=["tasks"], route_class=Route)


class Many(Input):
    """Which tasks, and what becomes of each. With `dry_run` the answer says what would become of them."""

    ids: Annotated[list[Id], Field(min_length=1, max_length=500)]
    changes: ManyChanges
    dry_run: Flag = False


class Moves(Input):
    """Which tasks go where, in this order: one may go after another that is moved before it."""

    moves: Annotated[list[Move], Field(min_length=1, max_length=500)]


class ResultOut(Out):
    """What became of one task; `detail` says why it was refused."""

    id: UUID
    outcome: Outcome
    task: TaskOut | None
    detail: Annotated[str, Field(max_length=500)]


class ManyOut(Out):
    """A result for each task, and what takes all of it back (`POST /undo`); null when nothing changed. `subtasks`: how
    many under them were completed along with them."""

    results: Annotated[list[ResultOut], Field(max_length=500)]
    undo_token: UUID | None
    subtasks: Annotated[int, Field(ge=0, le=1_000_000)]


@router.post("/bulk", response_model=ManyOut)
async def change_many(form: Many, actor: Actor) -> dict[str, Any]:
    """Change many tasks at once, each as far as one may; the refused leave the others as changed."""
    done = await tasks.change_many(form.ids, form.changes, dry_run=form.dry_run, actor=actor)
    return _told(done)


@router.post("/move", response_model=ManyOut)
async def move_many(form: Moves, actor: Actor) -> dict[str, Any]:
    """Put several tasks into groups, under parents, between neighbours, in one act; the refused stay where they are."""
    return _told(await tasks.move_many(form.moves, actor=actor))


def _told(done: Changed) -> dict[str, Any]:
    results = [{"id": r.task_id, "outcome": r.outcome, "task": r.task, "detail": r.why[:500]} for r in done.results]
    return {"results": results, "undo_token": done.undo_token, "subtasks": done.subtasks}
