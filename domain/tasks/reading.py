"""Reading tasks: one, many, how many, and how one came to be what it is."""

from dataclasses import fields
from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.access import refuse
from domain.accounts.people import Person, PersonCard
from domain.clock import now, today
from domain.errors import NotFound
from domain.paging import Page, bad_cursor
from domain.tasks.filtering import parse
from domain.tasks.filtering.meaning import condition_of
from domain.tasks.filtering.moments import Present
from domain.tasks.filtering.syntax import names_archived
from domain.tasks.inputs import Sort, TaskFilter
from domain.tasks.recurrence import Recurrence
from domain.tasks.task import PRIORITIES, Change, Task
from domain.transactions import read, read_all, transaction
from persistence.queries import tasks as queries
from persistence.session import Session

_FIELDS = {f.name for f in fields(Task)}


def task_of(row: Any, change_id: UUID | None = None) -> Task:
    """The task that a row of `queries.COLUMNS` tells of."""
    told = {name: value for name, value in row._asdict().items() if name in _FIELDS}
    repeats = (row.recurrence_rule, row.recurrence_from_completion, row.recurrence_zone)
    told["recurrence"] = Recurrence(*repeats) if row.recurrence_rule else None
    told["subtasks"] = tuple(row.subtasks)
    return Task(**told | {"priority": PRIORITIES[row.priority], "labels": list(row.labels), "change_id": change_id})


async def access_task(session: Session, task_id: UUID, *, actor: Person, trashed: bool = False) -> Task:
    """The task with what makes it visible to the actor. Raises NotFound (also for trashed ones) or NotPermitted."""
    row = await queries.task_in(session, task_id)
    if row is None:
        await refuse(session, "task", task_id, actor=actor)
    if row.deleted_at is not None and not trashed:
        raise NotFound("This task is in the trash.")
    return task_of(row)


async def task(task_id: UUID, *, actor: Person, trashed: bool = False) -> Task:
    """One task that the actor may see. Raises NotFound (also for trashed ones, unless asked for) or NotPermitted."""
    async with transaction(actor) as session:
        return await access_task(session, task_id, actor=actor, trashed=trashed)


def wanted_by(filter: TaskFilter, actor: Person) -> queries.Wanted:
    """What the filter means for this person, where and when they are."""
    given = filter.model_dump(exclude_defaults=True)
    node = parse(given.pop("where", ""))
    more = None
    if node is not None:
        present = Present(now(), ZoneInfo(actor.time_zone), actor.week_start)
        more = condition_of(node, present, actor.id)
        given["archived"] = given.get("archived") or names_archived(node)
    for bound in ("due_after", "due_before"):
        if isinstance(day := given.get(bound), date) and not isinstance(day, datetime):
            given[bound] = datetime.combine(day, time(), ZoneInfo(actor.time_zone))
    return queries.Wanted(given, now(), today(actor.time_zone), actor.time_zone, more)


async def tasks(
    filter: TaskFilter = TaskFilter(),
    *,
    actor: Person,
    sort: Sort = "position",
    limit: int = 50,
    cursor: str | None = None,
) -> Page[Task]:
    """The tasks the actor may see that meet the filter, `limit` (1 to 500) at a time.

    Raises Invalid for a cursor that does not belong to this order.
    """
    try:
        statements = queries.page(wanted_by(filter, actor), sort, limit, cursor)
    except queries.BadCursor:
        raise bad_cursor() from None
    rows, counted = await read_all(actor, statements)
    more = len(rows) > limit
    following = queries.make_cursor(sort, rows[limit - 1]) if more else None
    return Page([task_of(r) for r in rows[:limit]], following, counted[0].total)


async def count(filter: TaskFilter, *, actor: Person) -> int:
    """How many tasks the actor may see that meet the filter, exactly."""
    rows = await read(actor, *queries.counted(wanted_by(filter, actor)))
    return int(rows[0].total)


async def history(task_id: UUID, *, actor: Person) -> list[Change]:
    """Who changed which field from what to what, newest first (at most 200)."""
    await task(task_id, actor=actor, trashed=True)
    rows = await read(actor, queries.HISTORY, {"task_id": task_id})
    return [
        Change(r.batch_id, r.task_id, r.actor_id, r.at, r.verb, {k: (v[0], v[1]) for k, v in r.fields.items()})
        for r in rows
    ]


async def labels_in_use(*, actor: Person) -> list[str]:
    """The labels on tasks that the actor may see, in order."""
    return [r.label for r in await read(actor, queries.LABELS)]


async def assignable(*, actor: Person, team_id: UUID | None = None, task_id: UUID | None = None) -> list[PersonCard]:
    """Who could be assigned: those who see the task, or the members of the team, or else the actor alone."""
    if task_id is not None:
        async with transaction(actor) as session:
            await access_task(session, task_id, actor=actor, trashed=True)
            found = {r.person_id: r.name for r in await queries.viewers(session, task_id)}
        return [PersonCard(person_id, name) for person_id, name in found.items()]
    if team_id is not None:
        rows = await read(actor, queries.TEAM_PEOPLE, {"team_id": team_id})
        return [PersonCard(r.id, r.name) for r in rows]
    return [PersonCard(actor.id, actor.name)]
