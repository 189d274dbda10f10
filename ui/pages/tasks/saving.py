"""Saving one field of the open task: merged with what others changed, or both versions shown."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from domain import tasks
from domain.accounts import Person
from domain.errors import Conflict, Invalid
from domain.tasks import Task, TaskChanges
from ui.components.asking import Answer
from ui.components.change_words import FIELD_WORDS, Words
from ui.pages.tasks import acts
from ui.pages.tasks.names import Names


def fields_in(asked: Answer, *, zone: str) -> dict[str, Any]:
    """The fields that the browser wants saved; a due day with a time becomes an instant. Raises Invalid."""
    fields = asked.get("fields")
    if not isinstance(fields, dict) or not fields:
        raise Invalid("There is nothing to save.")
    fields = dict(fields)
    if "due" in fields:
        fields |= _due(fields.pop("due"), zone)
    return fields


def _due(due: Any, zone: str) -> dict[str, Any]:
    due = due if isinstance(due, dict) else {}
    if not due.get("on"):
        return {"due_on": None, "due_at": None}
    if not due.get("time"):
        return {"due_on": str(due["on"]), "due_at": None}
    try:
        at = datetime.combine(date.fromisoformat(str(due["on"])), time.fromisoformat(str(due["time"])), ZoneInfo(zone))
    except ValueError:
        raise Invalid("This is not a day and a time.", field="due") from None
    return {"due_on": None, "due_at": at}


async def save(task_id: UUID, fields: dict[str, Any], seen: Task, *, actor: Person) -> Task:
    """Change these fields of a task that the person saw as `seen`."""
    return await tasks.edit(task_id, TaskChanges.since(seen, **fields), actor=actor)


async def clash(error: Conflict, fields: dict[str, Any], task: Task, names: Names, *, actor: Person) -> Answer:
    """Both versions of the first field that somebody else changed, and who it was."""
    field = next(iter(error.fields), "title")
    who = next((c.actor_id for c in await tasks.history(task.id, actor=actor) if field in c.fields), None)
    await names.learn([who] if who else [], actor=actor)
    said: dict[str, Any] = {"theirs": error.fields.get(field)}
    if field not in ("title", "description"):
        words = Words(names.people | names.teams, actor.time_zone, actor.locale)
        said = {"theirs": None, "words": words.value(field, error.fields[field]),
                "mine_words": words.value(field, fields.get(field))}  # fmt: skip
    return {"error": error.message, "conflict": said, "who": names.people.get(who, "Somebody") if who else "Somebody"}


def said_of(fields: dict[str, Any], task: Task, names: Names) -> str:
    """What was done, for the toast."""
    if "team_id" in fields:
        return f"Moved to {names.teams.get(task.team_id, 'another team') if task.team_id else 'your own tasks'}."
    named = next((FIELD_WORDS[f] for f in fields if f in FIELD_WORDS), "task")
    return f"Changed the {named} of “{acts.short(task)}”."
