"""Taking back what was done, and saying what cannot be."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from domain.accounts.people import Person
from domain.clock import now
from domain.errors import AtriumError, Conflict, NotFound, Unavailable
from domain.tasks.changing import change, plain
from domain.tasks.changing_together import FIELDS, change_together
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
        records = await _records(session, change_id)
        ends = await _take_all_back(session, records, new_id(), actor=actor)
        refusals = [end.refusal for end in ends if end.refusal]
        if len(refusals) == len(records):
            raise refusals[0]
        if lefts := [end.left for end in ends if end.left]:
            raise CannotUndo(lefts, can_partly=any(end.can_partly for end in ends))
        return [end.task for end in ends if end.task]


async def undo_partly(change_id: UUID, *, actor: Person) -> Undone:
    """Take back what nobody changed since, field by field and task by task, and tell what was left.

    Raises NotFound for an unknown act, Conflict when it is more than thirty days ago.
    """
    async with transaction(actor) as session:
        records, batch_id = await _records(session, change_id), new_id()
        ends = await _take_all_back(session, records, batch_id, actor=actor, is_partial=True)
        done = [end.task for end in ends if end.task and end.task.change_id]
        return Undone(done, [end.left for end in ends if end.left], batch_id)


async def _records(session: Session, change_id: UUID) -> list[TaskChangeRow]:
    records = await queries.changes_in(session, change_id)
    if not records:
        raise NotFound("There is nothing to undo (any more).")
    if records[0].at < now() - REACH:
        raise Conflict("This is more than thirty days ago: it cannot be taken back any more.")
    return records


@dataclass(frozen=True, slots=True)
class _End:
    """What became of one record."""

    record: TaskChangeRow
    task: Task | None
    left: Left | None = None
    refusal: AtriumError | None = None

    @property
    def can_partly(self) -> bool:
        return self.left is None or 0 < len(self.left.fields) < len(self.record.fields)


class _LeavesIt(AtriumError):
    """Nothing of the record can be taken back."""


async def _take_all_back(
    session: Session, records: list[TaskChangeRow], batch_id: UUID, *, actor: Person, is_partial: bool = False
) -> list[_End]:
    """Take back what can be, in the order of the records: many in a few statements, the others one by one."""
    together = await _take_together(session, records, batch_id, actor=actor, is_partial=is_partial)
    return [
        together.get(record.id)
        or await _take_alone(session, record, batch_id, actor=actor, is_partial=is_partial)
        for record in records
    ]  # fmt: skip


async def _take_together(
    session: Session, records: list[TaskChangeRow], batch_id: UUID, *, actor: Person, is_partial: bool
) -> dict[UUID, _End]:
    times, lefts, ends = Counter(record.task_id for record in records), dict[UUID, Left | None](), dict[UUID, _End]()
    for verb in ("updated", "deleted", "restored"):
        some = {r.task_id: r for r in records if times[r.task_id] == 1 and r.fields.keys() <= FIELDS
                and r.verb != "created" and _verb(r) == verb}  # fmt: skip
        if not some:
            continue

        def values_of(task: Task, some: dict[UUID, TaskChangeRow] = some) -> dict[str, Any]:
            left = lefts[task.id] = _left(task, some[task.id])
            if left and not (is_partial and left.fields):
                raise _LeavesIt(left.why)
            return _before(some[task.id], left)

        fields = {field for record in some.values() for field in record.fields}
        found = await change_together(session, sorted(some), fields, values_of, actor=actor, verb=verb,
                                      batch_id=batch_id, follow=False)  # fmt: skip
        for task_id, what in found.items():
            ends[some[task_id].id] = _end(some[task_id], what, lefts[task_id])
    return ends


def _end(record: TaskChangeRow, what: Task | AtriumError, left: Left | None) -> _End:
    if not isinstance(what, AtriumError):
        return _End(record, what, left)
    if left and isinstance(what, _LeavesIt):
        return _End(record, None, left)
    return _End(record, None, Left(record.task_id, "", what.message), what)


async def _take_alone(
    session: Session, record: TaskChangeRow, batch_id: UUID, *, actor: Person, is_partial: bool
) -> _End:
    try:
        async with partly(session):
            task, left = await _take_back(session, record, batch_id, actor=actor, is_partial=is_partial)
            return _End(record, task, left)
    except Unavailable:
        raise
    except AtriumError as error:
        return _end(record, error, None)


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
    follow, verb = record.verb == "created", _verb(record)  # what was put under it since goes with it
    changed = await change(session, task.id, _before(record, left), actor=actor, verb=verb, trashed=verb != "updated",
                           batch_id=batch_id, follow=follow, is_carried=True)  # fmt: skip
    return changed, left


def _before(record: TaskChangeRow, left: Left | None) -> dict[str, Any]:
    """The values to go back to, without those that are left."""
    kept = left.fields if left else {}
    values = {f: value_of(f, before) for f, (before, _) in record.fields.items() if f not in kept}
    return values | ({"deleted_at": now()} if values.get("deleted_at") else {})


def _verb(record: TaskChangeRow) -> str:
    """As what taking it back is told."""
    if "deleted_at" not in record.fields:
        return "updated"
    return "deleted" if record.fields["deleted_at"][0] else "restored"


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
