"""What a new task needs so that it stands in the group in which it is added."""

from datetime import timedelta
from typing import Any

from domain.accounts import Person
from domain.clock import today
from domain.tasks import Group


def fields_in_group(group: Group, into: Any, actor: Person) -> dict[str, Any]:
    """The fields of a new task in the group `into`; none for groups in which nothing can be made."""
    if not isinstance(into, str) or group == "none":
        return {}
    if group in ("status", "priority"):
        return {group: into}
    if group == "label":
        return {"labels": [into]} if into else {}
    if group == "assignee":
        return {"assignee_ids": [into]} if into else {}
    if group == "team":
        return {} if into in ("personal", "shared") else {"team_id": into}
    return _due(into, actor)


def _due(into: str, actor: Person) -> dict[str, Any]:
    here = today(actor.time_zone)
    named = {"overdue": here, "today": here, "upcoming": here + timedelta(days=1)}
    if into in named:
        return {"due_on": named[into]}
    if into in ("completed", "archived"):
        return {"status": into}
    return {} if into == "none" else {"due_on": into}
