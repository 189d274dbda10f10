"""`/tasks/{id}/relations`: what blocks, relates to or duplicates what."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import Field

from domain import tasks
from domain.inputs import Id
from domain.paging import Page
from domain.tasks import Kind, NewRelation, Relation, Status
from ui.api.auth import Actor
from ui.api.outside import Moment, Out
from ui.api.pagination import PageOut, Slice, part
from ui.api.routing import Route
from ui.api.tasks import Dress

router = APIRouter(prefix="/tasks/{task_id}/relations", tags=["tasks"], route_class=Route)


class RelationOut(Out):
    """What a task is to another. Of one that the asker may not see, id, key and title are null."""

    id: UUID
    kind: Kind
    task_id: UUID | None
    key: Annotated[str | None, Field(max_length=20)]
    title: Annotated[str | None, Field(max_length=500)]
    status: Status
    created_at: Moment


@router.get("", response_model=PageOut[RelationOut])
async def list_relations(task_id: Id, asked: Annotated[Slice, Query()], actor: Actor) -> Page[Relation]:
    """How a task relates to others, what is in its way first."""
    return part(await tasks.relations(task_id, actor=actor), asked)


@router.post("", status_code=201, response_model=RelationOut)
async def relate_task(task_id: Id, form: NewRelation, actor: Actor, dress: Dress) -> Relation:
    """Say what a task is to another; the other tells the same from its side. Circles of blocking are refused."""
    made = await tasks.relate(task_id, form, actor=actor)
    if made.change_id:
        dress.undoable(made.change_id)
    return made


@router.delete("", status_code=204)
async def unrelate_tasks(task_id: Id, asked: Annotated[NewRelation, Query()], actor: Actor, dress: Dress) -> None:
    """End the relation of a kind to a task."""
    dress.undoable(await tasks.unrelate_from(task_id, asked, actor=actor))


@router.delete("/{relation_id}", status_code=204)
async def end_relation(task_id: Id, relation_id: Id, actor: Actor, dress: Dress) -> None:
    """End a relation, also one to a task that one may not see."""
    dress.undoable(await tasks.unrelate(task_id, relation_id, actor=actor))
