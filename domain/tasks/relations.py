"""What blocks, relates to or duplicates what."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from domain.accounts.people import Person
from domain.clock import now
from domain.errors import Conflict, Invalid, NotFound, NotPermitted
from domain.inputs import Id, Input
from domain.tasks.permissions import can_edit
from domain.tasks.reading import access_task
from domain.tasks.task import Status, Task
from domain.transactions import publish, read, transaction
from persistence.ids import new_id
from persistence.models import TaskChangeRow, TaskRelationRow
from persistence.queries import relations as queries
from persistence.queries.tasks import home_of, task_in
from persistence.session import Session

Kind = Literal["blocks", "blocked_by", "relates_to", "duplicates", "duplicated_by"]
_TURNED: dict[Kind, Kind] = {"blocked_by": "blocks", "duplicated_by": "duplicates"}
_MOST = 50


class NewRelation(Input):
    """What a task is to another one."""

    kind: Kind
    task_id: Id


@dataclass(frozen=True, slots=True)
class Relation:
    """What the task is to another; of one that the reader may not see, only how it stands is told. `change_id`: what
    takes back that it was just said."""

    id: UUID
    kind: Kind
    task_id: UUID | None
    key: str | None
    title: str | None
    status: Status
    created_at: datetime
    change_id: UUID | None = None


async def relations(task_id: UUID, *, actor: Person) -> list[Relation]:
    """How the task relates to others, what is in its way first. Those in the trash are left out."""
    async with transaction(actor) as session:
        await access_task(session, task_id, actor=actor, trashed=True)
    rows = await read(actor, queries.RELATIONS, {"task_id": task_id})
    return [Relation(r.id, r.kind, r.task_id, r.key, r.title, r.status, r.created_at) for r in rows]


async def relate(task_id: UUID, form: NewRelation, *, actor: Person) -> Relation:
    """Say what the task is to another. Saying it again changes nothing.

    Raises NotPermitted unless the actor sees both and may change one of them, Invalid for a task and itself, and
    Conflict when tasks would block each other in a circle.
    """
    async with transaction(actor) as session:
        task, other = await _both(session, task_id, form.task_id, actor=actor)
        first, second = (other, task) if form.kind in _TURNED else (task, other)
        kind = _TURNED.get(form.kind, form.kind)
        row, change_id = await queries.between(session, first.id, second.id, kind), None
        if row is None:
            await _check(session, first, second, kind)
            row = TaskRelationRow(task_id=first.id, other_id=second.id, kind=kind, created_by_id=actor.id,
                                  created_at=now())  # fmt: skip
            session.add(row)
            await session.flush()
            change_id = await _tell(session, row, task if can_edit(task) else other, "task.related", actor=actor)
        relation_id = row.id
    made = next(r for r in await relations(task_id, actor=actor) if r.id == relation_id)
    return replace(made, change_id=change_id)


async def unrelate(task_id: UUID, relation_id: UUID, *, actor: Person) -> UUID:
    """End a relation; who may change one of the two tasks may. Answers with what takes that back.

    Raises NotFound, NotPermitted.
    """
    async with transaction(actor) as session:
        task = await access_task(session, task_id, actor=actor)
        row = await session.get(TaskRelationRow, relation_id)
        if row is None or task_id not in (row.task_id, row.other_id):
            raise NotFound("The tasks are not related in this way (any more).")
        if not can_edit(task):
            task = await _editable_other(session, row, task_id, actor=actor)
        await session.delete(row)
        await session.flush()
        return await _tell(session, row, task, "task.unrelated", actor=actor)


async def unrelate_from(task_id: UUID, form: NewRelation, *, actor: Person) -> UUID:
    """End the relation of this kind to that task. Raises NotFound, NotPermitted."""
    for relation in await relations(task_id, actor=actor):
        if relation.task_id == form.task_id and relation.kind == form.kind:
            return await unrelate(task_id, relation.id, actor=actor)
    raise NotFound("The tasks are not related in this way (any more).")


async def blockers(task_id: UUID, *, actor: Person) -> list[str]:
    """The open tasks that are in the way of this one, in words."""
    async with transaction(actor) as session:
        await access_task(session, task_id, actor=actor)
        rows = await queries.open_blockers(session, task_id)
    return [f"{row.key} {row.title}" if row.key else "a task that you cannot see" for row in rows]


async def turn_back(session: Session, record: TaskChangeRow, *, actor: Person, batch_id: UUID) -> bool:
    """Undo the making or ending of a relation. False when that has happened already."""
    before, after = record.fields["relation"]
    said = before or after
    first, second = UUID(said["task_id"]), UUID(said["other_id"])
    task, other = await _both(session, first, second, actor=actor)
    row = await queries.between(session, first, second, said["kind"])
    if (row is None) == (before is None):
        return False
    if row is not None:
        await session.delete(row)
    else:
        await _check(session, task, other, said["kind"])
        row = TaskRelationRow(task_id=first, other_id=second, kind=said["kind"], created_by_id=actor.id,
                              created_at=now())  # fmt: skip
        session.add(row)
    await session.flush()
    verb = "task.unrelated" if after else "task.related"
    await _tell(session, row, task if can_edit(task) else other, verb, actor=actor, batch_id=batch_id)
    return True


async def _both(session: Session, task_id: UUID, other_id: UUID, *, actor: Person) -> tuple[Task, Task]:
    task = await access_task(session, task_id, actor=actor)
    if task_id == other_id:
        raise Invalid("A task is not related to itself.", field="task_id")
    other = await access_task(session, other_id, actor=actor)
    if not can_edit(task) and not can_edit(other):
        raise NotPermitted("You can see these tasks but change neither.")
    return task, other


async def _check(session: Session, first: Task, second: Task, kind: str) -> None:
    if kind == "blocks" and await queries.would_block_itself(session, first.id, second.id):
        raise Conflict(f"“{second.title}” is in the way of “{first.title}” already: they would block each other.")
    for task in (first, second):
        if await queries.count_of(session, task.id) >= _MOST:
            raise Conflict(f"“{task.title}” has {_MOST} relations, which is the most.")


async def _editable_other(session: Session, row: TaskRelationRow, task_id: UUID, *, actor: Person) -> Task:
    other = await access_task(session, row.other_id if row.task_id == task_id else row.task_id, actor=actor)
    if not can_edit(other):
        raise NotPermitted("You can see these tasks but change neither.")
    return other


async def _tell(
    session: Session, row: TaskRelationRow, at: Task, event: str, *, actor: Person, batch_id: UUID | None = None
) -> UUID:
    """Record it with the task that the actor may change; those who see one of the two hear of it."""
    said: dict[str, Any] = {"task_id": str(row.task_id), "other_id": str(row.other_id), "kind": row.kind}
    batch_id = batch_id or new_id()
    fields = [None, said] if event == "task.related" else [said, None]
    session.add(TaskChangeRow(batch_id=batch_id, task_id=at.id, actor_id=actor.id, at=now(),
                              verb=event.removeprefix("task."), fields={"relation": fields}))  # fmt: skip
    await session.flush()
    for task_id in (row.task_id, row.other_id):
        if await task_in(session, task_id) is None:
            continue
        home = await home_of(session, task_id)
        publish(session, event, kind="task", object_id=task_id, version=home.version, task_id=task_id,
                team_id=home.team_id, owner_id=home.owner_id, detail="relation")  # fmt: skip
    return batch_id
