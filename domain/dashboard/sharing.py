"""What others shared with one, and whether all this can be known just now."""

from typing import Any

from domain import hearing, tasks
from domain.accounts import Person
from domain.dashboard.statistics import filter_of
from domain.health import is_reachable
from domain.paging import Page
from domain.tasks import Task


async def shared(*, actor: Person, limit: int = 50, cursor: str | None = None) -> Page[Task]:
    """The tasks that others shared with the actor, directly or through a team, latest change first."""
    return await tasks.tasks(filter_of("shared"), sort="-updated_at", limit=limit, cursor=cursor, actor=actor)


async def health() -> dict[str, Any]:
    """Whether the numbers can be computed (`ok`) and changes are heard of (`listening`)."""
    return {"ok": await is_reachable(), "listening": hearing.is_listening()}
