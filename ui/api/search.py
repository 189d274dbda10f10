"""`/search`: one search over everything that one may see."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import Field

from domain import search
from domain.inputs import Input, ShortText
from domain.paging import Page
from domain.search import KINDS, Found, Kind
from domain.tasks import Status
from ui.api.auth import Actor
from ui.api.outside import Out
from ui.api.pagination import PageOut
from ui.api.routing import Route
from ui.api.task_query import Listed

router = APIRouter(prefix="/search", tags=["search"], route_class=Route)


class SearchQuery(Input):
    """What is looked for, among which kinds of things."""

    q: Annotated[ShortText, Field(description="Words, of which the last may be unfinished, or a key: LAUNCH-42.")]
    kind: Annotated[Listed[Kind], Field(max_length=len(KINDS), description="All kinds when left out.")] = Field(
        default=[]
    )
    limit: Annotated[int, Field(ge=1, le=50, description="How many at most.")] = 20


class FoundOut(Out):
    """A thing that was found: its name, where it is, its address on the pages.

    `key` is what people call a task or team; `excerpt` is the text around the words when the name has them not.
    """

    kind: Kind
    id: UUID
    title: Annotated[str, Field(max_length=500)]
    where: Annotated[str, Field(max_length=300)]
    address: Annotated[str, Field(max_length=4000)]
    key: Annotated[str, Field(max_length=30)]
    status: Status | None
    excerpt: Annotated[str, Field(max_length=300)]


@router.get("", response_model=PageOut[FoundOut])
async def find_everything(asked: Annotated[SearchQuery, Query()], actor: Actor) -> Page[Found]:
    """Find tasks, teams, people, saved views and conversations, the best first. There are no further pages: say more
    words instead."""
    found = await search.find(asked.q, asked.kind or KINDS, asked.limit, actor=actor)
    return Page(found, None, len(found))
