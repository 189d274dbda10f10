"""Cells of tables: lists in one cell, and nothing that a spreadsheet would calculate."""

import csv
import io
from collections.abc import Iterable, Iterator

from domain.errors import Invalid

MOST_COLUMNS, LONGEST_HEADING = 1_000, 1_000
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def rows_of(text: str, delimiter: str = ",") -> Iterator[list[str]]:
    """The rows of a table, the headings first. Raises Invalid (field `file`) for one that is out of all bounds."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    try:
        for number, row in enumerate(reader):
            if len(row) > MOST_COLUMNS:
                said = f"Line {reader.line_num} has {len(row):,} columns; at most {MOST_COLUMNS:,} fit."
                raise Invalid(said, field="file")
            if not number and any(len(heading) > LONGEST_HEADING for heading in row):
                raise Invalid(f"A heading is longer than {LONGEST_HEADING:,} characters.", field="file")
            yield row
    except csv.Error:
        said = f"Line {reader.line_num} holds a cell that is longer than {csv.field_size_limit():,} characters."
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
