"""Waking pages: coalesced, a few at a time, each reading again as its own person."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Collection, Iterable

from nicegui import background_tasks, context, ui
from nicegui.element import Element

from domain import teams
from domain.bus import Event
from domain.errors import AtriumError, SignedOut, Unavailable
from domain.teams import Team
from ui.live import away, registry
from ui.live.registry import Page, Somebody

log = logging.getLogger(__name__)
Refresh = Callable[[list[Event]], Awaitable[None]]
Needs = Callable[[list[Event]], bool]
COALESCE = 0.075  # seconds: many changes at once wake a page once
_READERS = 4  # parts of pages that read at the same time; people who click come first
_CROWD = 20  # patient parts waiting to read: from then on they leave time for the others
_MEMBERSHIP = frozenset({
    "team.created", "team.deleted", "team.restored", "team.member_added", "team.member_removed", "team.role_changed",
})  # fmt: skip


class _Gate:
    """Lets so many parts read at the same time. Patient ones, when they are many, take a third of the time at most."""

    def __init__(self, readers: int, *, is_patient: bool) -> None:
        self._seats, self._is_patient = asyncio.Semaphore(readers), is_patient
        self._waiting = 0

    async def __aenter__(self) -> None:
        self._waiting += 1
        await self._seats.acquire()

    async def __aexit__(self, *_: object) -> None:
        self._waiting -= 1
        self._seats.release()

    async def take_time(self, reading: Awaitable[None]) -> None:
        """Await it, and rest in a crowd."""
        began = time.monotonic()
        await reading
        if self._is_patient and self._waiting > _CROWD:
            await asyncio.sleep(2 * (time.monotonic() - began))


class Watcher:
    """One part of a page that reads again. While it reads, what happens meanwhile is kept for one further time."""

    def __init__(
        self, page: Page, place: Element, refresh: Refresh, *, kinds: Collection[str], every: float, needs: Needs | None
    ) -> None:
        self.page, self.place, self.kinds = page, place, frozenset(kinds)
        self._every, self._gate = every, _reading if every <= COALESCE else _reading_later
        self._refresh, self._needs = refresh, needs
        self._heard: list[Event] = []
        self._must = self._is_due = False
        self._is_busy = False
        self.has_missed = False  # something happened while the browser was away

    @property
    def is_gone(self) -> bool:
        return self.place.is_deleted or self.page.client.is_deleted

    def hear(self, events: Iterable[Event]) -> None:
        """Refresh in a moment; without events because anything may have changed."""
        heard = list(events)
        self._heard.extend(heard)
        self._must = self._must or not heard
        if not self._is_due:
            self._is_due = True
            asyncio.get_running_loop().call_later(self._every, self._go)

    def _go(self) -> None:
        if not self._is_due or self._is_busy or self.is_gone:
            return
        if self._needs and not self._must and not self._needs(self._heard):
            self._heard, self._is_due = [], False
            return
        self._is_busy = True
        background_tasks.create(self._run(), name="refresh a page")

    async def _run(self) -> None:
        try:
            async with self._gate:
                events = [] if self._must else self._heard
                self._heard, self._must, self._is_due = [], False, False
                self.has_missed = not self.page.is_listening
                if not self.has_missed and not self.is_gone:
                    await self._gate.take_time(self._read(events))
        finally:
            self._is_busy = False
        if self._is_due:
            self._go()

    async def _read(self, events: list[Event]) -> None:
        try:
            await know(self.page.somebody)
            with self.place:
                await self._refresh(events)
        except Unavailable:
            away.database_is_away()
        except SignedOut:
            pass  # the guard closes the page
        except AtriumError as error:
            log.info("a page could not be refreshed: %s", error.message)
        except Exception:
            if not self.is_gone:
                log.exception("a page could not be refreshed")


_watchers: dict[Page, list[Watcher]] = {}
_reading = _Gate(_READERS, is_patient=False)
_reading_later = _Gate(1, is_patient=True)
_hear_again: list[Callable[[Event], None]] = []


def watch(refresh: Refresh, *, kinds: Collection[str], every: float = COALESCE, needs: Needs | None = None) -> Watcher:
    """From now on call `await refresh(events)` when something of these kinds changed that the page's person may see.

    It is called in the place where `watch` was called, until that is deleted; with no events when anything may have
    changed (the connection or the database was away). An error in it never closes the page. What happens within
    `every` seconds makes one call; a part that can wait longer than usual comes after those that cannot. With a
    crowd of pages most parts have nothing to do: `needs(events)` says so before anything is begun.
    """
    page = registry.present()
    if page not in _watchers:
        _watchers[page] = []
        page.client.on_connect(lambda: _catch_up(page))
        page.client.on_delete(lambda: _watchers.pop(page, None))
    place = context.slot.parent
    if isinstance(place, ui.sub_pages):  # it outlives the page that is shown in it
        place = ui.element("i").set_visibility(False)
    watcher = Watcher(page, place, refresh, kinds=kinds, every=every, needs=needs)
    _watchers[page] = [*(w for w in _watchers[page] if not w.is_gone), watcher]
    return watcher


def _catch_up(page: Page) -> None:
    for watcher in _watchers.get(page, ()):
        if page.was_away or watcher.has_missed:
            watcher.hear(())
    page.was_away = True  # from the second time on


def hear(event: Event) -> None:
    """Wake the watchers of everybody whom the event's audience names."""
    registry.remembered.add(event)
    for somebody in registry.reached_by(event.audience):
        if event.name in _MEMBERSHIP:
            somebody.is_current = False
        _wake(somebody, (event,))


def _wake(somebody: Somebody, events: Collection[Event]) -> None:
    for page in somebody.pages:
        for watcher in _watchers.get(page, ()):
            if wanted := [event for event in events if event.kind in watcher.kinds]:
                watcher.hear(wanted)


def wake_page(page: Page) -> None:
    """Let every part of a page read again."""
    for watcher in _watchers.get(page, ()):
        watcher.hear(())


async def wake_all() -> None:
    """Let every part of every page read again, a few at a time."""
    for number, page in enumerate(registry.pages()):
        page.somebody.is_current = False
        wake_page(page)
        if number % 50 == 49:
            await asyncio.sleep(0)


def repeat_to(hear_again: Callable[[Event], None]) -> None:
    """Tell this one again what happened a moment before it was known that it concerns somebody."""
    if hear_again not in _hear_again:
        _hear_again.append(hear_again)


async def know(somebody: Somebody) -> None:
    """Learn of which teams the person is, when that is not known. Raises Unavailable."""
    if not somebody.is_current:
        await read_teams(somebody)


async def read_teams(somebody: Somebody) -> list[Team]:
    """The person's teams; from now on what happens in them wakes their pages. Raises Unavailable."""
    somebody.is_current = True  # before reading: what is heard meanwhile makes it outdated again
    try:
        found = await teams.teams_of(actor=somebody.person)
    except AtriumError:
        somebody.is_current = False
        raise
    if new := registry.know_teams(somebody, (team.id for team in found)):
        missed = [event for event in registry.remembered.since(somebody.came_at) if event.audience & new]
        _wake(somebody, missed)
        for event in missed:
            for hear_again in _hear_again:
                hear_again(event)
    return found


async def my_teams() -> list[Team]:
    """The teams of the present page's person. Raises Unavailable."""
    return await read_teams(registry.present().somebody)
