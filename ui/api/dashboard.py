"""`/dashboard`: numbers, what happened lately, what was shared."""

from collections.abc import Awaitable
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

import orjson
from fastapi import APIRouter, Query, Response
from pydantic import Field

from domain import dashboard
from domain.accounts import Person
from domain.dashboard import Activity, Breakdown, Trending, TrendPoint, Window
from domain.inputs import Id, Input, Storable
from domain.paging import Page
from domain.tasks import Priority, Status, Task
from ui.api.auth import Actor
from ui.api.outside import Count, Moment, Out
from ui.api.pagination import PageOut, Slice
from ui.api.routing import Route
from ui.api.task_query import Moment as AskedMoment
from ui.api.tasks import TaskOut

router = APIRouter(prefix="/dashboard", tags=["dashboard"], route_class=Route)


class StatisticsOut(Out):
    """How many tasks one may see that are neither archived nor in the trash."""

    total_tasks: Count
    pending_tasks: Count
    in_progress_tasks: Count
    completed_tasks: Count
    overdue_tasks: Count
    due_today_tasks: Count
    shared_tasks: Count


class StatisticsQuery(Input):
    """Of which team, and created when."""

    team: Id | None = None
    start: Annotated[AskedMoment | None, Field(alias="from", description="From then on, inclusive.")] = None
    end: Annotated[AskedMoment | None, Field(alias="to", description="Up to then, exclusive.")] = None


class ActivityQuery(Slice):
    """Which activities."""

    kind: Annotated[str | None, Field(max_length=40, description="Of object: task, team, …"), Storable] = None
    actor: Annotated[Id | None, Field(description="Who did it.")] = None


class ActivityOut(Out):
    """Something that somebody did."""

    id: Annotated[int, Field(ge=1, le=2**63 - 1)]
    event: Annotated[str, Field(max_length=60)]
    actor_id: UUID | None
    actor_name: Annotated[str, Field(max_length=120)]
    object_kind: Annotated[str, Field(max_length=40)]
    object_id: UUID
    title: Annotated[str, Field(max_length=500)]
    team_id: UUID | None
    team_name: Annotated[str | None, Field(max_length=120)]
    fields: Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=50, description="Those changed.")]
    about_id: Annotated[UUID | None, Field(description="The person or team that a share or a membership is about.")]
    about_name: Annotated[str, Field(max_length=120)]
    at: Moment


class TeamCountOut(Out):
    """The tasks of one team, or one's own without a team."""

    team_id: UUID | None
    name: Annotated[str, Field(max_length=120)]
    open: Count
    completed: Count


class BreakdownOut(Out):
    """The tasks one may see, by status, priority and team."""

    by_status: dict[Status, Count]
    by_priority: dict[Priority, Count]
    by_team: Annotated[list[TeamCountOut], Field(max_length=10_000)]


class TrendPointOut(Out):
    """One day."""

    on: date
    created: Count
    completed: Count


class TrendsOut(Out):
    """Created against completed, oldest day first."""

    items: Annotated[list[TrendPointOut], Field(max_length=90)]


class TrendsQuery(Input):
    """How many days."""

    days: Literal["7", "30", "90"] = "30"


class TrendingOut(Out):
    """A piece of content and how much it moves people."""

    kind: Annotated[str, Field(max_length=40)]
    id: UUID
    title: Annotated[str, Field(max_length=500)]
    score: Annotated[float, Field(ge=0)]


class TrendingQuery(Input):
    """Over how long, and of which category."""

    window: Window = "week"
    category: Annotated[str | None, Field(max_length=120), Storable] = None


async def _numbers(actor: Person, **narrowed: Any) -> Response:
    return Response(orjson.dumps(await dashboard.statistics(actor=actor, **narrowed)), media_type="application/json")


class _Statistics(Route):
    def short_cut(self, actor: Person) -> Awaitable[Response]:
        """The numbers as they are kept: asked all the time, by many."""
        return _numbers(actor)


statistics_router = APIRouter(prefix="/dashboard", tags=["dashboard"], route_class=_Statistics)


@statistics_router.get("/statistics", response_model=StatisticsOut)
async def get_statistics(asked: Annotated[StatisticsQuery, Query()], actor: Actor) -> Response:
    """The numbers of the dashboard."""
    return await _numbers(actor, team_id=asked.team, start=asked.start, end=asked.end)


@router.get("/activity", response_model=PageOut[ActivityOut])
async def list_activity(asked: Annotated[ActivityQuery, Query()], actor: Actor) -> Page[Activity]:
    """What happened to what one may see, newest first."""
    return await dashboard.activity(
        kind=asked.kind, person_id=asked.actor, limit=asked.limit, cursor=asked.cursor, actor=actor
    )


@router.get("/breakdown", response_model=BreakdownOut)
async def get_breakdown(actor: Actor) -> Breakdown:
    """The tasks one may see, by status, priority and team."""
    return await dashboard.breakdown(actor=actor)


@router.get("/trends", response_model=TrendsOut)
async def get_trends(asked: Annotated[TrendsQuery, Query()], actor: Actor) -> dict[str, list[TrendPoint]]:
    """How many tasks were created and how many completed, day by day."""
    return {"items": await dashboard.trends(int(asked.days), actor=actor)}


@router.get("/trending", response_model=PageOut[TrendingOut])
async def list_trending(asked: Annotated[TrendingQuery, Query()], actor: Actor) -> Page[Trending]:
    """What is most looked at and discussed lately; tasks are not, so without forum and use cases it is empty."""
    return await dashboard.trending(asked.window, category=asked.category, actor=actor)


@router.get("/shared", response_model=PageOut[TaskOut])
async def list_shared(asked: Annotated[Slice, Query()], actor: Actor) -> Page[Task]:
    """The tasks that others shared with one, directly or through a team."""
    return await dashboard.shared(limit=asked.limit, cursor=asked.cursor, actor=actor)


@router.get("/health")
async def get_health(actor: Actor) -> dict[str, Any]:
    """Whether the numbers can be computed and changes are heard of."""
    return await dashboard.health()
