"""Cells of tables: lists in one cell, and nothing that a spreadsheet would calculate."""

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from domain.errors import Invalid

_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@contextmanager
def readable() -> Iterator[None]:
    """Reading tables inside. Raises Invalid (field `file`) at a cell that is longer than any text of ours."""
    try:
        yield
    except csv.Error:
        said = "There is a cell that is too long to be read. Is a quotation mark missing?"
        raise Invalid(said, field="file") from None


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; `as_written` gives it back."""
    return f"'{cell}" if cell.lstrip("'").startswith(_FORMULAS) else cell


def as_written(cell: str) -> str:
    """What `harmless` was given."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULAS) else cell


def joined(values: Iterable[str]) -> str:
    """Several values in one cell, with commas between; those with a comma in them are quoted."""
    written = io.StringIO()
    csv.writer(written, lineterminator="").writerow(list(values))
    return written.getvalue()


def parted(cell: str) -> tuple[str, ...]:
    """The values of such a cell; semicolons part them too when there is no comma."""
    mark = "," if "," in cell or ";" not in cell else ";"
    rows = list(csv.reader([cell.replace("\n", " ")], delimiter=mark, skipinitialspace=True)) if cell.strip() else []
    return tuple(value.strip() for row in rows for value in row if value.strip())
