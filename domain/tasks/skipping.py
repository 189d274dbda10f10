"""Leaving one occurrence of a task out."""

from uuid import UUID

from domain.accounts.people import Person
from domain.errors import Conflict
from domain.tasks.changing import change
from domain.tasks.permissions import require_edit
from domain.tasks.reading import access_task
from domain.tasks.recurrence import following
from domain.tasks.task import Task
from domain.transactions import transaction


async def skip(task_id: UUID, *, actor: Person, version: int | None = None) -> Task:
    """Put a task that repeats off to its next time, without completing it.

    Raises Conflict when it does not repeat, is completed, or this is its last time.
    """
    async with transaction(actor) as session:
        task = await access_task(session, task_id, actor=actor)
        require_edit(task)
        if task.recurrence is None or task.is_completed:
            raise Conflict("This task does not repeat." if task.recurrence is None else "This task is completed.")
        coming = following(task.recurrence, task.due_on, task.due_at, skipping=True)
        if coming is None:
            raise Conflict("This was the last time: complete the task, or stop it from repeating.")
        values: dict[str, object] = {
            "due_on": coming.due_on, "due_at": coming.due_at, "recurrence": coming.recurrence,
        }  # fmt: skip
        if task.start_on:
            lead = task.start_on - task.recurrence.day_of(task.due_on, task.due_at)
            values["start_on"] = coming.recurrence.day_of(coming.due_on, coming.due_at) + lead
        return await change(session, task_id, values, actor=actor, verb="updated", version=version)
