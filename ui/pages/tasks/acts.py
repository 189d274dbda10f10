"""What people do to tasks from a row, a card or the panel, and the Undo that is offered after it."""

from functools import partial
from typing import Any
from uuid import UUID

from domain import tasks
from domain.tasks import Task, TaskChanges
from ui import auth, errors, frame

_LONGEST = 60


def undoable(task: Task, said: str) -> None:
    """Tell what was done, with Undo while it can be taken back. Says nothing when nothing was changed."""
    if task.change_id is not None:
        frame.toast(said, undo=partial(take_back, task.change_id))


async def take_back(change_id: UUID) -> None:
    """Undo one change."""
    async with errors.shown():
        await tasks.undo(change_id, actor=await auth.actor())


async def tick(task_id: UUID, *, done: bool) -> Task:
    """Complete or reopen."""
    actor = await auth.actor()
    task = await (tasks.complete if done else tasks.reopen)(task_id, actor=actor)
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
