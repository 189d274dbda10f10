"""Numbers that many pages show: counted for all of them in one statement, pushed only where they differ."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar
from uuid import UUID

from nicegui import context

from domain import dashboard
from domain.bus import Event
from domain.dashboard import Statistics
from domain.errors import Unavailable
from ui.live import away, registry, waking, work
from ui.live.places import Place
from ui.live.registry import Page, Somebody

Numbers = TypeVar("Numbers")
_AT_ONCE = 500  # people in one statement


_statistics: dict[Page, Place[Statistics]] = {}
_open_tasks: dict[Page, Place[Mapping[UUID, int]]] = {}
_due_people: set[UUID] = set()
_due_teams: set[UUID] = set()
_counting = asyncio.Lock()


def watch_statistics(show: Callable[[Statistics], None]) -> None:
    """From now on call `show(statistics)` whenever the numbers of the present page's person are not the shown ones."""
    _place(_statistics, show)


def watch_open_tasks(show: Callable[[Mapping[UUID, int]], None]) -> None:
    """From now on call `show({team_id: open tasks})` with what changed for the teams of the present page's person."""
    _place(_open_tasks, show)


def _place(places: dict[Page, Place[Numbers]], show: Callable[[Numbers], None]) -> None:
    page = registry.present()
    if page not in places:
        page.client.on_delete(lambda: places.pop(page, None))
    places[page] = Place(context.slot.parent, show)


def hear(event: Event) -> None:
    """Count again, in a moment, for everybody whom the event's audience names."""
    if event.kind not in ("task", "team"):
        return
    is_due = bool(_due_people or _due_teams)
    _due_people.update(s.person.id for s in registry.reached_by(event.audience) if _pages_of(_statistics, s))
    _due_teams.update(registry.reaching(event.audience))
    if (_due_people or _due_teams) and not is_due:
        asyncio.get_running_loop().call_later(waking.COALESCE, _go)


def _go() -> None:
    work.begin(_count_due(), "count for dashboards")


async def _count_due() -> None:
    async with _counting:  # one after the other, so that older numbers never come later
        people, teams = set(_due_people), set(_due_teams)
        _due_people.clear()
        _due_teams.clear()
        try:
            await _count_statistics(people)
            await _count_open_tasks(teams)
        except Unavailable:
            away.database_is_away()


async def count_all() -> None:
    """Count for everybody who looks at a dashboard. What differs was not heard of: then their pages read all again."""
    async with _counting:
        looking = {page.somebody.person.id for page in _statistics if page.is_listening}
        for page in await _count_statistics(looking):
            waking.wake_page(page)


async def _count_statistics(people: Iterable[UUID]) -> list[Page]:
    changed: list[Page] = []
    everybody = list(people)
    for start in range(0, len(everybody), _AT_ONCE):
        some = everybody[start : start + _AT_ONCE]
        for person_id, counted in (await dashboard.statistics_of(some)).items():
            if somebody := registry.people.get(person_id):
                changed += await _push(_statistics, somebody, counted)
    return changed


async def _count_open_tasks(teams: Iterable[UUID]) -> None:
    counted = await dashboard.open_tasks_of(list(teams))
    for somebody in registry.reached_by(counted):
        theirs = {team_id: number for team_id, number in counted.items() if team_id in somebody.principals}
        await _push(_open_tasks, somebody, theirs)


async def _push(places: dict[Page, Place[Numbers]], somebody: Somebody, numbers: Numbers) -> list[Page]:
    changed = [page for page in _pages_of(places, somebody) if places[page].show(numbers)]
    _pushed.extend(changed)
    if len(_pushed) >= 50:
        _pushed.clear()
        await asyncio.sleep(0)
    return changed


def _pages_of(places: Mapping[Page, object], somebody: Somebody) -> list[Page]:
    return [page for page in somebody.pages if page in places and page.is_listening]


_pushed: list[Page] = []
