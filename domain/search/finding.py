"""Finding things by a few words, over all modules."""

from collections.abc import Sequence
from typing import Any

from domain.accounts import Person
from domain.search.asked import Asked
from domain.search.found import KINDS, Found, Kind, Question
from domain.search.things import THINGS
from domain.transactions import read_all
from persistence.queries import search as queries
from persistence.queries import views

_FEW = 5  # of each other kind beside tasks
_ORDER: tuple[Kind, ...] = ("team", "view", "person", "task", "conversation")  # of what fits alike
_STATEMENTS: dict[Kind, str] = {
    "task": queries.TASKS, "team": queries.TEAMS, "view": views.VIEWS, "person": queries.PEOPLE,
    "conversation": queries.CONVERSATIONS,
}  # fmt: skip
_LATE = 6  # how well it fits when the words are not in the name, but in a text


async def find(text: str, kinds: Sequence[Kind] = KINDS, limit: int = 20, *, actor: Person) -> list[Found]:
    """What the actor may see of these kinds that a few words name, the best first.

    Tasks are found by key (also its beginning, its number alone, or one they had before they moved), title,
    description and comments; people by name and the part of their address before the at sign; teams also by key;
    conversations also by what was said in them of late. Words may be unfinished. Raises Invalid.
    """
    question = Question.of(text=text, kinds=list(kinds), limit=limit)
    asked = Asked(question.text)
    if not asked.words:
        return []
    wanted = [kind for kind in _ORDER if kind in question.kinds]
    few = question.limit if len(wanted) == 1 else min(question.limit, _FEW)
    most = [question.limit if kind == "task" else few for kind in wanted]
    statements = [(_STATEMENTS[kind], _given(asked, m)) for kind, m in zip(wanted, most, strict=True)]
    ranked: list[tuple[int, Found]] = []
    for kind, rows, m in zip(wanted, await read_all(actor, statements), most, strict=True):
        fitting = [(fit, THINGS[kind](row, asked.words)) for row in rows if (fit := _fit(kind, row, asked)) is not None]
        ranked += sorted(fitting, key=lambda one: one[0])[:m]
    return [found for _, found in sorted(ranked, key=lambda one: one[0])[: question.limit]]


def _given(asked: Asked, most: int) -> dict[str, Any]:
    given = {name: getattr(asked, name) for name in ("words", "names", "keys", "numbers", "whole", "starts")}
    return given | {"most": most, "view_id": None}


def _fit(kind: Kind, row: Any, asked: Asked) -> int | None:
    """How well a row fits, the less the better (see Asked.fit); None when it does not."""
    match kind:
        case "task":
            return int(row.fit)
        case "team":
            key = row.key.lower()
            begins = 3 if key.startswith(asked.whole) else None
            return 2 if key == asked.whole else asked.fit(row.name) or begins
        case "view":
            return asked.fit(row.name)
        case "person":
            return asked.fit(row.name) or 4
        case "conversation":
            return _LATE if row.told else asked.fit(row.title)
