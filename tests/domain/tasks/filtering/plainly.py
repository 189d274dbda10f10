"""What a filter means, said a second time over plain tasks: the database has to agree with this."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from domain.tasks import Task
from domain.tasks.filtering.moments import Bound, Present, bound_of
from domain.tasks.filtering.syntax import Comparison, Group, Has, Is, Moment, Node, Not, Phrase, Special, Text, Value
from domain.tasks.task import PRIORITIES


@dataclass
class Known:
    """What there is beside the tasks: people and teams under all their names, who completed what, shares."""

    me: UUID
    people: dict[UUID, set[str]]
    teams: dict[UUID, set[str]]
    tasks: list[Task]
    completed_by: dict[UUID, UUID] = field(default_factory=dict)
    shared_with: dict[UUID, set[UUID]] = field(default_factory=dict)
    shared_to_me: set[UUID] = field(default_factory=set)
    states: dict[str, set[UUID]] = field(default_factory=dict)  # which tasks are blocked, have comments, …
    commented_by: dict[UUID, set[UUID]] = field(default_factory=dict)
    mentions: dict[UUID, set[UUID]] = field(default_factory=dict)


def holds(node: Node, task: Task, known: Known, present: Present) -> bool:  # noqa: PLR0911
    match node:
        case Group("and", parts):
            return all(holds(part, task, known, present) for part in parts)
        case Group(_, parts):
            return any(holds(part, task, known, present) for part in parts)
        case Not(part):
            return not holds(part, task, known, present)
        case Text(text):
            return any(text.lower() in said.lower() for said in (task.title, task.description, task.key))
        case Is(word):
            return _is(word, task, known, present)
        case Has(word):
            return _has(word, task, known)
        case Comparison():
            positive = {"!=": "=", "!~": "~", "not in": "in"}.get(node.operator)
            found = any(
                _compares(node, positive or node.operator, value, task, known, present) for value in node.values
            )
            return found != (positive is not None)


def _deadline(task: Task, present: Present) -> datetime | None:
    if task.due_on:
        return present.midnight(task.due_on + timedelta(days=1))
    return task.due_at


def _is(word: str, task: Task, known: Known, present: Present) -> bool:
    if word in ("blocked", "blocking", "watched"):
        return task.id in known.states[word]
    is_open = task.status in ("pending", "in_progress")
    deadline = _deadline(task, present)
    due_day = task.due_on or (task.due_at and task.due_at.astimezone(present.zone).date())
    return {
        "open": is_open,
        "completed": task.status == "completed",
        "archived": task.status == "archived",
        "overdue": is_open and deadline is not None and deadline <= present.now,
        "due_today": is_open and due_day == present.today,
        "unassigned": not task.assignee_ids,
        "shared": task.id in known.shared_to_me,
        "personal": task.team_id is None,
        "recurring": task.recurrence is not None,
        "subtask": task.parent_id is not None,
    }[word]


def _has(word: str, task: Task, known: Known) -> bool:
    if word in known.states:
        return task.id in known.states[word]
    return {
        "due": bool(task.due_on or task.due_at),
        "start": bool(task.start_on),
        "description": bool(task.description),
        "label": bool(task.labels),
        "assignee": bool(task.assignee_ids),
        "team": bool(task.team_id),
        "parent": bool(task.parent_id),
        "recurrence": task.recurrence is not None,
        "subtasks": any(other.parent_id == task.id for other in known.tasks),
        "shares": bool(known.shared_with.get(task.id)),
    }[word]


def _compares(  # noqa: PLR0911, PLR0917
    node: Comparison, operator: str, value: Value, task: Task, known: Known, present: Present
) -> bool:
    if isinstance(value, (Moment, Phrase)):
        return _in_time(node.field, operator, value, task, present)
    said = _texts(node.field, task)
    if said is not None:
        if value == Special("none"):
            return not said
        wanted = str(value).lower()
        return any(wanted in one.lower() if operator == "~" else wanted == one.lower() for one in said)
    if node.field == "priority":
        mine, theirs = PRIORITIES.index(task.priority), PRIORITIES.index(value)  # type: ignore[arg-type]
        return {"<": mine < theirs, "<=": mine <= theirs, ">": mine > theirs, ">=": mine >= theirs}.get(
            operator, mine == theirs
        )
    if value == Special("none"):
        return not _whom(node.field, task, known) if node.field != "due" else not (task.due_on or task.due_at)
    if node.field == "team":
        return task.team_id is not None and str(value).lower() in known.teams[task.team_id]
    if node.field == "parent":
        keys = [other.key for other in known.tasks if other.id == task.parent_id]
        wanted = str(value).upper()
        return any(wanted in key if operator in ("~", "!~") else wanted == key for key in keys)
    named = (
        {known.me}
        if value == Special("me")
        else {p for p, names in known.people.items() if str(value).lower() in names}
    )
    return bool(named & _whom(node.field, task, known))


def _texts(field: str, task: Task) -> list[str] | None:
    return {
        "text": [task.title, task.description, task.key],
        "title": [task.title],
        "description": [task.description],
        "label": task.labels,
        "status": [task.status],
        "key": [task.key],
    }.get(field)


def _whom(field: str, task: Task, known: Known) -> set[object]:
    found: dict[str, set[object]] = {
        "assignee": set(task.assignee_ids),
        "creator": {task.creator_id},
        "completed-by": {known.completed_by[task.id]} if task.id in known.completed_by else set(),
        "shared-with": set(known.shared_with.get(task.id, ())),
        "commented-by": set(known.commented_by.get(task.id, ())),
        "mentions": set(known.mentions.get(task.id, ())),
        "team": {task.team_id} - {None},
        "parent": {task.parent_id} - {None},
        "start": {task.start_on} - {None},
        "completed": {task.completed_at} - {None},
    }
    return found[field]


def _in_time(field: str, operator: str, value: Moment | Phrase, task: Task, present: Present) -> bool:
    first = bound_of(value, present)
    assert first is not None
    if first.day is None and operator in ("<=", ">"):
        after: Bound = Bound(None, first.at + timedelta(microseconds=1))
    else:
        after = first.after(present)
    begins = _place(field, task, present, by_day=first.day is not None)
    if begins is None:
        return False
    return {
        "<": begins < first.at,
        "<=": begins < after.at,
        ">": begins >= after.at,
        ">=": begins >= first.at,
        "=": first.at <= begins < after.at,
    }[operator]


def _place(field: str, task: Task, present: Present, *, by_day: bool) -> datetime | None:
    """Where in time it stands; a due day, compared with an instant, at its end."""
    if field == "due" and task.due_on:
        return present.midnight(task.due_on if by_day else task.due_on + timedelta(days=1))
    if field == "start":
        return present.midnight(task.start_on) if task.start_on else None
    at = {"due": task.due_at, "created": task.created_at, "updated": task.updated_at, "completed": task.completed_at}
    return at[field].astimezone(UTC) if at[field] else None  # type: ignore[union-attr]
