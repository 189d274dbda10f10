"""What people do to tasks from a row, a card or the panel, and the Undo that is offered after it."""

from functools import partial
from typing import Any
from uuid import UUID

from domain import tasks
from domain.tasks import CannotUndo, Task, TaskChanges, Undone
from ui import auth, errors, frame
from ui.components.confirm import confirm
from ui.pages.tasks import completing

_LONGEST = 60


def undoable(task: Task, said: str) -> None:
    """Tell what was done, with Undo while it can be taken back. Says nothing when nothing was changed."""
    if task.change_id is not None:
        taken_back_by(task.change_id, said)


def taken_back_by(change_id: UUID, said: str) -> None:
    """Tell what was done, with Undo."""
    frame.toast(said, undo=partial(take_back, change_id))


async def take_back(change_id: UUID) -> None:
    """Undo one change."""
    async with errors.shown():
        try:
            await tasks.undo(change_id, actor=await auth.actor())
        except CannotUndo as error:
            if not error.can_partly:
                raise
            await _take_back_partly(change_id, error.message)


async def _take_back_partly(change_id: UUID, why: str) -> None:
    rest = "What nobody changed since can still be taken back."
    if await confirm(why, rest, button="Undo the rest", is_harmful=False):
        undone = await tasks.undo_partly(change_id, actor=await auth.actor())
        frame.toast(said_of(undone), undo=partial(take_back, undone.change_id) if undone.tasks else None)


def said_of(undone: Undone) -> str:
    """What was taken back, and what was left."""
    number = len(undone.tasks)
    said = f"Took back the rest: {number} {'task' if number == 1 else 'tasks'}."
    if not number:
        said = "Nothing was left to take back."
    more = len(undone.left) - 1
    left = f" {undone.left[0].why}" if undone.left else ""
    return said + left + (f" {more} more {'was' if more == 1 else 'were'} left, too." if more > 0 else "")


async def tick(task_id: UUID, *, done: bool) -> Task:
    """Complete or reopen. Asks first about open subtasks, and about what is in the way."""
    actor = await auth.actor()
    if not done:
        task = await tasks.reopen(task_id, actor=actor)
    elif (wanted := await completing.ask(task := await tasks.task(task_id, actor=actor), actor=actor)) is None:
        return task
    else:
        task = await tasks.complete(task_id, with_subtasks=wanted == "all", actor=actor)
    undoable(task, f"{'Completed' if done else 'Reopened'} “{short(task)}”.")
    return task


async def rename(task_id: UUID, title: Any, seen: Task) -> Task:
    """Another title, unless somebody gave it another one meanwhile."""
    task = await tasks.edit(task_id, TaskChanges.since(seen, title=title), actor=await auth.actor())
    undoable(task, f"Renamed to “{short(task)}”.")
    return task


async def remove(task_id: UUID) -> Task:
    """Into the trash."""
    task = await tasks.delete(task_id, actor=await auth.actor())
    undoable(task, f"Moved “{short(task)}” to the trash.")
    return task


def short(task: Task) -> str:
    """The title, so short that it fits into a sentence."""
    return task.title if len(task.title) <= _LONGEST else task.title[: _LONGEST - 1].rstrip() + "…"
