"""Saved views as tiles of a dashboard."""

from dataclasses import dataclass

from domain import tasks, views
from domain.accounts import Person
from domain.errors import Invalid
from domain.tasks import TaskFilter
from domain.views import SavedView

MOST = 8


@dataclass(frozen=True, slots=True)
class Tile:
    """A favourite view, and how many tasks meet its filter; None when the filter cannot be read (any more)."""

    view: SavedView
    count: int | None


async def tiles(*, actor: Person) -> list[Tile]:
    """The first favourites in the actor's own order, counted by the same filters that they show."""
    favourites = [view for view in await views.views_of(actor=actor) if view.is_favourite]
    return [Tile(view, await _count(view, actor)) for view in favourites[:MOST]]


async def _count(view: SavedView, actor: Person) -> int | None:
    try:
        return await tasks.count(TaskFilter.of(where=view.filter), actor=actor)
    except Invalid:
        return None
