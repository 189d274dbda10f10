"""What happened to tasks, told to all open dashboards that may hear it: read in one statement, not once per page."""

import asyncio
from collections.abc import Callable, Sequence
from uuid import UUID

from nicegui import context

from domain import dashboard
from domain.bus import Event
from domain.dashboard import Activity
from domain.errors import Unavailable
from ui.live import away, registry, waking, work
from ui.live.places import Place
from ui.live.registry import Page

_PLAIN = frozenset({"task.created", "task.completed", "task.reopened", "task.updated"})
_CHANGES_OTHER_LINES = frozenset({"title", "team_id"})
_AT_ONCE = 200  # events
_places: dict[Page, Place[Sequence[Activity]]] = {}
_due: dict[int, set[UUID]] = {}


def watch_news(show: Callable[[Sequence[Activity]], None]) -> None:
    """From now on call `show(activities)`, newest first, with what just happened to tasks of the present page's person.

    Only with what simply comes on top; anything that changes or hides earlier lines has to be read again.
    """
    page = registry.present()
    if page not in _places:
        page.client.on_delete(lambda: _places.pop(page, None))
    _places[page] = Place(context.slot.parent, show)


def hear(event: Event) -> None:
    """Tell it, in a moment, to whom the event's audience names."""
    changed = set(event.detail.split(","))
    if event.id is None or event.name not in _PLAIN or changed & _CHANGES_OTHER_LINES or changed == {"position"}:
        return
    people = {somebody.person.id for somebody in registry.reached_by(event.audience) if _pages_of(somebody)}
    if people:
        if not _due:
            asyncio.get_running_loop().call_later(waking.COALESCE, _go)
        _due.setdefault(event.id, set()).update(people)


def _pages_of(somebody: registry.Somebody) -> list[Page]:
    return [page for page in somebody.pages if page in _places and page.is_listening]


def _go() -> None:
    work.begin(_tell(), "tell dashboards the news")


async def _tell() -> None:
    due = dict(list(_due.items())[-_AT_ONCE:])  # of more, pages read again what is left out
    _due.clear()
    try:
        told = await dashboard.news_of(list(due), list(set[UUID]().union(*due.values())))
    except Unavailable:
        away.database_is_away()
        return
    lines: dict[UUID, list[Activity]] = {}
    for activity, people in told:
        for person_id in people:
            lines.setdefault(person_id, []).append(activity)
    for number, (person_id, activities) in enumerate(lines.items()):
        if somebody := registry.people.get(person_id):
            for page in _pages_of(somebody):
                _places[page].show(activities)
        if number % 50 == 49:
            await asyncio.sleep(0)
