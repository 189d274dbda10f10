"""What happens to a task from its making to its trash."""

from uuid import UUID

from domain.accounts.people import Person
from domain.clock import now
from domain.tasks.changing import assign, change, check_parent, key_in, plain, set_recurrence, tell
from domain.tasks.inputs import NewTask, TaskChanges
from domain.tasks.reading import task_of
from domain.tasks.recurrence import begun
from domain.tasks.task import PRIORITIES, Task
from domain.transactions import transaction
from persistence.ids import new_id
from persistence.models import TaskChangeRow, TaskRow
from persistence.queries import tasks as queries


async def create(form: NewTask, *, actor: Person) -> Task:
    """Make a task: the actor's own, or their team's when `team_id` says so.

    Raises Invalid for assignees who could not see it, NotFound or NotPermitted for a team or parent out of reach.
    """
    async with transaction(actor) as session:
        key = await key_in(session, form.team_id, actor=actor)
        moment = now()
        recurrence = form.recurrence.inside(None, actor.time_zone) if form.recurrence else None
        begins = begun(recurrence, form.due_on, form.due_at).get("due_on") if recurrence else None
        row = TaskRow(
            organization_id=actor.organization_id, owner_id=None if form.team_id else actor.id, team_id=form.team_id,
            creator_id=actor.id, key=key, title=form.title, description=form.description, status=form.status,
            priority=PRIORITIES.index(form.priority), due_on=form.due_on or begins, due_at=form.due_at,
            start_on=form.start_on, labels=form.labels, parent_id=form.parent_id, position=moment.timestamp(),
            created_at=moment, updated_at=moment,
        )  # fmt: skip
        set_recurrence(row, recurrence)
        if form.parent_id:
            await check_parent(session, form.parent_id, row.id, actor=actor)
        if form.status == "completed":
            row.completed_at, row.completed_by_id = moment, actor.id
        record = TaskChangeRow(batch_id=new_id(), task_id=row.id, actor_id=actor.id, at=moment, verb="created",
                               fields={"deleted_at": [plain(moment), None]})  # fmt: skip
        session.add(row)
        await session.flush()
        session.add(record)
        if form.assignee_ids:
            await assign(session, row.id, form.assignee_ids)
        tell(session, row, "task.created")
        return task_of(await queries.task_in(session, row.id), record.batch_id)


async def edit(task_id: UUID, changes: TaskChanges, *, actor: Person, version: int | None = None) -> Task:
    """Change the given fields; other people's changes to other fields stay.

    Raises NotPermitted, Invalid, Outdated (when `version` is not the current one) and Conflict (when the changes were
    made `since` a task of which somebody else changed one of the same fields); `Conflict.fields` holds their values.
    """
    async with transaction(actor) as session:
        values = changes.given()
        return await change(session, task_id, values, actor=actor, verb="updated", version=version, base=changes.base)


async def complete(task_id: UUID, *, actor: Person, version: int | None = None) -> Task:
    """Mark a task completed. Completing it twice changes nothing the second time."""
    async with transaction(actor) as session:
        return await change(session, task_id, {"status": "completed"}, actor=actor, verb="completed", version=version)


async def reopen(task_id: UUID, *, actor: Person, version: int | None = None) -> Task:
    """Make a completed or archived task pending again. Reopening an open one changes nothing."""
    async with transaction(actor) as session:
        row = await queries.task_in(session, task_id)
        status = row.status if row is not None and row.status in ("pending", "in_progress") else "pending"
        return await change(session, task_id, {"status": status}, actor=actor, verb="reopened", version=version)


async def delete(task_id: UUID, *, actor: Person, version: int | None = None) -> Task:
    """Put a task into the trash, from where it can be restored for thirty days."""
    async with transaction(actor) as session:
        return await change(session, task_id, {"deleted_at": now()}, actor=actor, verb="deleted", version=version)


async def restore(task_id: UUID, *, actor: Person, version: int | None = None) -> Task:
    """Take a task out of the trash. Restoring what is not there changes nothing."""
    async with transaction(actor) as session:
        return await change(session, task_id, {"deleted_at": None}, actor=actor, verb="restored", version=version,
                            trashed=True)  # fmt: skip
