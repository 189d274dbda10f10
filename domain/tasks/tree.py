"""Where subtasks hang: at home with their parent, five levels deep at most, never in a circle."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from domain.accounts.people import Person
from domain.errors import Invalid, NotPermitted
from domain.tasks.permissions import can_edit
from domain.tasks.reading import access_task
from domain.tasks.task import Task
from persistence.queries import subtasks as queries
from persistence.queries.tasks import home_of
from persistence.session import Session

LEVELS = 5
MOST = 500  # subtasks of one task


async def check_parent(session: Session, parent_id: UUID, task_id: UUID) -> None:
    """Raises Invalid when the task would be its own ancestor, too deep, or one too many."""
    above = await queries.ancestors(session, parent_id)
    if parent_id == task_id or task_id in above:
        raise Invalid("A task cannot be a subtask of itself.", field="parent_id")
    if len(above) + 2 + await queries.height(session, task_id) > LEVELS:
        raise Invalid(f"Tasks go {LEVELS} levels deep; this would be deeper.", field="parent_id")
    if await queries.number_below(session, parent_id) >= MOST:
        raise Invalid(f"A task has at most {MOST} subtasks.", field="parent_id")


async def home_under(session: Session, parent_id: UUID, *, actor: Person) -> UUID | None:
    """The team of the parent, where its subtasks are at home too; None for the actor's own.

    Raises NotFound, and NotPermitted when the actor may not add to the parent.
    """
    parent = await access_task(session, parent_id, actor=actor)
    if not can_edit(parent):
        raise NotPermitted("You can see the parent task but not add to it.")
    home = await home_of(session, parent_id)
    if home.team_id is None and home.owner_id != actor.id:
        raise NotPermitted("The parent task was shared with you: subtasks are added where it is at home.")
    team_id: UUID | None = home.team_id
    return team_id


async def at_home_with_parent(
    session: Session, task: Task, values: Mapping[str, Any], *, actor: Person
) -> Mapping[str, Any]:
    """What else changes with the parent or the team: a subtask moves to its parent's home, and leaves its parent when
    it moves elsewhere."""
    parent_id = values.get("parent_id")
    if parent_id is not None and parent_id != task.parent_id:
        here, there = await home_of(session, task.id), None
        parent = await access_task(session, parent_id, actor=actor)
        if can_edit(parent):
            there = await home_of(session, parent_id)
        if there is not None and (here.owner_id, here.team_id) == (there.owner_id, there.team_id):
            return values
        return {**values, "team_id": await home_under(session, parent_id, actor=actor)}
    if task.parent_id and "parent_id" not in values and values.get("team_id", task.team_id) != task.team_id:
        return {**values, "parent_id": None}
    return values


async def carried(session: Session, task: Task, changed: Mapping[str, Any]) -> list[UUID]:
    """The subtasks that move, go into the trash or come back together with this task."""
    if changed.get("deleted_at", (None, None))[0] is not None:
        return await queries.deleted_with(session, task.id)
    if "team_id" in changed or "deleted_at" in changed:
        return [row.id for row in await queries.below(session, task.id) if row.parent_id == task.id]
    return []
