"""What happens to a task from its making to its trash."""

from uuid import UUID

from domain.accounts.people import Person
from domain.clock import now
from domain.tasks.changing import again, change
from domain.tasks.inputs import NewTask, TaskChanges
from domain.tasks.making import make
from domain.tasks.task import Task
from domain.transactions import transaction
from persistence.ids import new_id
from persistence.queries import subtasks
from persistence.queries import tasks as queries


async def create(form: NewTask, *, actor: Person, batch_id: UUID | None = None) -> Task:
    """Make a task: the actor's own, or their team's when `team_id` says so; a subtask is at home with its parent.

    What has one `batch_id` is undone at once.

    Raises Invalid for assignees who could not see it, NotFound or NotPermitted for a team or parent out of reach.
    """
    async with transaction(actor) as session:
        return await make(session, form, actor=actor, batch_id=batch_id)


async def edit(task_id: UUID, changes: TaskChanges, *, actor: Person, version: int | None = None) -> Task:
    """Change the given fields; other people's changes to other fields stay.

    Raises NotPermitted, Invalid, Outdated (when `version` is not the current one) and Conflict (when the changes were
    made `since` a task of which somebody else changed one of the same fields); `Conflict.fields` holds their values.
    """
    async with transaction(actor) as session:
        values = changes.given()
        return await change(session, task_id, values, actor=actor, verb="updated", version=version, base=changes.base)


async def complete(task_id: UUID, *, actor: Person, version: int | None = None, with_subtasks: bool = False) -> Task:
    """Mark a task completed, `with_subtasks` also those under it. Completing it twice changes nothing the second time.

    A task that repeats makes its next occurrence.
    """
    async with transaction(actor) as session:
        batch_id = new_id()
        task = await change(session, task_id, {"status": "completed"}, actor=actor, verb="completed", version=version,
                            batch_id=batch_id)  # fmt: skip
        for row in await subtasks.below(session, task_id) if with_subtasks else ():
            if row.status in ("pending", "in_progress"):
                await change(session, row.id, {"status": "completed"}, actor=actor, verb="completed", batch_id=batch_id)
        return await again(session, task)


async def reopen(task_id: UUID, *, actor: Person, version: int | None = None) -> Task:
    """Make a completed or archived task pending again. Reopening an open one changes nothing."""
    async with transaction(actor) as session:
        row = await queries.task_in(session, task_id)
        status = row.status if row is not None and row.status in ("pending", "in_progress") else "pending"
        return await change(session, task_id, {"status": status}, actor=actor, verb="reopened", version=version)


async def delete(task_id: UUID, *, actor: Person, version: int | None = None) -> Task:
    """Put a task and those under it into the trash, from where they can be restored for thirty days."""
    async with transaction(actor) as session:
        return await change(session, task_id, {"deleted_at": now()}, actor=actor, verb="deleted", version=version)


async def restore(task_id: UUID, *, actor: Person, version: int | None = None) -> Task:
    """Take a task out of the trash, with the subtasks that went there with it. Restoring again changes nothing."""
    async with transaction(actor) as session:
        return await change(session, task_id, {"deleted_at": None}, actor=actor, verb="restored", version=version,
                            trashed=True)  # fmt: skip
