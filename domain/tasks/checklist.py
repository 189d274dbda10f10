"""Ticking an item of a task's checklist where it stands."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from domain.accounts.people import Person
from domain.errors import Conflict
from domain.inputs import Flag, Input, LongText
from domain.tasks.changing import change
from domain.tasks.checklist_text import Item, items, ticked
from domain.tasks.permissions import require_edit
from domain.tasks.reading import access_task
from domain.tasks.task import Task
from domain.transactions import transaction
from persistence.queries.tasks import lock


class Tick(Input):
    """Which item, counted from 0, with the words that the person saw (None: any), and what it shall be."""

    item: Annotated[int, Field(strict=True, ge=0, le=10_000)]
    words: LongText | None = None
    done: Flag = True


async def tick(task_id: UUID, form: Tick, *, actor: Person) -> Task:
    """Tick an item of the task's checklist, or take its tick away. What others wrote meanwhile stays: the item is found
    by its words when it is no longer where it was.

    Raises Conflict when it is not there any more.
    """
    async with transaction(actor) as session:
        require_edit(await access_task(session, task_id, actor=actor))
        await lock(session, task_id)
        task = await access_task(session, task_id, actor=actor)
        found = _find(items(task.description), form)
        description = ticked(task.description, found, done=form.done)
        return await change(session, task_id, {"description": description}, actor=actor, verb="updated")


def _find(found: list[Item], form: Tick) -> Item:
    if form.item < len(found) and form.words in (None, found[form.item].words):
        return found[form.item]
    same = [item for item in found if item.words == form.words]
    if len(same) != 1:
        raise Conflict("This item is not in the checklist any more: somebody changed it meanwhile.")
    return same[0]
