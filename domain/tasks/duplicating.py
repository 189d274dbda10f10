"""A task once more."""

from dataclasses import replace
from uuid import UUID

from domain.accounts.people import Person
from domain.inputs import Flag, Input
from domain.tasks.changing import again
from domain.tasks.checklist_text import unticked
from domain.tasks.inputs import NewTask
from domain.tasks.making import make
from domain.tasks.reading import access_task
from domain.tasks.recurrence import Recurs
from domain.tasks.subtasks import subtasks
from domain.tasks.task import Task
from domain.transactions import transaction
from persistence.ids import new_id
from persistence.queries.tasks import viewers
from persistence.session import Session

_NEXT_TO = 0.0005  # far less than lies between two tasks of a list


class Copying(Input):
    """What a copy has beside title, description, priority and labels."""

    subtasks: Flag = True
    assignees: Flag = False
    dates: Flag = False  # when it starts and is due, and how it repeats


async def duplicate(task_id: UUID, form: Copying = Copying(), *, actor: Person) -> Task:
    """Make a copy of the task, to be done: pending, its checklists unticked, with its subtasks.

    It is at home where the task is, or with the actor's own tasks when they may not add to that. One undo takes all
    of it back.
    """
    below = await subtasks(task_id, actor=actor) if form.subtasks else []
    async with transaction(actor) as session:
        task = await access_task(session, task_id, actor=actor)
        batch_id = new_id()
        is_home = task.is_team_member or (task.team_id is None and task.permission == "owner")
        source = replace(task, parent_id=task.parent_id if is_home else None, team_id=task.team_id if is_home else None)
        made = await _copy(session, source, form, batch_id, task.position + _NEXT_TO, actor=actor)
        copies = {task_id: made.id}
        for each in below:
            if each.parent_id in copies:
                placed = replace(each, parent_id=copies[each.parent_id], team_id=None)
                copies[each.id] = (await _copy(session, placed, form, batch_id, each.position, actor=actor)).id
        return await again(session, made)


async def _copy(session: Session, task: Task, form: Copying, batch_id: UUID, position: float, *, actor: Person) -> Task:
    fields = {name: getattr(task, name) for name in ("title", "priority", "labels", "parent_id", "team_id")}
    if form.dates:
        fields |= {name: getattr(task, name) for name in ("due_on", "due_at", "start_on")}
        if task.recurrence:
            fields["recurrence"] = Recurs(rule=task.recurrence.rule, from_completion=task.recurrence.from_completion)
    if form.assignees:
        fields["assignee_ids"] = await _who_will_see_it(session, task, actor=actor)
    return await make(session, NewTask.of(**fields, description=unticked(task.description)), actor=actor,
                      batch_id=batch_id, position=position)  # fmt: skip


async def _who_will_see_it(session: Session, task: Task, *, actor: Person) -> list[UUID]:
    """The assignees that a task without shares can have: those of the team, or the actor."""
    if task.team_id is None and task.parent_id is None:
        return [who for who in task.assignee_ids if who == actor.id]
    home = await viewers(session, task.id)
    at_home = {row.person_id for row in home if not row.reason.startswith("Shared ")}
    return [who for who in task.assignee_ids if who in at_home]
