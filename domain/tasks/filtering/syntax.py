"""A filter as it was understood; `str()` writes it again."""

import re
from dataclasses import dataclass
from typing import Literal

from domain.tasks.filtering.fields import BARE, BEING, FIELDS, OTHER_NAMES, Operator

_PLAIN = re.compile(r"(?!-|\d{4}-\d\d-\d\d.)[\w@./#+-]+", re.ASCII)
_JOINING = {"and", "or", "not", "in"}


@dataclass(frozen=True, slots=True)
class Special:
    """A word that is no name: me, none."""

    word: str

    def __str__(self) -> str:
        return self.word


@dataclass(frozen=True, slots=True)
class Moment:
    """A day or an instant, said so that it moves with the present: an anchor (now, start of week, 2026-02-17,
    "next friday") and steps from it."""

    anchor: str
    steps: tuple[tuple[int, str], ...] = ()

    def __str__(self) -> str:
        return self.anchor + "".join(f"{number:+d}{unit}" for number, unit in self.steps)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A day as people call it."""

    text: str

    def __str__(self) -> str:
        return quoted(self.text)


Value = str | Special | Moment | Phrase


def quoted(text: str) -> str:
    """The text between quotation marks."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def written(value: Value, specials: tuple[str, ...] = ()) -> str:
    """A value as it stands in a filter: quoted when it would be taken for something else."""
    if not isinstance(value, str):
        return str(value)
    is_plain = _PLAIN.fullmatch(value) and value.lower() not in _JOINING | set(specials)
    return value if is_plain else quoted(value)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`field operator value`; several values with `in` and `not in`."""

    field: str
    operator: Operator
    values: tuple[Value, ...]

    def __str__(self) -> str:
        written_ = [written(value, FIELDS[self.field].specials) for value in self.values]
        said = f"({', '.join(written_)})" if self.operator in ("in", "not in") else written_[0]
        return f"{self.field} {self.operator} {said}"


@dataclass(frozen=True, slots=True)
class Is:
    word: str

    def __str__(self) -> str:
        return f"is:{self.word}"


@dataclass(frozen=True, slots=True)
class Has:
    word: str

    def __str__(self) -> str:
        return f"has:{self.word}"


@dataclass(frozen=True, slots=True)
class Text:
    """A word or a quoted text that title, description or key contain."""

    text: str

    def __str__(self) -> str:
        plain = _PLAIN.fullmatch(self.text) and self.text.lower() not in _JOINING | BARE | set(BEING)
        is_field = self.text.lower() in FIELDS or self.text.lower() in OTHER_NAMES
        return self.text if plain and not is_field else quoted(self.text)


@dataclass(frozen=True, slots=True)
class Not:
    part: "Node"

    def __str__(self) -> str:
        return f"not {_inner(self.part)}"


@dataclass(frozen=True, slots=True)
class Group:
    """All of the parts (`and`), or any (`or`)."""

    joined: Literal["and", "or"]
    parts: tuple["Node", ...]

    def __str__(self) -> str:
        return f" {self.joined} ".join(_inner(part) for part in self.parts)


Node = Comparison | Is | Has | Text | Not | Group


def _inner(node: Node) -> str:
    return f"({node})" if isinstance(node, Group) else str(node)


def leaves(node: Node) -> list[Comparison | Is | Has | Text]:
    """Its conditions, in order."""
    if isinstance(node, Group):
        return [leaf for part in node.parts for leaf in leaves(part)]
    return leaves(node.part) if isinstance(node, Not) else [node]


def names_archived(node: Node) -> bool:
    """Whether it speaks of archived tasks, which are left out otherwise."""
    return any(
        leaf == Is("archived")
        or (isinstance(leaf, Comparison) and leaf.field == "status" and "archived" in leaf.values)
        for leaf in leaves(node)
    )
