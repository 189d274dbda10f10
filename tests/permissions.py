"""The written rules of docs/permissions.md, as the tests read them."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "permissions.md"
WORDS = {"yes", "no", "own"}


@dataclass(frozen=True)
class Rule:
    """One row: what is done, by which call, and the word of each column."""

    what: str
    method: str
    path: str
    cells: dict[str, str]


@cache
def rules(title: str) -> tuple[Rule, ...]:
    """The rows of the table below a heading."""
    section = PAGE.read_text(encoding="utf-8").split(f"## {title}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    (_, _, *columns), _, *body = rows
    found = []
    for what, call, *cells in body:
        assert len(cells) == len(columns), what
        assert set(cells) <= WORDS, what
        method, path = call.strip("`").split()
        found.append(Rule(what, method, path, dict(zip(columns, cells, strict=True))))
    assert found
    return tuple(found)
