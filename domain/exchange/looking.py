"""A first look at a file: what it seems to be, and the columns of a table."""

from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath

from domain.exchange.reading import Source, text_of
from domain.exchange.reading_csv import delimiter, guessed
from domain.exchange.tables import rows_of

_BEGINNING, _FIRST = 4_000, 3  # characters that tell what a file is; values shown of a column


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, the first values in it, and the field that it is taken for ("" for none)."""

    name: str
    firsts: list[str]
    field: str


def guess(name: str, content: bytes) -> Source:
    """What a file seems to be, by what is in it, then by its name. Raises Invalid when it is not text."""
    text = text_of(content).lstrip()
    if text[:1] in ("{", "["):
        return "trello" if '"idList"' in text and '"cards"' in text else "json"
    headings = {heading.strip().strip('"').upper() for heading in text[:_BEGINNING].partition("\n")[0].split(",")}
    if {"TYPE", "CONTENT"} <= headings:
        return "todoist"
    return "json" if PurePath(name).suffix.lower() == ".json" else "csv"


def columns(content: bytes) -> list[Column]:
    """The columns of a table, as they are guessed. Raises Invalid for what is none."""
    text = text_of(content)
    rows = list(islice(rows_of(text, delimiter(text)), 1 + _FIRST))
    names = [cell.strip() for cell in rows[0]] if rows else []
    fields = guessed(names)
    return [
        Column(name, [row[place][:200] for row in rows[1:] if place < len(row)], fields.get(name, ""))
        for place, name in enumerate(names)
        if name and name not in names[:place]
    ]
