"""What the assistant can do to tasks: each act is one verb of the domain with the arguments of its card.

An act's arguments are JSON and complete: ids, never names or phrases, so that what a card shows is what is executed.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from domain import tasks, views
from domain.accounts import Person
from domain.assistant.conversation import Target
from domain.clock import today
from domain.errors import Invalid, NotFound, Outdated
from domain.tasks import (
    NewComment,
    NewRelation,
    NewReminder,
    NewShare,
    NewTask,
    ShareChange,
    Task,
    TaskChanges,
    Tick,
)
from domain.views import NewView

Arguments = Mapping[str, Any]
MOST = 100  # tasks one card may change

ASKS_FIRST = frozenset({"share_task", "delete_task"})


@dataclass(slots=True)
class Outcome:
    """What an act did: the tasks as they are now, and what undoing it takes."""

    tasks: list[Task] = field(default_factory=list)
    change_ids: list[UUID] = field(default_factory=list)
    shares: list[dict[str, Any]] = field(default_factory=list)
    further: list[dict[str, str]] = field(default_factory=list)  # comments, reminders, relations with their task; views

    @property
    def has_changed(self) -> bool:
        return bool(self.change_ids or self.shares or self.further)

    def add(self, task: Task) -> None:
        self.tasks.append(task)
        if task.change_id:
            self.change_ids.append(task.change_id)


def _due(task: Task, given: Arguments, actor: Person) -> dict[str, Any]:
    if days := given.get("later_by_days"):
        return _later(task, int(days), actor)
    if given.get("due_at"):
        return {"due_at": given["due_at"], "due_on": None}
    return {"due_on": given.get("due_on"), "due_at": None}


def _later(task: Task, days: int, actor: Person) -> dict[str, Any]:
    if task.due_at:
        local = task.due_at.astimezone(ZoneInfo(actor.time_zone))
        moved = datetime.combine(local.date() + timedelta(days=days), local.time(), local.tzinfo)
        return {"due_at": moved, "due_on": None}
    return {"due_on": (task.due_on or today(actor.time_zone)) + timedelta(days=days), "due_at": None}


def _without(values: Sequence[Any], out: Sequence[Any] | None) -> list[Any]:
    return [value for value in values if out is not None and str(value).lower() not in out]


def _unlabelled(task: Task, given: Arguments) -> list[str]:
    return _without(task.labels, [label.lower() for label in given["labels"]])


def _unassigned(task: Task, given: Arguments) -> list[UUID]:
    return _without(task.assignee_ids, [given["user_id"]] if given.get("user_id") else None)


_Edit = Callable[[Task, Arguments, Person], dict[str, Any]]
_EDITS: dict[str, _Edit] = {
    "set_status": lambda task, given, actor: {"status": given["status"]},
    "set_priority": lambda task, given, actor: {"priority": given["priority"]},
    "reschedule_task": _due,
    "assign_task": lambda task, given, actor: {
        "assignee_ids": list(dict.fromkeys([*map(str, task.assignee_ids), given["user_id"]]))
    },
    "unassign_task": lambda task, given, actor: {"assignee_ids": _unassigned(task, given)},
    "move_task": lambda task, given, actor: {"team_id": given.get("team_id")},
    "rename_task": lambda task, given, actor: {"title": given["title"]},
    "describe_task": lambda task, given, actor: {"description": given["description"]},
    "label_task": lambda task, given, actor: {"labels": list(dict.fromkeys([*task.labels, *given["labels"]]))},
    "unlabel_task": lambda task, given, actor: {"labels": _unlabelled(task, given)},
    "repeat_task": lambda task, given, actor: {"recurrence": given["recurrence"]},
}
_VERBS: dict[str, Callable[..., Awaitable[Task]]] = {
    "reopen_task": tasks.reopen,
    "delete_task": tasks.delete,
    "restore_task": tasks.restore,
    "skip_task": tasks.skip,
}
_FURTHER = frozenset(
    {"comment_task", "remind_task", "relate_task", "unrelate_task", "tick_item", "add_subtask", "duplicate_task"}
)
ON_ONE = frozenset({*_EDITS, *_VERBS, *_FURTHER, "complete_task", "share_task"})
ON_MANY = ON_ONE - _FURTHER - {"rename_task", "describe_task", "restore_task", "repeat_task"}


async def execute(tool: str, given: Arguments, targets: Sequence[Target], *, actor: Person) -> Outcome:
    """Do it, as `actor`. Raises what the verbs raise; Outdated when a target is no longer as it was."""
    outcome = Outcome()
    if tool in ("add_task", "add_tasks"):
        for new in given["tasks"] if tool == "add_tasks" else [given]:
            outcome.add(await tasks.create(NewTask.of(**new), actor=actor))
        return outcome
    if tool == "save_view":
        outcome.further.append({"view_id": str((await views.create(NewView.of(**given), actor=actor)).id)})
        return outcome
    action = given["action"] if tool == "change_tasks" else tool
    if action not in ON_ONE:
        raise Invalid("The assistant cannot do that.")
    for target in targets:
        await _one(action, given, target, outcome, actor=actor)
    return outcome


async def _one(tool: str, given: Arguments, target: Target, outcome: Outcome, *, actor: Person) -> None:
    task = await tasks.task(target.task_id, actor=actor, trashed=tool == "restore_task")
    if task.version != target.version:
        raise Outdated(f"“{task.title}” was changed meanwhile.")
    if tool == "share_task":
        await _share(task, given, outcome, actor=actor)
    elif tool in _FURTHER:
        await _further(tool, task, given, outcome, actor=actor)
    elif tool == "complete_task":
        below = given.get("with_subtasks") is True
        outcome.add(await tasks.complete(task.id, with_subtasks=below, version=target.version, actor=actor))
    elif tool in _VERBS:
        outcome.add(await _VERBS[tool](task.id, actor=actor, version=target.version))
    else:
        changes = TaskChanges.since(task, **_EDITS[tool](task, given, actor))
        outcome.add(await tasks.edit(task.id, changes, actor=actor, version=target.version))


async def _share(task: Task, given: Arguments, outcome: Outcome, *, actor: Person) -> None:
    before = {share.id: share.permission for share in await tasks.shares_of(task.id, actor=actor)}
    receiver = {name: given[name] for name in ("user_id", "email", "team_id") if given.get(name)}
    share = await tasks.share(task.id, NewShare.of(**receiver, permission=given["permission"]), actor=actor)
    outcome.tasks.append(task)
    if before.get(share.id) != share.permission:
        outcome.shares.append({"task_id": str(task.id), "share_id": str(share.id), "before": before.get(share.id)})


async def _further(tool: str, task: Task, given: Arguments, outcome: Outcome, *, actor: Person) -> None:
    if tool == "add_subtask":
        outcome.add(await tasks.create(NewTask.of(title=given["title"], parent_id=task.id), actor=actor))
        return
    if tool == "duplicate_task":
        outcome.add(await tasks.duplicate(task.id, actor=actor))
        return
    if tool == "tick_item":
        outcome.add(await tasks.tick(task.id, Tick.of(**given), actor=actor))
        return
    outcome.tasks.append(task)
    if tool == "unrelate_task":
        await _unrelate(task, given, outcome, actor=actor)
        return
    makers = {"comment_task": _comment, "remind_task": _remind, "relate_task": _relate}
    if made := await makers[tool](task, given, actor=actor):
        outcome.further.append({"task_id": str(task.id), **made})


async def _comment(task: Task, given: Arguments, *, actor: Person) -> dict[str, str]:
    said = await tasks.comments.create(task.id, NewComment.of(content=given["content"]), actor=actor)
    return {"comment_id": str(said.id)}


async def _remind(task: Task, given: Arguments, *, actor: Person) -> dict[str, str]:
    known = {one.id for one in await tasks.reminders.reminders_of(task.id, actor=actor)}
    form = NewReminder.of(at=given.get("at"), minutes_before=given.get("minutes_before"))
    made = await tasks.reminders.create(task.id, form, actor=actor)
    return {} if made.id in known else {"reminder_id": str(made.id)}


async def _relate(task: Task, given: Arguments, *, actor: Person) -> dict[str, str]:
    known = {one.id for one in await tasks.relations(task.id, actor=actor)}
    form = NewRelation.of(kind=given["kind"], task_id=given["other_id"])
    made = await tasks.relate(task.id, form, actor=actor)
    return {} if made.id in known else {"relation_id": str(made.id)}


async def _unrelate(task: Task, given: Arguments, outcome: Outcome, *, actor: Person) -> None:
    """End all that the two tasks are to each other."""
    ends = [one for one in await tasks.relations(task.id, actor=actor) if str(one.task_id) == given["other_id"]]
    if not ends:
        raise NotFound(f"“{task.title}” and that task are not related.")
    for one in ends:
        outcome.change_ids.append(await tasks.unrelate(task.id, one.id, actor=actor))


async def take_back(
    change_ids: Sequence[UUID], shares: Sequence[Arguments], further: Sequence[Arguments] = (), *, actor: Person
) -> None:
    """Undo what an act did, the last thing first. Raises Conflict when something was changed since."""
    for one in further:
        await _take_back_further(one, actor=actor)
    for change_id in reversed(change_ids):
        await tasks.undo(change_id, actor=actor)
    for share in reversed(shares):
        task_id, share_id = UUID(share["task_id"]), UUID(share["share_id"])
        if share["before"]:
            await tasks.change_share(task_id, share_id, ShareChange(permission=share["before"]), actor=actor)
        else:
            await tasks.revoke_share(task_id, share_id, actor=actor)


async def _take_back_further(made: Arguments, *, actor: Person) -> None:
    if "view_id" in made:
        await views.delete(UUID(made["view_id"]), actor=actor)
        return
    task_id = UUID(made["task_id"])
    if "comment_id" in made:
        await tasks.comments.delete(task_id, UUID(made["comment_id"]), actor=actor)
    elif "relation_id" in made:
        await tasks.unrelate(task_id, UUID(made["relation_id"]), actor=actor)
    else:
        await tasks.reminders.delete(task_id, UUID(made["reminder_id"]), actor=actor)
