"""Pages of lists: `?limit=&cursor=` and `{items, next_cursor, total}`."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from typing import Annotated, Generic, TypeVar

from pydantic import Field

from domain.inputs import Input, Storable
from domain.paging import Page, bad_cursor
from ui.api.outside import Out

T = TypeVar("T")
_WORD = "after"


class Slice(Input):
    """Which part of a list is asked for."""

    limit: Annotated[int, Field(ge=1, le=100, description="How many at most.")] = 50
    cursor: Annotated[
        str | None, Field(max_length=1000, description="The `next_cursor` of the page before this one."), Storable
    ] = None


class PageOut(Out, Generic[T]):
    """One page of a list."""

    items: Annotated[list[T], Field(max_length=100)]
    next_cursor: Annotated[str | None, Field(max_length=1000, description="Null at the end.")]
    total: Annotated[int, Field(ge=0, le=10_000, description="Exact up to 10,000.")]


def part(everything: Sequence[T], of: Slice) -> Page[T]:
    """The asked part of a list that the domain gives whole. Raises Invalid for a bad cursor."""
    start = _start(of.cursor)
    end = start + of.limit
    following = urlsafe_b64encode(f"{_WORD}:{end}".encode()).decode() if end < len(everything) else None
    return Page(list(everything[start:end]), following, min(len(everything), 10_000))


def _start(cursor: str | None) -> int:
    if cursor is None:
        return 0
    try:
        word, _, number = urlsafe_b64decode(cursor.encode("ascii")).decode("ascii").partition(":")
    except ValueError:
        word, number = "", ""
    if word != _WORD or not number.isdecimal() or len(number) > 9:
        raise bad_cursor()
    return int(number)
