"""The order in which saved views stand."""

from uuid import UUID

from domain.accounts.people import Person
from domain.errors import Invalid
from domain.views.lifecycle import edit, favourite
from domain.views.reading import view, views_of
from domain.views.view import Favourite, SavedView, ViewChanges


async def stand_after(view_id: UUID, other_id: UUID | None, *, actor: Person) -> SavedView:
    """Let a view stand right after another one (None: first) of those it stands with: one's own favourites, else the
    views of its home, whose order is everybody's there.

    Raises Invalid when they do not stand together, NotFound, and NotPermitted for a team's order that one may only see.
    """
    moved = await view(view_id, actor=actor)
    order = [one for one in await views_of(actor=actor) if _stand_together(one, moved) and one.id != moved.id]
    place = 0
    if other_id is not None:
        places = {one.id: at for at, one in enumerate(order, 1)}
        if other_id not in places:
            raise Invalid("These two views do not stand in the same list.", field="after_id")
        place = places[other_id]
    position = _between(order[place - 1] if place else None, order[place] if place < len(order) else None)
    if moved.is_favourite:
        return await favourite(view_id, Favourite(position=position), actor=actor)
    return await edit(view_id, ViewChanges(position=position), actor=actor)


def _stand_together(one: SavedView, other: SavedView) -> bool:
    """Favourites stand first, wherever they are at home; the others with those of their home."""
    return one.is_favourite if other.is_favourite else not one.is_favourite and one.team_id == other.team_id


def _between(before: SavedView | None, after: SavedView | None) -> float:
    if before and after:
        return (_place(before) + _place(after)) / 2
    return _place(before) + 1 if before else _place(after) - 1 if after else 1.0


def _place(view: SavedView) -> float:
    return view.position if view.favourite_position is None else view.favourite_position
