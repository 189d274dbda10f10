"""Reminders: a person's own, and at the front desk those that are due."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from persistence.models import ReminderRow
from persistence.policies.reminders import MOMENT
from persistence.session import Session

_COLUMNS = f"""r.id, r.task_id, r.person_id, r.at, r.minutes_before, r.version, r.created_at, {MOMENT} as remind_at,
  r.sent_for"""
_FROM = "from reminders r join tasks t on t.id = r.task_id join people p on p.id = r.person_id"
OF_TASK = f"select {_COLUMNS} {_FROM} where r.task_id = %(task_id)s order by remind_at nulls last, r.created_at, r.id"


async def reminder_in(session: Session, reminder_id: UUID) -> Any | None:
    """The reminder as its person sees it, or None."""
    return (await session.execute(sa.text(f"select {_COLUMNS} {_FROM} where r.id = :id"), {"id": reminder_id})).first()


async def reminders_in(session: Session, task_id: UUID) -> list[ReminderRow]:
    """The person's reminders of a task, as rows."""
    query = sa.select(ReminderRow).filter_by(task_id=task_id)
    return list((await session.execute(query)).scalars())


async def take_due(session: Session, now: datetime, most: int) -> Sequence[Any]:
    """The reminders that are due, marked as sent for that moment by this transaction (front desk only)."""
    query = sa.text("select * from app.take_due_reminders(:now, :most)")
    return (await session.execute(query, {"now": now, "most": most})).all()
