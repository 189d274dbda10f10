"""Finding things by a few words, over all modules."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from domain.accounts import Person
from domain.search.asked import Asked
from domain.search.excerpts import around
from domain.search.found import KINDS, Found, Kind, Question
from domain.tasks.filtering.syntax import quoted
from domain.transactions import read_all
from domain.views import address_of, view_of
from persistence.queries import search as queries
from persistence.queries import views

_FEW = 5  # of each other kind beside tasks
_ORDER: tuple[Kind, ...] = ("team", "view", "person", "task", "conversation")  # of what fits alike
Ranked = tuple[int, Found]


async def find(text: str, kinds: Sequence[Kind] = KINDS, limit: int = 20, *, actor: Person) -> list[Found]:
    """What the actor may see of these kinds that a few words name, the best first.

    Tasks are found by key (also its beginning, its number alone, or one they had before they moved), title,
    description and comments; people by name and the part of their address before the at sign; teams also by key;
    conversations also by what was said in them of late. Words may be unfinished. Raises Invalid.
    """
    asked = Question.of(text=text, kinds=list(kinds), limit=limit)
    typed = Asked(asked.text)
    if not typed.words:
        return []
    wanted = [kind for kind in _ORDER if kind in asked.kinds]
    most = asked.limit if len(wanted) == 1 else min(asked.limit, _FEW)
    statements = [(_STATEMENTS[kind], _given(typed, asked.limit if kind == "task" else most)) for kind in wanted]
    answers = await read_all(actor, statements)
    ranked: list[Ranked] = []
    for kind, rows in zip(wanted, answers, strict=True):
        ranked += sorted(_RANKED[kind](rows, typed), key=lambda one: one[0])[: asked.limit if kind == "task" else most]
    return [found for _, found in sorted(ranked, key=lambda one: one[0])[: asked.limit]]


def _given(asked: Asked, most: int) -> dict[str, Any]:
    given = {name: getattr(asked, name) for name in ("words", "names", "keys", "numbers", "whole", "likes")}
    return given | {"most": most, "view_id": None}


def _tasks(rows: Sequence[Any], asked: Asked) -> list[Ranked]:
    return [
        (row.fit, Found("task", row.id, row.title, _home(row), f"/tasks?task={row.id}", row.key, row.status,
                        around(row.told, asked.words) if row.told else ""))
        for row in rows
    ]  # fmt: skip


def _home(row: Any) -> str:
    if row.team_id:
        return row.team_name or "Shared with me"
    return "Personal" if row.is_own else "Shared with me"


def _teams(rows: Sequence[Any], asked: Asked) -> list[Ranked]:
    found = []
    for row in rows:
        is_key = row.key.lower() == asked.whole
        begins = row.key.lower().startswith(asked.whole)
        fit = 2 if is_key else asked.fit(row.name) or (3 if begins else None)
        if fit is not None:
            found.append((fit, Found("team", row.id, row.name, "Teams", f"/teams/{row.id}", row.key)))
    return found


def _views(rows: Sequence[Any], asked: Asked) -> list[Ranked]:
    return [
        (fit, Found("view", row.id, row.name, row.team_name or "My views", address_of(view_of(row))))
        for row in rows
        if (fit := asked.fit(row.name)) is not None
    ]


def _people(rows: Sequence[Any], asked: Asked) -> list[Ranked]:
    return [
        (asked.fit(row.name) or 4, Found("person", row.id, row.name, row.email, _assigned_to(row.email)))
        for row in rows
    ]


def _assigned_to(email: str) -> str:
    return "/tasks?" + urlencode({"filter": f"assignee = {quoted(email)}"})


def _conversations(rows: Sequence[Any], asked: Asked) -> list[Ranked]:
    return [
        (6 if row.told else asked.fit(row.title) or 5,
         Found("conversation", row.id, row.title or "New conversation", "Chat", f"/chat/{row.id}",
               excerpt=around(row.told, asked.words) if row.told else ""))
        for row in rows
    ]  # fmt: skip


_STATEMENTS: Mapping[Kind, str] = {
    "task": queries.TASKS, "team": queries.TEAMS, "view": views.VIEWS, "person": queries.PEOPLE,
    "conversation": queries.CONVERSATIONS,
}  # fmt: skip
_RANKED: Mapping[Kind, Callable[[Sequence[Any], Asked], list[Ranked]]] = {
    "task": _tasks, "team": _teams, "view": _views, "person": _people, "conversation": _conversations,
}  # fmt: skip
