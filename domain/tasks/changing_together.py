"""One change to many tasks in a few statements, by the same rules as `change`.

A task that takes more than new values of its own fields (it repeats, or goes to the trash with others) is left to that.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any
from uuid import UUID

from domain.accounts.people import Person
from domain.clock import now
from domain.errors import AtriumError
from domain.tasks.changing import differences, keep, permit, require_seeing, set_fields, verb_of, with_consequences
from domain.tasks.reading import task_of
from domain.tasks.task import Task
from persistence.models import TaskRow
from persistence.queries import tasks as queries
from persistence.session import Session

FIELDS = frozenset({"status", "priority", "due_on", "due_at", "start_on", "labels", "assignee_ids", "position",
                    "deleted_at"})  # fmt: skip
ValuesOf = Callable[[Task], Mapping[str, Any]]


async def change_together(
    session: Session, task_ids: list[UUID], fields: Collection[str], values_of: ValuesOf, *, actor: Person, verb: str,
    batch_id: UUID, follow: bool = True,
) -> dict[UUID, Task | AtriumError]:  # fmt: skip
    """Give each task its values of these fields: the tasks as they are now, and refusals (those of `values_of` too).

    Tasks that are not among them are still as they were. `follow`: as for `change`; without it those in the trash are
    changed as well.
    """
    if not FIELDS.issuperset(fields):
        return {}
    simple = await _simple(session, task_ids, fields, follow=follow)
    may, refused = _permitted(simple, values_of)
    rows = await queries.held(session, task_ids)  # the others too: whoever changes many takes them in the same order
    may, refused_since = _permitted(await _seen(session, [task_id for task_id in may if task_id in rows]), values_of)
    if "assignee_ids" in fields:
        may, blind = await _assign(session, may, values_of)
        refused |= blind
    changed = [
        task.id
        for task in may.values()
        if _change(session, rows[task.id], task, values_of(task), actor=actor, verb=verb, batch_id=batch_id)
    ]
    await session.flush()
    after = {row.id: task_of(row, batch_id) for row in await queries.tasks_in(session, changed)}
    return {**may, **after, **refused, **refused_since}


def _change(
    session: Session, row: TaskRow, task: Task, values: Mapping[str, Any], *, actor: Person, verb: str, batch_id: UUID
) -> bool:
    values = with_consequences(task, values, actor)
    if changed := differences(task, values):
        set_fields(row, {field: values[field] for field in changed if field != "assignee_ids"}, actor)
        keep(session, row, changed, actor=actor, verb=verb_of(verb, task, values), batch_id=batch_id)
    return bool(changed)


async def _assign(
    session: Session, tasks: Mapping[UUID, Task], values_of: ValuesOf
) -> tuple[dict[UUID, Task], dict[UUID, AtriumError]]:  # fmt: skip
    """Give the tasks their assignees; those for whom somebody is wanted who cannot see them are refused."""
    wanted = {task.id: values_of(task).get("assignee_ids", task.assignee_ids) for task in tasks.values()}
    changed = [task.id for task in tasks.values() if task.assignee_ids != wanted[task.id]]
    seeing = await queries.viewers_of(session, changed)
    refused = dict[UUID, AtriumError]()
    for task_id in changed:
        try:
            require_seeing(seeing.get(task_id, set()), wanted[task_id])
        except AtriumError as error:
            refused[task_id] = error
    await queries.set_all_assignees(session, {i: wanted[i] for i in changed if i not in refused}, now())
    return {task_id: task for task_id, task in tasks.items() if task_id not in refused}, refused


async def _simple(
    session: Session, task_ids: list[UUID], fields: Collection[str], *, follow: bool
) -> dict[UUID, Task]:  # fmt: skip
    """Those that take nothing but new values of their own."""
    seen = await _seen(session, task_ids)
    more = await queries.with_others(session, list(seen)) if "deleted_at" in fields else set()
    if follow and "status" in fields:
        more |= {task.id for task in seen.values() if task.recurrence} | await queries.continued(session, list(seen))
    return {i: task for i, task in seen.items() if i not in more and not (follow and task.deleted_at)}


async def _seen(session: Session, task_ids: list[UUID]) -> dict[UUID, Task]:
    return {row.id: task_of(row) for row in await queries.tasks_in(session, task_ids)}


def _permitted(tasks: Mapping[UUID, Task], values_of: ValuesOf) -> tuple[dict[UUID, Task], dict[UUID, AtriumError]]:
    may, refused = dict[UUID, Task](), dict[UUID, AtriumError]()
    for task in tasks.values():
        try:
            permit(task, values_of(task))
            may[task.id] = task
        except AtriumError as error:
            refused[task.id] = error
    return may, refused
