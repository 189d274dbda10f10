"""Files as records, whatever program wrote them. What cannot be read is said with its line, and the rest is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from domain.errors import Invalid
from domain.exchange.record import Record

Source = Literal["csv", "json", "todoist", "trello"]
MOST_RECORDS = 50_000


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one line (from 1; of JSON the number of the task; 0: the whole file), and what becomes of it."""

    line: int
    field: str
    message: str
    is_left_out: bool = False  # the whole task, not only this field of it


@dataclass(slots=True)
class Found:
    """What a file holds. `columns` are the headings of a table, `mapping` which field each of them was taken for."""

    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    mapping: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """By what a file is read: the present, the person's zone and language, and which column is which field."""

    now: datetime
    zone: ZoneInfo
    locale: str = "en"
    mapping: Mapping[str, str] | None = None


def read(content: bytes, source: Source, by: Reading) -> Found:
    """The records of a file. Raises Invalid (field `file`) when it is not such a file at all."""
    from domain.exchange import reading_csv, reading_json, reading_todoist, reading_trello  # noqa: PLC0415

    readers: dict[Source, Callable[[str, Reading], Found]] = {
        "csv": reading_csv.read, "json": reading_json.read, "todoist": reading_todoist.read,
        "trello": reading_trello.read,
    }  # fmt: skip
    found = readers[source](text_of(content), by)
    if len(found.records) > MOST_RECORDS:
        raise Invalid(f"The file holds {len(found.records):,} tasks; at most {MOST_RECORDS:,} fit.", field="file")
    return found


def text_of(content: bytes) -> str:
    """Its characters, whatever wrote them. Raises Invalid (field `file`)."""
    for encoding in ("utf-8-sig", "utf-16") if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding).replace("\x00", "")
        except UnicodeDecodeError:
            continue
    raise Invalid("The file is not text that can be read. Save it as UTF-8.", field="file")
