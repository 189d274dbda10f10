"""Pages of long lists."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items in order, an opaque cursor for what follows (None at the end), and how many there are in all.

    `total` is exact up to 10,000 and stays at 10,000 beyond.
    """

    items: list[T]
    next_cursor: str | None
    total: int
