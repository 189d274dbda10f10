"""`/views`: saved views of tasks, one's own and one's teams'."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import Field

from domain import views
from domain.inputs import Id
from domain.paging import Page
from domain.tasks import Permission, Sort
from domain.views import Favourite, Layout, NewView, SavedView, ViewChanges
from domain.views.view import Options
from ui.api.auth import Actor
from ui.api.conditional import Tag
from ui.api.outside import Moment, Out, Version
from ui.api.pagination import PageOut, Slice, part
from ui.api.routing import Route

router = APIRouter(prefix="/views", tags=["views"], route_class=Route)


class ViewOut(Out):
    """A saved view; `permission` says what the asker may do to it, the favourite fields are the asker's alone."""

    id: UUID
    name: Annotated[str, Field(max_length=120)]
    filter: Annotated[str, Field(max_length=2000, description="In the filter language, as in `GET /tasks?filter=`.")]
    sort: Sort
    group: Annotated[str, Field(max_length=30)]
    layout: Layout
    options: Options
    team_id: UUID | None
    creator_id: UUID
    position: float
    is_favourite: bool
    favourite_position: float | None
    permission: Permission
    version: Version
    created_at: Moment
    updated_at: Moment


@router.get("", response_model=PageOut[ViewOut])
async def list_views(asked: Annotated[Slice, Query()], actor: Actor) -> Page[SavedView]:
    """One's own views and those of one's teams, favourites first."""
    return part(await views.views_of(actor=actor), asked)


@router.post("", status_code=201, response_model=ViewOut)
async def create_view(form: NewView, actor: Actor, tag: Tag, response: Response) -> SavedView:
    """Save a view: one's own, or with `team_id` for a team one may add to."""
    view = await views.create(form, actor=actor)
    response.headers["Location"] = f"/api/v1/views/{view.id}"
    return tag.on(view)


@router.get("/{view_id}", response_model=ViewOut)
async def get_view(view_id: Id, actor: Actor, tag: Tag) -> SavedView:
    """One saved view."""
    return tag.on(await views.view(view_id, actor=actor))


@router.patch("/{view_id}", response_model=ViewOut)
async def change_view(view_id: Id, changes: ViewChanges, actor: Actor, tag: Tag) -> SavedView:
    """Change a view. `team_id` shares it with a team; null takes it back as one's own."""
    return tag.on(await tag.matching(lambda version: views.edit(view_id, changes, version=version, actor=actor)))


@router.delete("/{view_id}", status_code=204)
async def delete_view(view_id: Id, actor: Actor, tag: Tag) -> None:
    """Delete a view for everybody who sees it. For who made it and the team's owner and admins; the tasks stay."""
    await tag.matching(lambda version: views.delete(view_id, version=version, actor=actor))


@router.post("/{view_id}/restore", response_model=ViewOut)
async def restore_view(view_id: Id, actor: Actor, tag: Tag) -> SavedView:
    """Bring back a view that was deleted within the last thirty days."""
    return tag.on(await views.restore(view_id, actor=actor))


@router.put("/{view_id}/favourite", response_model=ViewOut)
async def favourite_view(view_id: Id, form: Favourite, actor: Actor) -> SavedView:
    """Put a view among one's favourites; `position` orders them."""
    return await views.favourite(view_id, form, actor=actor)


@router.delete("/{view_id}/favourite", response_model=ViewOut)
async def unfavourite_view(view_id: Id, actor: Actor) -> SavedView:
    """Take a view off one's favourites."""
    return await views.unfavourite(view_id, actor=actor)
