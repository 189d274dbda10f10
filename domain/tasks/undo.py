"""Taking back what was done, and saying what cannot be."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from domain.accounts.people import Person
from domain.clock import now
from domain.errors import AtriumError, Conflict, NotFound, Unavailable
from domain.tasks.changing import change, plain
from domain.tasks.permissions import can_delete
from domain.tasks.reading import access_task
from domain.tasks.relations import turn_back
from domain.tasks.repeating import withdraw
from domain.tasks.restoring import value_of
from domain.tasks.task import Task
from domain.transactions import partly, transaction
from persistence.ids import new_id
from persistence.models import TaskChangeRow
from persistence.queries import tasks as queries
from persistence.session import Session

REACH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Left:
    """What was not taken back of one task, and why; `fields` holds what others made of them."""

    task_id: UUID
    title: str
    why: str  # a sentence
    fields: dict[str, Any] = field(default_factory=dict)


class CannotUndo(Conflict):
    """Not all of it can be taken back; `can_partly`: but some of it, by `undo_partly`."""

    def __init__(self, left: list[Left], *, can_partly: bool) -> None:
        more = len(left) - 1
        also = "" if not more else f" {more} more {'task' if more == 1 else 'tasks'} cannot be taken back either."
        super().__init__(left[0].why + also, fields=left[0].fields)
        self.can_partly = can_partly


@dataclass(frozen=True, slots=True)
class Undone:
    """The tasks that were changed back, and what was left. `change_id` undoes the undoing."""

    tasks: list[Task]
    left: list[Left]
    change_id: UUID


async def undo(change_id: UUID, *, actor: Person) -> list[Task]:
    """Give every field that the act changed its former value back; undoing a making puts the task into the trash.

    All of it or nothing: raises NotFound for an unknown act, NotPermitted, and CannotUndo when somebody changed one of
    the same fields since or a task of it is in the trash, Conflict when it is more than thirty days ago.
    """
    async with transaction(actor) as session:
        records, batch_id = await _records(session, change_id), new_id()
        done, lefts, refusals, is_some = list[Task](), list[Left](), list[AtriumError](), False
        for record in records:
            try:
                async with partly(session):
                    task, left = await _take_back(session, record, batch_id, actor=actor)
            except Unavailable:
                raise
            except AtriumError as error:
                refusals.append(error)
                lefts.append(Left(record.task_id, "", error.message))
                continue
            lefts += [left] if left else []
            done += [task] if left is None else []
            is_some = is_some or left is None or 0 < len(left.fields) < len(record.fields)
        if len(refusals) == len(records):
            raise refusals[0]
        if lefts:
            raise CannotUndo(lefts, can_partly=is_some)
        return done


async def undo_partly(change_id: UUID, *, actor: Person) -> Undone:
    """Take back what nobody changed since, field by field and task by task, and tell what was left.

    Raises NotFound for an unknown act, Conflict when it is more than thirty days ago.
    """
    async with transaction(actor) as session:
        done, lefts, batch_id = [], [], new_id()
        for record in await _records(session, change_id):
            try:
                async with partly(session):
                    task, left = await _take_back(session, record, batch_id, actor=actor, is_partial=True)
            except AtriumError as error:
                lefts.append(Left(record.task_id, "", error.message))
                continue
            lefts += [left] if left else []
            done += [task] if task.change_id else []
        return Undone(done, lefts, batch_id)


async def _records(session: Session, change_id: UUID) -> list[TaskChangeRow]:
    records = await queries.changes_in(session, change_id)
    if not records:
        raise NotFound("There is nothing to undo (any more).")
    if records[0].at < now() - REACH:
        raise Conflict("This is more than thirty days ago: it cannot be taken back any more.")
    return records


async def _take_back(
    session: Session, record: TaskChangeRow, batch_id: UUID, *, actor: Person, is_partial: bool = False
) -> tuple[Task, Left | None]:
    task = await access_task(session, record.task_id, actor=actor, trashed=True)
    if "relation" in record.fields:
        turned = await turn_back(session, record, actor=actor, batch_id=batch_id)
        return replace(task, change_id=batch_id if turned else None), None
    left = _left(task, record)
    if left is not None and (not is_partial or not left.fields):
        return task, left
    if record.verb == "created" and task.repeats_id and not can_delete(task):
        await withdraw(session, task.id, actor=actor, batch_id=batch_id)
        return task, left
    kept = left.fields if left else {}
    values = {f: value_of(f, before) for f, (before, _) in record.fields.items() if f not in kept}
    verb = "updated"
    if "deleted_at" in values:
        verb = "deleted" if values["deleted_at"] else "restored"
        values["deleted_at"] = now() if values["deleted_at"] else None
    follow = record.verb == "created"  # what was put under it since goes with it
    changed = await change(session, task.id, values, actor=actor, verb=verb, trashed=verb != "updated",
                           batch_id=batch_id, follow=follow, is_carried=True)  # fmt: skip
    return changed, left


def _left(task: Task, record: TaskChangeRow) -> Left | None:
    """What of the record cannot be taken back: what somebody changed since, or all of it while the task is in the
    trash."""
    if task.deleted_at is not None and "deleted_at" not in record.fields:
        return Left(task.id, task.title, f"“{task.title}” is in the trash: restore it first.")
    if record.verb == "created" and task.repeats_id and task.version > 1 and not task.deleted_at:
        return Left(task.id, task.title, f"“{task.title}”, which comes next, was changed since.")
    since = [f for f, (_, after) in record.fields.items() if f != "deleted_at" and plain(getattr(task, f)) != after]
    if not since:
        return None
    named = ", ".join(f.replace("_", " ") for f in since)
    return Left(task.id, task.title, f"“{task.title}” was changed since: its {named} cannot be taken back.",
                {f: getattr(task, f) for f in since})  # fmt: skip
