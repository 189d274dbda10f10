"""Putting tasks where they belong on a board or in a list."""

from uuid import UUID

from domain.accounts.people import Person
from domain.tasks.changing import change, locked
from domain.tasks.inputs import Place
from domain.tasks.placing import values_of
from domain.tasks.reading import access_task
from domain.tasks.task import Task
from domain.transactions import transaction
from persistence.models import TaskRow
from persistence.queries import tasks as queries
from persistence.session import Session


async def move(task_id: UUID, place: Place, *, actor: Person) -> Task:
    """Put a task into a group, under a parent, between two neighbours. Neighbours that are gone do not count.

    Raises Invalid for a group that nothing can be put into.
    """
    async with transaction(actor) as session:
        task = await access_task(session, task_id, actor=actor)
        values = values_of(place, task, actor=actor)
        if place.after_id or place.before_id:
            values["position"] = await _position(session, task_id, place)
        return await change(session, task_id, values, actor=actor, verb="updated")


async def _position(session: Session, task_id: UUID, place: Place) -> float:
    known = await queries.positions(session, [i for i in (place.after_id, place.before_id, task_id) if i])
    low, high = known.get(place.after_id or task_id), known.get(place.before_id or task_id)
    after, before = place.after_id in known, place.before_id in known
    if after and before and low is not None and high is not None:
        if low > high:  # sorted by something else: there is no between, but both sides of it are as good
            return low + 0.5
        if not low < (low + high) / 2 < high:
            await _make_room(session, task_id, low)
            return low + 0.5
        return (low + high) / 2
    if after and low is not None:
        return low + 1
    return high - 1 if before and high is not None else known[task_id]


async def _make_room(session: Session, task_id: UUID, above: float) -> None:
    row: TaskRow = await locked(session, task_id)
    await queries.make_room(session, owner_id=row.owner_id, team_id=row.team_id, above=above)
    session.expire(row)
