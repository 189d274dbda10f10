"""The one way in which a task is made."""

from uuid import UUID

from domain.accounts.people import Person
from domain.clock import now
from domain.errors import Invalid
from domain.tasks import tree
from domain.tasks.changing import assign, key_in, plain, set_recurrence, tell
from domain.tasks.inputs import NewTask
from domain.tasks.reading import task_of
from domain.tasks.recurrence import begun
from domain.tasks.task import PRIORITIES, Task
from persistence.ids import new_id
from persistence.models import TaskChangeRow, TaskRow
from persistence.queries import tasks as queries
from persistence.session import Session


async def make(
    session: Session, form: NewTask, *, actor: Person, batch_id: UUID | None = None, position: float | None = None
) -> Task:
    """Make a task, as part of the act `batch_id`. Raises Invalid, NotFound, NotPermitted."""
    team_id = await _home(session, form, actor=actor)
    row = new_row(form, team_id, await key_in(session, team_id, actor=actor), position, actor)
    if form.parent_id:
        await tree.check_parent(session, form.parent_id, row.id)
    record = TaskChangeRow(batch_id=batch_id or new_id(), task_id=row.id, actor_id=actor.id, at=row.created_at,
                           verb="created", fields={"deleted_at": [plain(row.created_at), None]})  # fmt: skip
    session.add(row)
    await session.flush()
    session.add(record)
    if form.assignee_ids:
        await assign(session, row.id, form.assignee_ids)
    tell(session, row, "task.created")
    return task_of(await queries.task_in(session, row.id), record.batch_id)


async def _home(session: Session, form: NewTask, *, actor: Person) -> UUID | None:
    if form.parent_id is None:
        return form.team_id
    team_id = await tree.home_under(session, form.parent_id, actor=actor)
    if form.team_id is not None and form.team_id != team_id:
        raise Invalid("A subtask belongs to the team of its parent.", field="team_id")
    return team_id


def new_row(form: NewTask, team_id: UUID | None, key: str, position: float | None, actor: Person) -> TaskRow:
    """The row of a new task at home with a team or the actor, under a key of that home."""
    moment = now()
    recurrence = form.recurrence.inside(None, actor.time_zone) if form.recurrence else None
    begins = begun(recurrence, form.due_on, form.due_at).get("due_on") if recurrence else None
    row = TaskRow(
        organization_id=actor.organization_id, owner_id=None if team_id else actor.id, team_id=team_id,
        creator_id=actor.id, key=key, title=form.title, description=form.description, status=form.status,
        priority=PRIORITIES.index(form.priority), due_on=form.due_on or begins, due_at=form.due_at,
        start_on=form.start_on, labels=form.labels, parent_id=form.parent_id,
        position=moment.timestamp() if position is None else position, created_at=moment, updated_at=moment,
    )  # fmt: skip
    set_recurrence(row, recurrence)
    if form.status == "completed":
        row.completed_at, row.completed_by_id = moment, actor.id
    return row
