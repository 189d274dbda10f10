"""Making the next occurrence of a task, and taking it back. Both are the database's functions: who may only edit a task
still completes it, and what comes next is at home where the task is."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from persistence.session import Session


async def repeat(session: Session, task_id: UUID, made: Mapping[str, Any]) -> None:
    """Make the task's next occurrence: open, with its people, shares, labels and place.

    `made` names its id, the instant `at` which it is made, due_on, due_at, start_on, description, rule,
    from_completion, zone, and how many days later it is due.
    """
    query = sa.text("""select app.repeat_task(:task, :made, cast(:at as timestamptz), cast(:due_on as date),
      cast(:due_at as timestamptz), cast(:start_on as date), :description, :rule, :from_completion, :zone, :days)""")
    await session.execute(query, {"task": task_id, **made})


async def withdraw(session: Session, task_id: UUID, at: datetime) -> None:
    """Put an occurrence into the trash."""
    await session.execute(sa.text("select app.withdraw_repetition(:id, cast(:at as timestamptz))"),
                          {"id": task_id, "at": at})  # fmt: skip


async def untouched_successor(session: Session, task_id: UUID) -> Any | None:
    """The next occurrence, as long as nobody changed it, and the recurrence that the task handed on to it."""
    query = sa.text("""select t.id, (select c.fields -> 'recurrence' -> 0 from task_changes c
        where c.task_id = :id and c.verb = 'completed' and jsonb_exists(c.fields, 'recurrence')
        order by c.at desc, c.id desc limit 1) as recurrence
      from tasks t where t.repeats_id = :id and t.deleted_at is null and t.version = 1
        and not exists (select from tasks c where c.parent_id = t.id and (c.version > 1 or c.repeats_id is null))
      order by t.created_at desc limit 1""")
    found = (await session.execute(query, {"id": task_id})).first()
    return found if found is not None and found.recurrence else None


async def home(session: Session, task_id: UUID) -> Any:
    """Where the task belongs, its version and to whom it is shared."""
    query = sa.text("""select t.owner_id, t.team_id, t.version, (select coalesce(array_agg(r), '{}') from task_shares s,
        unnest(array[s.person_id, s.team_id]) r where s.task_id = t.id and r is not null) as receivers
      from tasks t where t.id = :id""")
    return (await session.execute(query, {"id": task_id})).one()
