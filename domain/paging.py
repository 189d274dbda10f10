"""Pages of long lists, and the cursors that lead from one to the next. What is in a cursor is nobody's business."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from domain.errors import Invalid

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items in order, an opaque cursor for what follows (None at the end), and how many there are in all.

    `total` is exact up to 10,000 and stays at 10,000 beyond.
    """

    items: list[T]
    next_cursor: str | None
    total: int


def bad_cursor() -> Invalid:
    """What is raised for a cursor that was not made for this list."""
    return Invalid("Cursor does not belong to this list.", field="cursor")


def number_in(cursor: str | None) -> int | None:
    """The number that a cursor is: lists in the order of a counter. Raises Invalid."""
    if cursor is None:
        return None
    if not cursor.isdecimal() or len(cursor) > 18:
        raise bad_cursor()
    return int(cursor)


def id_in(cursor: str | None) -> UUID | None:
    """The id that a cursor is: lists in the order of their ids, or where the id finds the place. Raises Invalid."""
    try:
        return UUID(cursor) if cursor else None
    except ValueError:
        raise bad_cursor() from None


def cursor_at(moment: datetime, last_id: UUID) -> str:
    """The cursor of lists in the order of a moment, with the id where two are of the same."""
    return urlsafe_b64encode(f"{moment.isoformat()} {last_id}".encode()).decode().rstrip("=")


def moment_in(cursor: str | None) -> tuple[datetime, UUID] | None:
    """What `cursor_at` put into a cursor. Raises Invalid."""
    if cursor is None:
        return None
    try:
        at, _, last_id = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii").partition(" ")
        moment = datetime.fromisoformat(at)
        if moment.tzinfo is None:
            raise ValueError(at)
        return moment, UUID(last_id)
    except ValueError:
        raise bad_cursor() from None
