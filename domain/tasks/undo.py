"""Taking back what was done."""

from uuid import UUID

from domain.accounts.people import Person
from domain.clock import now
from domain.errors import Conflict, NotFound
from domain.tasks.changing import change, plain
from domain.tasks.permissions import can_delete
from domain.tasks.reading import access_task
from domain.tasks.repeating import withdraw
from domain.tasks.restoring import value_of
from domain.tasks.task import Task
from domain.transactions import transaction
from persistence.ids import new_id
from persistence.models import TaskChangeRow
from persistence.queries import tasks as queries
from persistence.session import Session


async def undo(change_id: UUID, *, actor: Person) -> list[Task]:
    """Give every field that the change touched its former value back; undoing a making puts the task into the trash.

    Raises NotFound for an unknown change, NotPermitted, and Conflict (nothing is taken back) when somebody changed one
    of the same fields since.
    """
    async with transaction(actor) as session:
        records = await queries.changes_in(session, change_id)
        if not records:
            raise NotFound("There is nothing to undo (any more).")
        batch_id = new_id()
        return [await _take_back(session, record, batch_id, actor=actor) for record in records]


async def _take_back(session: Session, record: TaskChangeRow, batch_id: UUID, *, actor: Person) -> Task:
    task = await access_task(session, record.task_id, actor=actor, trashed=True)
    since = [f for f, (_, after) in record.fields.items() if f != "deleted_at" and plain(getattr(task, f)) != after]
    if since:
        named = ", ".join(f.replace("_", " ") for f in since)
        raise Conflict(f"“{task.title}” was changed since: its {named} cannot be taken back.",
                       fields={f: getattr(task, f) for f in since})  # fmt: skip
    if record.verb == "created" and task.repeats_id and not can_delete(task):
        await withdraw(session, task.id, actor=actor, batch_id=batch_id)
        return task
    values = {f: value_of(f, before) for f, (before, _) in record.fields.items()}
    verb = "updated"
    if "deleted_at" in values:
        verb = "deleted" if values["deleted_at"] else "restored"
        values["deleted_at"] = now() if values["deleted_at"] else None
    return await change(session, task.id, values, actor=actor, verb=verb, trashed=verb != "updated", batch_id=batch_id,
                        follow=False)  # fmt: skip
