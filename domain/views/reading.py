"""Reading saved views."""

from typing import Any
from uuid import UUID

from domain.access import refuse
from domain.accounts.people import Person
from domain.transactions import read, transaction
from domain.views.view import SavedView
from persistence.queries import views as queries
from persistence.session import Session


def view_of(row: Any) -> SavedView:
    """The view that a row of `queries.VIEWS` tells of."""
    return SavedView(**row._asdict())


async def views_of(*, actor: Person) -> list[SavedView]:
    """The actor's own views and their teams': favourites first, in the actor's order, then by home and position."""
    return [view_of(row) for row in await read(actor, queries.VIEWS, {"view_id": None})]


async def view(view_id: UUID, *, actor: Person) -> SavedView:
    """One view that the actor may see. Raises NotFound or NotPermitted."""
    async with transaction(actor) as session:
        return await access_view(session, view_id, actor=actor)


async def access_view(session: Session, view_id: UUID, *, actor: Person, trashed: bool = False) -> SavedView:
    """The view with what the actor may do to it; `trashed`: also a deleted one. Raises NotFound or NotPermitted."""
    row = await queries.view_in(session, view_id, trashed=trashed)
    if row is None:
        await refuse(session, "view", view_id, actor=actor)
    return view_of(row)
