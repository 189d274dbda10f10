"""What the panel shows around a task: what is under it, what it relates to, how it repeats."""

import asyncio
from typing import Any
from uuid import UUID

from domain import tasks
from domain.accounts import Person
from domain.tasks import Recurrence, Relation, Task, can_edit, tasks_among
from ui.components.recurrence_words import said

_COMING = 3


async def depth_of(task_id: UUID, *, actor: Person) -> dict[str, Any]:
    """The subtasks in the order of their tree, and the relations."""
    under, related = await asyncio.gather(tasks.subtasks(task_id, actor=actor), tasks.relations(task_id, actor=actor))
    depths = {task_id: 0}
    for each in under:
        depths[each.id] = depths.get(each.parent_id or task_id, 0) + 1
    return {"subtasks": [_subtask(t, depths[t.id]) for t in under], "relations": [_relation(r) for r in related]}


def _subtask(task: Task, depth: int) -> dict[str, Any]:
    return {
        "id": str(task.id), "key": task.key, "title": task.title, "status": task.status, "priority": task.priority,
        "depth": depth, "parent_id": str(task.parent_id), "can": can_edit(task), "subtasks": task.subtasks,
        "due_on": task.due_on.isoformat() if task.due_on else None,
        "due_at": task.due_at.isoformat() if task.due_at else None,
    }  # fmt: skip


def _relation(relation: Relation) -> dict[str, Any]:
    return {
        "id": str(relation.id), "kind": relation.kind, "key": relation.key, "title": relation.title,
        "status": relation.status, "task_id": str(relation.task_id) if relation.task_id else None,
    }  # fmt: skip


def repeats(task: Task) -> dict[str, Any] | None:
    """How the task repeats, in words, with the next three times."""
    return coming(task.recurrence, task) if task.recurrence else None


def coming(recurrence: Recurrence, task: Task) -> dict[str, Any]:
    """A recurrence in words, and the three times that would follow the task's present one."""
    found = zip(tasks.upcoming(recurrence, task.due_on, task.due_at), range(_COMING), strict=False)
    return {
        "rule": recurrence.rule,
        "from_completion": recurrence.from_completion,
        "words": said(recurrence.rule, recurrence.from_completion),
        "next": [(o.due_on or o.due_at).isoformat() for o, _ in found],  # type: ignore[union-attr]
    }


async def parent_of(task: Task, *, actor: Person) -> dict[str, Any] | None:
    """What the task is part of, if the actor may see that."""
    if task.parent_id is None:
        return None
    above = await tasks_among([task.parent_id], actor=actor)
    return {"id": str(above[0].id), "key": above[0].key, "title": above[0].title} if above else None
