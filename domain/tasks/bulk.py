"""Changing many tasks in one act: shown beforehand when asked, told task by task, taken back by one undo."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal, Self
from uuid import UUID

from pydantic import Field, model_validator

from domain.accounts.people import Person
from domain.clock import now
from domain.errors import AtriumError, Invalid, Unavailable
from domain.inputs import Day, Flag, Id, Input, Instant
from domain.tasks.changing import change
from domain.tasks.changing_together import change_together
from domain.tasks.inputs import Assignees, Labels, check_one_due
from domain.tasks.reading import access_task
from domain.tasks.task import Priority, Status, Task
from domain.transactions import partly, transaction
from persistence.ids import new_id
from persistence.queries.subtasks import open_below
from persistence.session import Session

MOST = 500  # tasks in one act
Outcome = Literal["changed", "unchanged", "refused"]
_PLAIN = ("status", "priority", "due_on", "due_at", "start_on", "team_id")
_LISTS = ("labels", "assignee_ids")
_FIELD_OF = {f"{way}_{name}": name for name in _LISTS for way in ("add", "remove")}
_MOST_OF = {"labels": (20, "labels"), "assignee_ids": (20, "assignees")}


class ManyChanges(Input):
    """What becomes of every one of them; only the fields given are changed. `deleted` puts them into the trash;
    `with_subtasks` completes what is open under them as well, when it is they that are completed."""

    status: Status = "pending"
    priority: Priority = "none"
    due_on: Day | None = None
    due_at: Instant | None = None
    start_on: Day | None = None
    team_id: Id | None = None
    labels: Labels = Field(default=[])
    add_labels: Labels = Field(default=[])
    remove_labels: Labels = Field(default=[])
    assignee_ids: Assignees = Field(default=[])
    add_assignee_ids: Assignees = Field(default=[])
    remove_assignee_ids: Assignees = Field(default=[])
    deleted: Flag = False
    with_subtasks: Flag = False

    @model_validator(mode="after")
    def _sensible(self) -> Self:
        check_one_due(self.due_on, self.due_at)
        if not self.model_fields_set:
            raise ValueError("changes must name at least one field")
        if self.with_subtasks and (self.status != "completed" or "status" not in self.model_fields_set):
            raise ValueError("with_subtasks goes with the status completed")
        return self


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one task, or would; `why` is the sentence of a refusal."""

    task_id: UUID
    outcome: Outcome
    task: Task | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """A result for each task in the order asked for. `undo_token` takes all of it back; None when nothing changed.
    `subtasks`: how many under them were completed along with them."""

    results: list[Result]
    undo_token: UUID | None
    subtasks: int = 0


class _Rehearsed(Exception):
    pass


async def change_many(
    task_ids: list[UUID], changes: ManyChanges, *, actor: Person, dry_run: bool = False
) -> Changed:  # fmt: skip
    """Change each task as far as the actor may; what is refused leaves the others as changed.

    `dry_run` answers what would become of them, and changes nothing.
    """
    batch_id, found, below = new_id(), dict[UUID, Result](), 0
    ids = sorted(set(task_ids))  # in one order, so that two at once do not wait for each other
    try:
        async with transaction(actor) as session:
            found |= await _change_together(session, ids, changes, actor=actor, batch_id=batch_id)
            for task_id in [task_id for task_id in ids if task_id not in found]:
                found[task_id] = await _change_one(session, task_id, changes, actor=actor, batch_id=batch_id)
            if changes.with_subtasks:
                reached = [result.task_id for result in found.values() if result.outcome != "refused"]
                below = await complete_below(session, reached, actor=actor, batch_id=batch_id)
            if dry_run:
                raise _Rehearsed
    except _Rehearsed:
        pass
    is_done = not dry_run and (below or any(result.outcome == "changed" for result in found.values()))
    return Changed([found[task_id] for task_id in dict.fromkeys(task_ids)], batch_id if is_done else None, below)


async def complete_below(session: Session, task_ids: Collection[UUID], *, actor: Person, batch_id: UUID) -> int:
    """Complete what is open under these tasks and not among them, as far as the actor may: how many were."""
    ids = [task_id for task_id in await open_below(session, list(task_ids)) if task_id not in task_ids]
    changes, done = ManyChanges(status="completed"), list[Result]()
    together = await _change_together(session, ids, changes, actor=actor, batch_id=batch_id)
    for task_id in ids:
        done.append(together.get(task_id) or await _change_one(session, task_id, changes, actor=actor,
                                                               batch_id=batch_id))  # fmt: skip
    return sum(result.outcome == "changed" for result in done)


async def _change_together(
    session: Session, ids: list[UUID], changes: ManyChanges, *, actor: Person, batch_id: UUID
) -> dict[UUID, Result]:  # fmt: skip
    """The tasks that can be changed in a few statements for all of them; each of the others takes its own."""
    fields = {"deleted_at"} if changes.deleted else {_FIELD_OF.get(name, name) for name in changes.model_fields_set}
    done = await change_together(session, ids, fields, lambda task: _values(task, changes), actor=actor,
                                 verb="deleted" if changes.deleted else "updated", batch_id=batch_id)  # fmt: skip
    return {task_id: result_of(task_id, what) for task_id, what in done.items()}


def result_of(task_id: UUID, what: Task | AtriumError) -> Result:
    """What became of a task that was changed, or refused."""
    if isinstance(what, AtriumError):
        return Result(task_id, "refused", None, what.message)
    return Result(task_id, "changed" if what.change_id else "unchanged", what)


async def _change_one(
    session: Session, task_id: UUID, changes: ManyChanges, *, actor: Person, batch_id: UUID
) -> Result:  # fmt: skip
    try:
        async with partly(session):
            task = await access_task(session, task_id, actor=actor, trashed=changes.deleted)
            if changes.deleted and task.deleted_at is not None:  # went there with its parent a moment ago
                return Result(task_id, "unchanged", task)
            values, verb = _values(task, changes), "deleted" if changes.deleted else "updated"
            done = await change(session, task_id, values, actor=actor, verb=verb, batch_id=batch_id)
            return result_of(task_id, done)
    except Unavailable:
        raise
    except AtriumError as error:
        return result_of(task_id, error)


def _values(task: Task, changes: ManyChanges) -> dict[str, Any]:
    if changes.deleted:
        return {"deleted_at": now()}
    given = changes.given()
    values = {name: given[name] for name in _PLAIN if name in given}
    for name in _LISTS:
        added, removed = given.get(f"add_{name}", []), given.get(f"remove_{name}", [])
        if name in given or added or removed:
            kept = [one for one in given.get(name, getattr(task, name)) if one not in removed]
            values[name] = list(dict.fromkeys([*kept, *added]))
            most, word = _MOST_OF[name]
            if len(values[name]) > most:
                raise Invalid(f"A task has at most {most} {word}.", field=name)
    return values
