"""Putting tasks where they belong on a board or in a list: one, or several in one act."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from domain.accounts.people import Person
from domain.errors import AtriumError, Unavailable
from domain.tasks.bulk import Changed, Result, complete_below, result_of
from domain.tasks.changing import again, change
from domain.tasks.changing_together import change_together
from domain.tasks.inputs import Move, Place
from domain.tasks.permissions import can_edit
from domain.tasks.placing import values_of
from domain.tasks.positions import Positions
from domain.tasks.reading import access_task, task_of
from domain.tasks.task import Task
from domain.transactions import partly, transaction
from persistence.ids import new_id
from persistence.queries import tasks as queries
from persistence.session import Session

_FIELDS_OF = {"none": (), "status": ("status",), "priority": ("priority",), "team": ("team_id",), "label": ("labels",),
              "assignee": ("assignee_ids",)}  # fmt: skip
_OF_DAYS = ("status", "due_on", "due_at")


async def move(task_id: UUID, place: Place, *, actor: Person) -> Task:
    """Put a task into a group, under a parent, between two neighbours. Neighbours that are gone do not count.

    Raises Invalid for a group that nothing can be put into.
    """
    async with transaction(actor) as session:
        task, batch_id = await access_task(session, task_id, actor=actor), new_id()
        values = values_of(place, task, actor=actor)
        if place.after_id or place.before_id:
            values["position"] = await (await Positions.around(session, [(task_id, place)])).put(task_id, place)
        moved = await change(session, task_id, values, actor=actor, verb="updated", batch_id=batch_id)
        if place.with_subtasks and moved.status == "completed":
            await complete_below(session, [task_id], actor=actor, batch_id=batch_id)
            moved = await again(session, moved)
        return moved


async def move_many(moves: Sequence[Move], *, actor: Person) -> Changed:
    """Put each task where it goes, in this order: one may be put after another that was put somewhere before it.

    What is refused leaves the others moved; one undo takes all of it back.
    """
    wanted, batch_id = {one.task_id: one for one in moves}, new_id()
    async with transaction(actor) as session:
        positions = await _positions(session, moves)

        def values(task: Task) -> dict[str, Any]:
            at = {"position": positions[task.id]} if task.id in positions else {}
            return values_of(wanted[task.id], task, actor=actor) | at

        fields = {field for one in moves for field in _fields(one)}
        together = await change_together(session, sorted(wanted), fields, values, actor=actor, verb="updated",
                                         batch_id=batch_id)  # fmt: skip
        found = {task_id: result_of(task_id, what) for task_id, what in together.items()}
        for one in moves:
            if one.task_id not in found:
                found[one.task_id] = await _move_one(session, one, positions, actor=actor, batch_id=batch_id)
        done = [i for i, result in found.items() if result.task and result.task.status == "completed"]
        done = [task_id for task_id in done if wanted[task_id].with_subtasks]
        below = await complete_below(session, done, actor=actor, batch_id=batch_id) if done else 0
    is_done = below or any(result.outcome == "changed" for result in found.values())
    return Changed([found[task_id] for task_id in wanted], batch_id if is_done else None, below)


def _fields(place: Place) -> set[str]:
    fields = {"position", *_FIELDS_OF.get(place.group, _OF_DAYS)}
    if place.status:
        fields.add("status")
    return fields | ({"parent_id"} & place.model_fields_set)


async def _positions(session: Session, moves: Sequence[Move]) -> dict[UUID, float]:
    """The new positions of those that are put beside another one and may be moved."""
    found = await queries.tasks_in(session, [one.task_id for one in moves])
    may, put = {row.id for row in found if can_edit(task_of(row))}, dict[UUID, float]()
    positions = await Positions.around(session, [(one.task_id, one) for one in moves])
    for one in moves:
        if one.task_id not in may:
            positions.skip(one.task_id, one)
        elif one.after_id or one.before_id:
            put[one.task_id] = await positions.put(one.task_id, one)
    return put


async def _move_one(
    session: Session, place: Move, positions: Mapping[UUID, float], *, actor: Person, batch_id: UUID
) -> Result:  # fmt: skip
    task_id = place.task_id
    try:
        async with partly(session):
            values = values_of(place, await access_task(session, task_id, actor=actor), actor=actor)
            if task_id in positions:
                values["position"] = positions[task_id]
            done = await change(session, task_id, values, actor=actor, verb="updated", batch_id=batch_id)
            return result_of(task_id, done)
    except Unavailable:
        raise
    except AtriumError as error:
        return result_of(task_id, error)
