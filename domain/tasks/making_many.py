"""Many tasks made in a few statements, for files of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from domain.accounts.people import Person
from domain.clock import now
from domain.tasks.changing import plain, tell
from domain.tasks.inputs import NewTask
from domain.tasks.making import new_row
from persistence.models import TaskAssigneeRow, TaskChangeRow
from persistence.queries import exchange as queries
from persistence.session import Session

STEP = 0.001  # between the positions of tasks that are made together


@dataclass(frozen=True, slots=True)
class Ready:
    """A task that is to have this id; made and completed at these instants, where they are known.

    Its team (or the actor) is where the actor may add it, its assignees see it, its parent is at home there, too.
    """

    id: UUID
    form: NewTask
    created_at: datetime | None = None
    completed_at: datetime | None = None


async def make_many(
    session: Session, ready: Sequence[Ready], *, actor: Person, batch_id: UUID, position: float
) -> None:
    """Make these tasks, as part of the act `batch_id`, in their order from `position` on, `STEP` apart; a parent comes
    before what is below it."""
    moment = now()
    keys = await _keys(session, ready)
    for place, one in enumerate(ready):
        row = new_row(one.form, one.form.team_id, keys[one.id], position + place * STEP, actor)
        row.id, row.created_at = one.id, one.created_at or row.created_at
        if row.completed_at:
            row.completed_at = one.completed_at or row.completed_at
        session.add(row)
        tell(session, row, "task.created")
    await session.flush()
    for one in ready:
        session.add(TaskChangeRow(batch_id=batch_id, task_id=one.id, actor_id=actor.id, at=moment, verb="created",
                                  fields={"deleted_at": [plain(moment), None]}))  # fmt: skip
        session.add_all(
            TaskAssigneeRow(task_id=one.id, person_id=who, assigned_at=moment) for who in one.form.assignee_ids
        )
    await session.flush()


async def _keys(session: Session, ready: Sequence[Ready]) -> dict[UUID, str]:
    found: dict[UUID, str] = {}
    by_team = sorted(ready, key=lambda one: str(one.form.team_id))
    for team_id, group in groupby(by_team, key=lambda one: one.form.team_id):
        ids = {one.id for one in group}
        in_order = [one.id for one in ready if one.id in ids]
        found |= dict(zip(in_order, await queries.next_keys(session, team_id, len(in_order)), strict=True))
    return found
