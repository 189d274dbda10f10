"""Created against completed, day by day where the person is."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.accounts import Person
from domain.clock import today
from domain.dashboard import kept
from domain.errors import Invalid
from domain.transactions import read_all
from persistence.queries import dashboard as queries

DAYS = (7, 30, 90)


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One day: tasks created on it, and tasks completed on it (and not reopened since)."""

    on: date
    created: int
    completed: int


def _bounds(first: date, last: date, actor: Person) -> tuple[datetime, datetime]:
    zone = ZoneInfo(actor.time_zone)
    return datetime.combine(first, time(), zone), datetime.combine(last + timedelta(days=1), time(), zone)


async def trends(days: int, *, actor: Person) -> list[TrendPoint]:
    """The last 7, 30 or 90 days up to today, oldest first. Raises Invalid for another number."""
    if days not in DAYS:
        raise Invalid("Days must be 7, 30 or 90.", field="days")
    last = today(actor.time_zone)
    first = last - timedelta(days=days - 1)
    begin, end = _bounds(first, last, actor)

    async def count() -> kept.Found[list[TrendPoint]]:
        given = {"first": first, "last": last, "zone": actor.time_zone, "begin": begin, "end": end}
        rows, mine = await read_all(actor, [(queries.TRENDS, given), (queries.MY_TEAMS, {})])
        return kept.Found([TrendPoint(*row) for row in rows], mine[0].ids)

    return await kept.answer(("trends", days, last), actor, count)
