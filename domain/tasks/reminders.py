"""Reminders: one's own, as many as one wants for a task that one sees, moving with its due date.

A day without a time counts as nine in the morning where the person is. Who gets them when: domain/notifications.
"""

from typing import Any
from uuid import UUID

from domain.access import refuse
from domain.accounts.people import Person
from domain.clock import now
from domain.errors import Conflict, Invalid, NotFound, Outdated
from domain.tasks.comment import NewReminder, Reminder, ReminderChanges
from domain.tasks.reading import access_task
from domain.transactions import read, signal, transaction
from persistence.models import ReminderRow
from persistence.queries import reminders as queries
from persistence.session import Session

MOST = 20  # of one person for one task
_GONE = "There is no such reminder (any more)."


async def create(task_id: UUID, form: NewReminder, *, actor: Person) -> Reminder:
    """Be reminded of a task. The same moment twice is one reminder. Raises Invalid for an instant that is over."""
    async with transaction(actor) as session:
        await access_task(session, task_id, actor=actor)
        _check(form)
        mine = await queries.reminders_in(session, task_id)
        row = next((r for r in mine if (r.at, r.minutes_before) == (form.at, form.minutes_before)), None)
        if row is None:
            if len(mine) >= MOST:
                raise Invalid(f"A task can have at most {MOST} reminders of yours.", field="at")
            row = ReminderRow(task_id=task_id, person_id=actor.id, at=form.at, minutes_before=form.minutes_before,
                              created_at=now())  # fmt: skip
            session.add(row)
            await session.flush()
            _tell(session, row, actor)
        return _reminder(await queries.reminder_in(session, row.id))


async def reminders_of(task_id: UUID, *, actor: Person) -> list[Reminder]:
    """The actor's own reminders of a task, the next first."""
    async with transaction(actor) as session:
        await access_task(session, task_id, actor=actor, trashed=True)
    return [_reminder(row) for row in await read(actor, queries.OF_TASK, {"task_id": task_id})]


async def reminder(task_id: UUID, reminder_id: UUID, *, actor: Person) -> Reminder:
    """One of the actor's own reminders of a task."""
    async with transaction(actor) as session:
        await access_task(session, task_id, actor=actor)
        row = await queries.reminder_in(session, reminder_id)
        if row is None:
            await refuse(session, "reminder", reminder_id, actor=actor)
        if row.task_id != task_id:
            raise NotFound(_GONE)
        return _reminder(row)


async def change(
    task_id: UUID, reminder_id: UUID, form: ReminderChanges, *, actor: Person, version: int | None = None
) -> Reminder:
    """Be reminded at another moment."""
    async with transaction(actor) as session:
        _check(form)
        row = await _own(session, task_id, reminder_id, actor=actor, version=version)
        if (row.at, row.minutes_before) != (form.at, form.minutes_before):
            row.at, row.minutes_before, row.sent_for, row.version = form.at, form.minutes_before, None, row.version + 1
            await session.flush()
            _tell(session, row, actor)
        return _reminder(await queries.reminder_in(session, reminder_id))


async def delete(task_id: UUID, reminder_id: UUID, *, actor: Person, version: int | None = None) -> Reminder:
    """Do not be reminded (of what answers, so that it can be made again)."""
    async with transaction(actor) as session:
        row = await _own(session, task_id, reminder_id, actor=actor, version=version)
        gone = _reminder(await queries.reminder_in(session, reminder_id))
        await session.delete(row)
        _tell(session, row, actor)
        return gone


async def _own(
    session: Session, task_id: UUID, reminder_id: UUID, *, actor: Person, version: int | None
) -> ReminderRow:  # fmt: skip
    await access_task(session, task_id, actor=actor)
    row = await session.get(ReminderRow, reminder_id, with_for_update=True)
    if row is None:
        await refuse(session, "reminder", reminder_id, actor=actor)
    if row.task_id != task_id:
        raise NotFound(_GONE)
    if version is not None and row.version != version:
        raise Outdated("The reminder was changed meanwhile.", fields={"version": row.version})
    return row


def _check(form: NewReminder) -> None:
    if form.at is not None and form.at <= now():
        raise Invalid("At must lie in the future.", field="at")


def _tell(session: Session, row: ReminderRow, actor: Person) -> None:
    signal(session, "reminder.changed", kind="reminder", object_id=row.task_id, audience=[actor.id])


def _reminder(row: Any) -> Reminder:
    if row is None:
        raise Conflict("The reminder changed meanwhile, please try again.")
    return Reminder(row.id, row.task_id, row.at, row.minutes_before, row.remind_at, row.sent_for, row.version,
                    row.created_at)  # fmt: skip
