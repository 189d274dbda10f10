"""The next occurrence of a task that repeats: made when it is completed, taken back when it is reopened."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from domain.accounts.people import Person
from domain.clock import now
from domain.tasks.checklist_text import unticked
from domain.tasks.recurrence import Occurrence, following
from domain.tasks.restoring import value_of
from domain.tasks.task import Task
from domain.transactions import publish
from persistence.ids import new_id
from persistence.models import TaskChangeRow
from persistence.queries import repeating as queries
from persistence.session import Session


@dataclass(frozen=True, slots=True)
class Entailed:
    """What else completing or reopening does: to the task itself, and the occurrence it makes or takes back."""

    values: dict[str, Any] = field(default_factory=dict)
    next: Occurrence | None = None
    description: str = ""
    due: date | None = None
    lead: timedelta | None = None  # from its due day to its start
    withdrawn_id: UUID | None = None


async def entailed(session: Session, task: Task, values: Mapping[str, Any]) -> Entailed:
    """What the new status of the task entails. A completed task hands its recurrence on to the next occurrence."""
    is_completed = values["status"] == "completed"
    if is_completed and not task.is_completed:
        return _next(task, values)
    if task.is_completed and not is_completed and values["status"] != "archived":
        found = await queries.untouched_successor(session, task.id)
        if found is not None:
            return Entailed({"recurrence": value_of("recurrence", found.recurrence)}, withdrawn_id=found.id)
    return Entailed()


def _next(task: Task, values: Mapping[str, Any]) -> Entailed:
    wanted = {name: values.get(name, getattr(task, name)) for name in ("recurrence", "due_on", "due_at", "start_on",
                                                                       "description")}  # fmt: skip
    if wanted["recurrence"] is None:
        return Entailed()
    coming = following(wanted["recurrence"], wanted["due_on"], wanted["due_at"])
    if coming is None:
        return Entailed()
    due = wanted["recurrence"].day_of(wanted["due_on"], wanted["due_at"])
    lead = wanted["start_on"] - due if wanted["start_on"] else None
    return Entailed({"recurrence": None}, coming, unticked(wanted["description"]), due, lead)


async def follow(session: Session, task: Task, what: Entailed, *, actor: Person, batch_id: UUID) -> None:
    """Make the next occurrence, or take it back, as one act with the change of the task."""
    if what.next is not None:
        await _make(session, task, what, what.next, actor=actor, batch_id=batch_id)
    elif what.withdrawn_id is not None:
        await withdraw(session, what.withdrawn_id, actor=actor, batch_id=batch_id)


async def _make(
    session: Session, task: Task, what: Entailed, coming: Occurrence, *, actor: Person, batch_id: UUID
) -> None:
    made_id, moment = new_id(), now()
    due = coming.recurrence.day_of(coming.due_on, coming.due_at)
    starts = due + what.lead if what.lead is not None else None
    await queries.repeat(session, task.id, {
        "made": made_id, "at": moment, "due_on": coming.due_on, "due_at": coming.due_at, "start_on": starts,
        "description": what.description, "days": (due - what.due).days if what.due else 0, **coming.recurrence.kept(),
    })  # fmt: skip
    await _record(session, made_id, "created", [moment.isoformat(), None], actor=actor, batch_id=batch_id)
    home = await queries.home(session, made_id)
    publish(session, "task.created", kind="task", object_id=made_id, task_id=made_id, team_id=home.team_id,
            owner_id=home.owner_id)  # fmt: skip


async def withdraw(session: Session, task_id: UUID, *, actor: Person, batch_id: UUID) -> None:
    """Put an occurrence into the trash because the completion that made it is taken back: who may reopen the one may
    also do this."""
    moment, home = now(), await queries.home(session, task_id)
    await queries.withdraw(session, task_id, moment)
    await _record(session, task_id, "deleted", [None, moment.isoformat()], actor=actor, batch_id=batch_id)
    publish(session, "task.deleted", kind="task", object_id=task_id, version=home.version + 1, task_id=task_id,
            team_id=home.team_id, owner_id=home.owner_id, affected=home.receivers)  # fmt: skip


async def _record(
    session: Session, task_id: UUID, verb: str, deleted: list[str | None], *, actor: Person, batch_id: UUID
) -> None:
    session.add(TaskChangeRow(batch_id=batch_id, task_id=task_id, actor_id=actor.id, at=now(), verb=verb,
                              fields={"deleted_at": deleted}))  # fmt: skip
    await session.flush()
