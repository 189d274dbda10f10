"""What it means for a task to be moved from one group into another one."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, get_args
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.accounts.people import Person
from domain.clock import today
from domain.errors import Invalid
from domain.tasks.inputs import Label, Place
from domain.tasks.task import PRIORITIES, STATUSES, Task

_LONGEST_LABEL = get_args(Label)[1].max_length
_MOST = 20  # labels, assignees


def values_of(place: Place, task: Task, *, actor: Person) -> dict[str, Any]:
    """The fields that the place gives the task, leaving the order aside. Raises Invalid for a group that is none."""
    values: dict[str, Any] = {"status": place.status} if place.status else {}
    if "parent_id" in place.model_fields_set:
        values["parent_id"] = place.parent_id
    if place.group == "none" or place.into == place.out_of:
        return values
    return values | _MEANING[place.group](place, task, actor)


def _status(place: Place, task: Task, actor: Person) -> dict[str, Any]:
    return {"status": _one_of(STATUSES, place.into, "status")}


def _priority(place: Place, task: Task, actor: Person) -> dict[str, Any]:
    return {"priority": _one_of(PRIORITIES, place.into, "priority")}


def _team(place: Place, task: Task, actor: Person) -> dict[str, Any]:
    if place.into == "shared":
        raise Invalid("Tasks come here when others share them; move it to a team instead.", field="into")
    return {"team_id": None if place.into == "personal" else _id(place.into)}


def _label(place: Place, task: Task, actor: Person) -> dict[str, Any]:
    if len(place.into) > (_LONGEST_LABEL or 0):
        raise Invalid(f"A label has at most {_LONGEST_LABEL} characters.", field="into")
    return {"labels": _exchanged(task.labels, place.out_of, place.into)}


def _assignee(place: Place, task: Task, actor: Person) -> dict[str, Any]:
    gone = _id(place.out_of) if place.out_of else None
    return {"assignee_ids": _exchanged(task.assignee_ids, gone, _id(place.into) if place.into else None)}


def _exchanged(kept: list[Any], gone: Any, new: Any) -> list[Any]:
    """Without `gone`, with `new`; with neither when it goes to nothing, which is what its new column says."""
    if not new:
        return []
    left = [one for one in kept if one not in (gone, new)]
    if len(left) >= _MOST:
        raise Invalid(f"A task has at most {_MOST} of these.", field="into")
    return [*left, new]


def _due(place: Place, task: Task, actor: Person) -> dict[str, Any]:
    """To a day; from what is done also open again, to what is done also done."""
    if place.into in ("completed", "archived"):
        return {"status": place.into}
    here = today(actor.time_zone)
    values: dict[str, Any] = {"status": "pending"} if place.out_of in ("completed", "archived") else {}
    if place.into == "none":
        return values | {"due_on": None, "due_at": None}
    if place.into == "overdue":
        raise Invalid("Nothing can be put off into the past; choose a day.", field="into")
    named = {"today": here, "upcoming": here + timedelta(days=1)}
    return values | on_day(task, named.get(place.into) or _day(place.into), zone=actor.time_zone)


def on_day(task: Task, day: date, *, zone: str) -> dict[str, Any]:
    """Due on that day; a task that has a time keeps it."""
    if task.due_at is None:
        return {"due_on": day, "due_at": None}
    at = task.due_at.astimezone(ZoneInfo(zone)).timetz().replace(tzinfo=None)
    return {"due_on": None, "due_at": datetime.combine(day, at, ZoneInfo(zone))}


_MEANING: dict[str, Callable[[Place, Task, Person], dict[str, Any]]] = {
    "status": _status,
    "priority": _priority,
    "team": _team,
    "label": _label,
    "assignee": _assignee,
    "due": _due,
    "day": _due,
    "calendar": _due,
}


def _one_of(known: tuple[Any, ...], value: str, what: str) -> Any:
    if value not in known:
        raise Invalid(f"There is no such {what}.", field="into")
    return value


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Invalid("There is no such group.", field="into") from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid("This is not a day.", field="into") from None
