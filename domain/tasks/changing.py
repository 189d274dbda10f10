"""The one way in which a task changes: checked, recorded field by field, told to those who see it."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from domain import teams
from domain.accounts.people import Person
from domain.clock import now
from domain.errors import Conflict, Invalid, NotPermitted, Outdated
from domain.tasks import repeating, tree
from domain.tasks.permissions import can_delete, can_edit
from domain.tasks.reading import access_task, task_of
from domain.tasks.recurrence import Recurrence, Recurs, begun
from domain.tasks.task import PRIORITIES, Task
from domain.teams.reading import team_in
from domain.transactions import publish
from persistence.ids import new_id
from persistence.models import TaskChangeRow, TaskRow
from persistence.queries import keys
from persistence.queries import tasks as queries
from persistence.session import Session

_AT_HOME = {"team_id", "deleted_at"}  # what those it is only shared with may not change


def plain(value: Any) -> Any:
    """A value as history keeps it: JSON, comparable."""
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Recurrence):
        return value.kept()
    return str(value) if isinstance(value, UUID) else value


async def locked(session: Session, task_id: UUID, *, version: int | None = None) -> TaskRow:
    """The task's row, held until the transaction ends. Raises Outdated when `version` is not the current one."""
    row = await session.get(TaskRow, task_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise Conflict("The task changed meanwhile, please try again.")
    if version is not None and row.version != version:
        raise Outdated("The task was changed meanwhile.", fields={"version": row.version})
    return row


async def change(
    session: Session,
    task_id: UUID,
    values: Mapping[str, Any],
    *,
    actor: Person,
    verb: str,
    version: int | None = None,
    base: Mapping[str, Any] | None = None,
    trashed: bool = False,
    batch_id: UUID | None = None,
    follow: bool = True,
    is_carried: bool = False,
) -> Task:
    """Give the task these values; what is already so changes nothing.

    Raises NotFound, NotPermitted, Invalid, Outdated, and Conflict when a field that `base` names is no longer what it
    says and not what is wanted either; `fields` then holds the current values. `follow`: completing a task that repeats
    makes its next occurrence, reopening it takes that back; subtasks move with their parent, and go into the trash and
    come back with it. `is_carried`: it moves with its parent.
    """
    seen = await access_task(session, task_id, actor=actor, trashed=trashed)
    values = values if is_carried else await tree.at_home_with_parent(session, seen, values, actor=actor)
    permit(seen, values)
    row = await locked(session, task_id, version=version)
    task = await access_task(session, task_id, actor=actor, trashed=trashed)
    values = with_consequences(task, values, actor)
    _refuse_overwriting(task, values, base or {})
    batch_id, entailed = batch_id or new_id(), None
    if follow and "status" in values:
        entailed = await repeating.entailed(session, task, values)
        values |= entailed.values
    changed = differences(task, values)
    if not changed:
        return task
    carried = await tree.carried(session, task, changed) if follow else []
    extra = await _apply(session, row, {f: values[f] for f in changed}, actor=actor)
    record = keep(session, row, changed, actor=actor, verb=verb_of(verb, task, values), batch_id=batch_id, **extra)
    await session.flush()
    for subtask_id in carried:
        field = "team_id" if "team_id" in changed else "deleted_at"
        await change(session, subtask_id, {field: values[field]}, actor=actor, verb=record.verb, trashed=trashed,
                     batch_id=batch_id, is_carried=True)  # fmt: skip
    if entailed:
        await repeating.follow(session, task, entailed, actor=actor, batch_id=batch_id)
    return task_of(await queries.task_in(session, task_id), record.batch_id)


async def again(session: Session, task: Task) -> Task:
    """The task read again, after what else the same act did."""
    return task_of(await queries.task_in(session, task.id), task.change_id)


def differences(task: Task, values: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Per field that becomes another: what it was and what it becomes, as history keeps it."""
    return {f: [plain(getattr(task, f)), plain(v)] for f, v in values.items() if plain(getattr(task, f)) != plain(v)}


def keep(
    session: Session, row: TaskRow, changed: dict[str, list[Any]], *, actor: Person, verb: str, batch_id: UUID,
    affected: list[UUID] | None = None,
) -> TaskChangeRow:  # fmt: skip
    """Count the version up, put the change into the history, and tell of it."""
    row.version, row.updated_at = row.version + 1, now()
    record = TaskChangeRow(
        batch_id=batch_id, task_id=row.id, actor_id=actor.id, at=now(), verb=verb, fields=changed
    )  # fmt: skip
    session.add(record)
    tell(session, row, f"task.{verb}", detail=",".join(changed), affected=affected)
    return record


def permit(task: Task, values: Mapping[str, Any]) -> None:
    """Raises NotPermitted unless the reader may give the task these values."""
    if "deleted_at" in values:
        allowed = can_delete(task)
    else:
        allowed = can_edit(task) and (can_delete(task) or values.get("team_id", task.team_id) == task.team_id)
    if not allowed:
        raise NotPermitted("You can see this task but not change it." if task.permission == "view" else
                           "This task was shared with you: only at home it can be deleted or moved.")  # fmt: skip


def _refuse_overwriting(task: Task, values: Mapping[str, Any], base: Mapping[str, Any]) -> None:
    theirs = {
        field: getattr(task, field)
        for field, value in values.items()
        if field in base and plain(getattr(task, field)) not in (plain(base[field]), plain(value))
    }
    if theirs:
        named = ", ".join(field.replace("_", " ") for field in theirs)
        raise Conflict(f"Somebody else changed the {named} meanwhile.", fields=theirs)


def with_consequences(task: Task, values: Mapping[str, Any], actor: Person) -> dict[str, Any]:
    """A due day replaces a due instant and the other way round; what repeats has a due day to begin with."""
    result = dict(values)
    for given, other in (("due_on", "due_at"), ("due_at", "due_on")):
        if result.get(given) is not None and other not in result and getattr(task, other) is not None:
            result[other] = None
    if isinstance(wanted := result.get("recurrence"), Recurs):
        result["recurrence"] = wanted.inside(task.recurrence, actor.time_zone)
        result |= begun(result["recurrence"], result.get("due_on", task.due_on), result.get("due_at", task.due_at))
    return result


def verb_of(verb: str, task: Task, values: Mapping[str, Any]) -> str:
    """As what a change is told: another status may complete the task, or reopen it."""
    if verb != "updated" or values.get("status", task.status) == task.status:
        return verb
    if values["status"] == "completed":
        return "completed"
    return "reopened" if task.status == "completed" and values["status"] != "archived" else verb


async def _apply(session: Session, row: TaskRow, values: dict[str, Any], *, actor: Person) -> dict[str, list[UUID]]:
    extra: dict[str, list[UUID]] = {}
    assignees, moved = values.pop("assignee_ids", None), "team_id" in values
    if values.get("parent_id") is not None:
        await tree.check_parent(session, values["parent_id"], row.id)
    if moved:
        extra["affected"] = [p for p in (row.owner_id, row.team_id) if p and p != actor.id]
        await _move_home(session, row, values.pop("team_id"), actor=actor)
    if "deleted_at" in values:
        extra["affected"] = [s for r in await queries.receivers(session, row.id) for s in r if s]
    if "recurrence" in values:
        set_recurrence(row, values.pop("recurrence"))
    set_fields(row, values, actor)
    await session.flush()
    if assignees is not None:
        await assign(session, row.id, [UUID(str(a)) for a in assignees])
    if moved:
        await queries.drop_blind_assignees(session, row.id)
    return extra


def set_fields(row: TaskRow, values: Mapping[str, Any], actor: Person) -> None:
    """Give the row the values of fields that are its own."""
    for field, value in values.items():
        if field == "status":
            _set_status(row, value, actor)
        else:
            setattr(row, field, PRIORITIES.index(value) if field == "priority" else value)
    if "deleted_at" in values:
        row.deleted_by_id = actor.id if values["deleted_at"] else None


def _set_status(row: TaskRow, status: str, actor: Person) -> None:
    row.status = status
    if status == "completed":
        row.completed_at, row.completed_by_id = now(), actor.id
    elif status != "archived":
        row.completed_at = row.completed_by_id = None


def set_recurrence(row: TaskRow, recurrence: Recurrence | None) -> None:
    """Let the task repeat like this, or no more."""
    row.recurrence_rule = recurrence.rule if recurrence else None
    row.recurrence_from_completion = recurrence.from_completion if recurrence else None
    row.recurrence_zone = recurrence.zone if recurrence else None


async def _move_home(session: Session, row: TaskRow, team_id: UUID | None, *, actor: Person) -> None:
    await keys.keep(session, row.key, row.id)
    row.key = await key_in(session, team_id, actor=actor)
    row.team_id, row.owner_id = team_id, None if team_id else actor.id


async def key_in(session: Session, team_id: UUID | None, *, actor: Person) -> str:
    """The next key of the team (or of the actor's own tasks). Raises Invalid or NotPermitted."""
    if team_id is not None:
        team = await team_in(session, team_id, actor=actor)
        if not teams.can_add_tasks(team):
            raise NotPermitted(f"As a viewer of {team.name} you cannot add tasks to it.")
    return await queries.next_key(session, team_id)


async def assign(session: Session, task_id: UUID, wanted: list[UUID]) -> None:
    """Make these the assignees. Raises Invalid for somebody who cannot see the task."""
    seeing = {r.person_id for r in await queries.viewers(session, task_id)}
    require_seeing(seeing, wanted)
    await queries.set_assignees(session, task_id, wanted, now())


def require_seeing(seeing: Collection[UUID], wanted: Collection[UUID]) -> None:
    """Raises Invalid when somebody is wanted as assignee who cannot see the task."""
    if not set(wanted) <= set(seeing):
        raise Invalid("Only somebody who can see the task can be assigned; share it first.", field="assignee_ids")


def tell(session: Session, row: TaskRow, event: str, detail: str = "", affected: list[UUID] | None = None) -> None:
    """Publish an event about this task to those who see it; `affected` may read it although they no longer do."""
    publish(session, event, kind="task", object_id=row.id, version=row.version, task_id=row.id, team_id=row.team_id,
            owner_id=row.owner_id, affected=affected or [], detail=detail)  # fmt: skip
