"""What is most looked at and discussed lately, of the modules whose content can trend."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from domain.accounts import Person
from domain.paging import Page

Window = Literal["day", "week", "month"]


@dataclass(frozen=True, slots=True)
class Trending:
    """A piece of content with its score: views, replies and votes, worth less the older they are."""

    kind: str
    id: UUID
    title: str
    score: float


async def trending(window: Window, *, actor: Person, category: str | None = None) -> Page[Trending]:
    """The content with the highest score in the window, best first.

    Only what everybody may discuss trends, tasks never do: until the forum and the use cases are there, the page is
    empty.
    """
    return Page([], None, 0)
