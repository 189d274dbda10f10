"""Every point of the trends is the length of a list, by the days of the person."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain import clock, dashboard, tasks
from domain.accounts import Person
from domain.errors import Invalid
from domain.tasks import NewTask, TaskFilter
from tests.worlds import World, person


async def test_a_point_counts_the_persons_own_day(domain_running: None) -> None:
    actor = await person("Kiri", "Pacific/Auckland")
    now = clock.now()
    for hours in range(0, 24 * 9, 5):
        with clock.at(now - timedelta(hours=hours)):
            made = await tasks.create(NewTask(title=f"{hours} hours ago"), actor=actor)
            if hours % 3 == 0:
                await tasks.complete(made.id, actor=actor)
    points = await dashboard.trends(7, actor=actor)
    zone = ZoneInfo(actor.time_zone)
    assert [p.on for p in points] == [now.astimezone(zone).date() - timedelta(days=n) for n in range(6, -1, -1)]
    for point in points:
        begin = datetime.combine(point.on, time(), zone)
        end = datetime.combine(point.on + timedelta(days=1), time(), zone)
        created = TaskFilter(created_after=begin, created_before=end)
        completed = TaskFilter(status=["completed"], completed_after=begin, completed_before=end)
        assert point.created == await tasks.count(created, actor=actor)
        assert point.completed == await tasks.count(completed, actor=actor)
    assert sum(p.created for p in points) > sum(p.completed for p in points) > 0


async def test_reopened_and_trashed_tasks_are_not_counted(ada: Person) -> None:
    first, second = [await tasks.create(NewTask(title=name), actor=ada) for name in ("One", "Two")]
    for task in (first, second):
        await tasks.complete(task.id, actor=ada)
    assert _last(await dashboard.trends(30, actor=ada)) == (2, 2)
    await tasks.reopen(first.id, actor=ada)
    await tasks.delete(second.id, actor=ada)
    assert _last(await dashboard.trends(30, actor=ada)) == (1, 0)


async def test_only_three_periods(ada: Person) -> None:
    assert [len(await dashboard.trends(days, actor=ada)) for days in (7, 30, 90)] == [7, 30, 90]
    with pytest.raises(Invalid, match="7, 30 or 90"):
        await dashboard.trends(12, actor=ada)


async def test_strangers_are_not_counted(world: World) -> None:
    assert _last(await dashboard.trends(7, actor=world.stranger)) == (1, 0)
    assert _last(await dashboard.trends(7, actor=world.through)) == (2, 0)


def _last(points: list[dashboard.TrendPoint]) -> tuple[int, int]:
    return points[-1].created, points[-1].completed
