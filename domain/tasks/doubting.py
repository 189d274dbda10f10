"""Names in a filter that fit nobody: no mistake, for views outlive people and teams, but worth a word."""

from dataclasses import dataclass
from uuid import UUID

from domain.accounts.people import Person
from domain.tasks.filtering.fields import FIELDS
from domain.tasks.filtering.parsing import parse
from domain.tasks.filtering.problems import nearest, shown
from domain.tasks.filtering.syntax import Comparison, leaves, written
from domain.tasks.quick_add import Names, names_for


@dataclass(frozen=True, slots=True)
class Doubt:
    """A sentence about one name, its place in characters, and what may have been meant (empty when nothing is near)."""

    message: str
    position: int
    length: int
    suggestion: str


async def doubt(where: str, *, actor: Person) -> Doubt | None:
    """The first name of a filter that fits no person, team or label the actor knows. Raises FilterError."""
    node = parse(where)
    named = [
        (FIELDS[leaf.field].kind, value) for leaf in (leaves(node) if node else []) if isinstance(leaf, Comparison)
        and FIELDS[leaf.field].kind in _KNOWN and leaf.operator not in ("~", "!~")
        for value in leaf.values if isinstance(value, str) and not _is_id(value)
    ]  # fmt: skip
    names = await names_for(actor) if named else Names()
    return next((_doubt(where, kind, value, names) for kind, value in named if not _is_known(kind, value, names)), None)


_KNOWN = {
    "person": "Nobody you work with is called",
    "team": "You are in no team called",
    "label": "No task has the label",
}
_QUOTES = ('"', "“", "”", "„")


def _is_known(kind: str, value: str, names: Names) -> bool:
    if kind == "person":
        return bool(names.people_called(value))
    return bool(names.teams_called(value)) if kind == "team" else names.label_called(value) is not None


def _doubt(where: str, kind: str, value: str, names: Names) -> Doubt:
    listed = {"person": [one.name for one in names.people], "team": [one.name for one in names.teams]}
    known = {name.lower(): name for name in listed.get(kind, names.labels)}
    begun = [name for lower, name in known.items() if lower.startswith(value.lower())]
    near = begun[0] if len(begun) == 1 else known.get(nearest(value, known), "")
    told = f"{_KNOWN[kind]} “{shown(value)}”." + (f" Did you mean {near}?" if near else "")
    at, length = where.lower().find(value.lower()), len(value)
    if at < 0:
        return Doubt(told, 0, 0, "")
    if where[max(0, at - 1) : at] in _QUOTES and where[at + length : at + length + 1] in _QUOTES:
        at, length = at - 1, length + 2
    return Doubt(told, at, length, written(near) if near else "")


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
