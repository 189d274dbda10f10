"""Tasks under tasks."""

from collections.abc import Iterable
from uuid import UUID

from domain.accounts.people import Person
from domain.errors import Conflict
from domain.tasks.changing import change
from domain.tasks.permissions import require_edit
from domain.tasks.reading import access_task, task_of
from domain.tasks.task import Task
from domain.transactions import read, transaction
from persistence.queries import subtasks as queries


async def subtasks(task_id: UUID, *, actor: Person) -> list[Task]:
    """Every task under this one that the actor may see, at most 500, in the order of a tree."""
    async with transaction(actor) as session:
        await access_task(session, task_id, actor=actor, trashed=True)
    return [task_of(row) for row in await read(actor, queries.TREE, {"task_id": task_id})]


async def telling_of(ids: Iterable[UUID], *, actor: Person) -> set[UUID]:
    """The tasks that look different when these change: their parents, and what they block."""
    return {row.id for row in await read(actor, queries.TELLING_OF, {"ids": list(ids)})}


async def indent(task_id: UUID, *, actor: Person, version: int | None = None) -> Task:
    """Make a subtask one of the subtask before it. Raises Conflict when there is none before it."""
    async with transaction(actor) as session:
        task = await access_task(session, task_id, actor=actor)
        require_edit(task)
        before = None
        for row in await queries.siblings(session, task.parent_id) if task.parent_id else ():
            if row.id == task_id:
                break
            before = row.id
        if before is None:
            raise Conflict("There is no task before it of which it could be a subtask.")
        below = await queries.siblings(session, before)
        values: dict[str, object] = {"parent_id": before}
        if below and below[-1].position >= task.position:
            values["position"] = below[-1].position + 1
        return await change(session, task_id, values, actor=actor, verb="updated", version=version)


async def outdent(task_id: UUID, *, actor: Person, version: int | None = None) -> Task:
    """Put a subtask beside its parent, right after it. Raises Conflict when it is no subtask."""
    async with transaction(actor) as session:
        task = await access_task(session, task_id, actor=actor)
        require_edit(task)
        if task.parent_id is None:
            raise Conflict("This is not a subtask.")
        parent = await access_task(session, task.parent_id, actor=actor)
        values: dict[str, object] = {"parent_id": parent.parent_id}
        if parent.parent_id is not None:
            after = [r.position for r in await queries.siblings(session, parent.parent_id) if r.id != task_id]
            following = min((p for p in after if p > parent.position), default=parent.position + 2)
            values["position"] = (parent.position + following) / 2
        return await change(session, task_id, values, actor=actor, verb="updated", version=version)
