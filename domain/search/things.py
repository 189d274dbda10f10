"""What rows tell of things that can be found: one function for each kind."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from domain.search.excerpts import around
from domain.search.found import Found, Kind
from domain.tasks.filtering.syntax import quoted
from domain.views import address_of, view_of

Words = list[str]


def _task(row: Any, words: Words) -> Found:
    return Found("task", row.id, row.title, _home(row), f"/tasks?task={row.id}", row.key, row.status,
                 around(row.told, words) if row.told else "")  # fmt: skip


def _home(row: Any) -> str:
    if row.team_id:
        return row.team_name or "Shared with me"
    return "Personal" if row.is_own else "Shared with me"


def _team(row: Any, _: Words) -> Found:
    return Found("team", row.id, row.name, "Teams", f"/teams/{row.id}", row.key)


def _view(row: Any, _: Words) -> Found:
    return Found("view", row.id, row.name, row.team_name or "My views", address_of(view_of(row)))


def _person(row: Any, _: Words) -> Found:
    tasks_of_theirs = urlencode({"filter": f"assignee = {quoted(row.email)}"})
    return Found("person", row.id, row.name, row.email, f"/tasks?{tasks_of_theirs}")


def _conversation(row: Any, words: Words) -> Found:
    return Found("conversation", row.id, row.title or "New conversation", "Chat", f"/chat/{row.id}",
                 excerpt=around(row.told, words) if row.told else "")  # fmt: skip


THINGS: Mapping[Kind, Callable[[Any, Words], Found]] = {
    "task": _task, "team": _team, "view": _view, "person": _person, "conversation": _conversation,
}  # fmt: skip
