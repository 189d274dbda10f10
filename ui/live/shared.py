"""What many pages show alike, numbers and news: read once for all of them in one statement, pushed where it differs."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from nicegui import background_tasks, context

from domain import dashboard
from domain.bus import Event
from domain.dashboard import Activity, Statistics
from domain.errors import Unavailable
from ui.live import away, registry, waking
from ui.live.places import Place
from ui.live.registry import Page, Somebody

Shown = TypeVar("Shown")
_PEOPLE_AT_ONCE, _NEWS_AT_ONCE = 500, 100
_PLAIN = frozenset({"task.created", "task.completed", "task.reopened", "task.updated"})
_CHANGES_OTHER_LINES = frozenset({"title", "team_id"})

_statistics: dict[Page, Place[Statistics]] = {}
_open_tasks: dict[Page, Place[Mapping[UUID, int]]] = {}
_news: dict[Page, Place[Sequence[Activity]]] = {}


@dataclass
class _Due:
    """What is to be read, and for whom."""

    people: set[UUID] = field(default_factory=set)
    teams: set[UUID] = field(default_factory=set)
    news: dict[int, set[UUID]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.people or self.teams or self.news)


_due = _Due()
_reading = asyncio.Lock()


def watch_statistics(show: Callable[[Statistics], None]) -> None:
    """From now on call `show(statistics)` whenever the numbers of the present page's person are not the shown ones."""
    _place(_statistics, show)


def watch_open_tasks(show: Callable[[Mapping[UUID, int]], None]) -> None:
    """From now on call `show({team_id: open tasks})` with what changed for the teams of the present page's person."""
    _place(_open_tasks, show)


def watch_news(show: Callable[[Sequence[Activity]], None]) -> None:
    """From now on call `show(activities)`, newest first, with what just happened to tasks of the present page's person.

    Only with what simply comes on top; anything that changes or hides earlier lines has to be read again.
    """
    _place(_news, show)


def _place(places: dict[Page, Place[Shown]], show: Callable[[Shown], None]) -> None:
    page = registry.present()
    if page not in places:
        page.client.on_delete(lambda: places.pop(page, None))
    places[page] = Place(context.slot.parent, show)


def hear(event: Event) -> None:
    """Read again, in a moment, for everybody whom the event's audience names."""
    if event.kind not in ("task", "team"):
        return
    was_due = bool(_due)
    concerned = registry.reached_by(event.audience)
    _due.people.update(s.person.id for s in concerned if _has(_statistics, s))
    _due.teams.update(registry.reaching(event.audience))
    readers = {s.person.id for s in concerned if _has(_news, s)}
    if readers and event.id is not None and _only_adds_a_line(event):
        _due.news[event.id] = readers
    if _due and not was_due:
        asyncio.get_running_loop().call_later(waking.COALESCE, _go)


def _only_adds_a_line(event: Event) -> bool:
    changed = set(event.detail.split(","))
    return event.name in _PLAIN and not changed & _CHANGES_OTHER_LINES and changed != {"position"}


def _has(places: Mapping[Page, object], somebody: Somebody) -> bool:
    return any(page in places and page.is_listening for page in somebody.pages)


def _go() -> None:
    background_tasks.create(_read_due(), name="read for all pages")


async def _read_due() -> None:
    global _due
    async with _reading:  # one after the other, so that older numbers never come later
        due, _due = _due, _Due()
        try:
            statistics, open_tasks, news = await asyncio.gather(
                _statistics_of(due.people), dashboard.open_tasks_of(list(due.teams)), _news_of(due.news)
            )
        except Unavailable:
            away.database_is_away()
            return
        await _push(statistics, open_tasks, news)


async def count_all() -> None:
    """Count for everybody who looks at a dashboard. What differs was not heard of: then their pages read all again."""
    async with _reading:
        looking = {page.somebody.person.id for page in _statistics if page.is_listening}
        for page in await _push(await _statistics_of(looking), {}, {}):
            waking.wake_page(page)


async def _statistics_of(people: Iterable[UUID]) -> dict[UUID, Statistics]:
    everybody, counted = list(people), dict[UUID, Statistics]()
    for start in range(0, len(everybody), _PEOPLE_AT_ONCE):
        counted |= await dashboard.statistics_of(everybody[start : start + _PEOPLE_AT_ONCE])
    return counted


async def _news_of(due: Mapping[int, set[UUID]]) -> dict[UUID, list[Activity]]:
    happened = sorted(due)[-_NEWS_AT_ONCE:]  # of more, pages read again what is left out
    told: dict[UUID, list[Activity]] = {}
    for activity, people in await dashboard.news_of(happened, list(set[UUID]().union(*due.values()))):
        for person_id in people:
            told.setdefault(person_id, []).append(activity)
    return told


async def _push(
    statistics: Mapping[UUID, Statistics], open_tasks: Mapping[UUID, int], news: Mapping[UUID, Sequence[Activity]]
) -> list[Page]:
    """Show everything to everybody; the pages on which the statistics were others."""
    concerned = registry.reached_by([*statistics, *open_tasks, *news])
    changed: list[Page] = []
    pages = [page for somebody in concerned for page in somebody.pages if page.is_listening]
    for number, page in enumerate(pages):
        person_id, principals = page.somebody.person.id, page.somebody.principals
        if page in _statistics and person_id in statistics and _statistics[page].show(statistics[person_id]):
            changed.append(page)
        if page in _open_tasks and (counts := {t: n for t, n in open_tasks.items() if t in principals}):
            _open_tasks[page].show(counts)
        if page in _news and person_id in news:
            _news[page].show(news[person_id])
        if number % 50 == 49:
            await asyncio.sleep(0)
    return changed
