"""The numbers beside the lists of the navigation: counted once for everybody whom something concerned, a bit later."""

import asyncio
from collections.abc import Callable
from uuid import UUID

from nicegui import background_tasks, context

from domain import dashboard
from domain.bus import Event
from domain.dashboard import ListCounts
from domain.errors import Unavailable
from ui.live import away, registry
from ui.live.places import Place
from ui.live.registry import Page

_LATER = 0.4  # seconds: what is waited for is shown first
_places: dict[Page, Place[ListCounts]] = {}
_due: set[UUID] = set()


def watch_list_counts(show: Callable[[ListCounts], None]) -> None:
    """From now on call `show(counts)` when the numbers of the present page's person are not the shown ones."""
    page = registry.present()
    if page not in _places:
        page.client.on_delete(lambda: _places.pop(page, None))
    _places[page] = Place(context.slot.parent, show)
    _count_later([page.somebody.person.id])


def hear(event: Event) -> None:
    """Count again, in a while, for everybody whom the event's audience names."""
    if event.kind in ("task", "team"):
        _count_later([somebody.person.id for somebody in registry.reached_by(event.audience)])


def _count_later(people: list[UUID]) -> None:
    was_due = bool(_due)
    _due.update(people)
    if _due and not was_due:
        asyncio.get_running_loop().call_later(_LATER, lambda: background_tasks.create(_count(), name="count lists"))


async def _count() -> None:
    people = [*_due]
    _due.clear()
    try:
        counted = await dashboard.list_counts_of(people)
    except Unavailable:
        away.database_is_away()
        return
    for number, page in enumerate(list(_places)):
        if page.is_listening and (counts := counted.get(page.somebody.person.id)):
            _places[page].show(counts)
        if number % 50 == 49:
            await asyncio.sleep(0)
