"""Which pages are open, whose they are, and by which principals those people are reached.

Principals are the person, the organisation they are in, and their teams.
"""

import time
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from uuid import UUID

from nicegui import Client, context

from domain.accounts import Person
from domain.bus import Event

_REMEMBERED = 10.0  # seconds: longer than it takes to learn of which teams somebody is


class Somebody:
    """One person with open pages; all of them share what is known of their teams."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.principals: frozenset[UUID] = frozenset()
        self.pages: set[Page] = set()
        self.is_current = False  # the principals are known and nothing was heard that changes them
        self.came_at = time.monotonic()


class Page:
    """One open page. It is deaf while its browser is away: then nothing is pushed, and it catches up afterwards."""

    def __init__(self, client: Client, somebody: Somebody) -> None:
        self.client, self.somebody = client, somebody
        self.was_away = False  # the next time its browser connects, it comes back

    @property
    def is_listening(self) -> bool:
        return self.client.has_socket_connection


class _Remembered:
    """The events of the last seconds, for people whose teams are learnt a moment after they came."""

    def __init__(self) -> None:
        self._events: deque[tuple[float, Event]] = deque(maxlen=5000)

    def add(self, event: Event) -> None:
        self._events.append((time.monotonic(), event))

    def since(self, moment: float) -> Iterator[Event]:
        """What was heard since then, as far as it is remembered."""
        begin = max(moment, time.monotonic() - _REMEMBERED)
        return (event for at, event in self._events if at >= begin)


people: dict[UUID, Somebody] = {}
remembered = _Remembered()
_reached: defaultdict[UUID, set[Somebody]] = defaultdict(set)
_pages: dict[str, Page] = {}


def enter(person: Person) -> None:
    """The present page is this person's, from now until it is closed."""
    client = context.client
    somebody = people.get(person.id)
    if somebody is None:
        somebody = people[person.id] = Somebody(person)
        _reach(somebody, frozenset({person.id, person.organization_id}))
    somebody.person = person
    page = _pages[client.id] = Page(client, somebody)
    somebody.pages.add(page)
    client.on_delete(lambda: _leave(page))


def _leave(page: Page) -> None:
    _pages.pop(page.client.id, None)
    somebody = page.somebody
    somebody.pages.discard(page)
    if not somebody.pages:
        people.pop(somebody.person.id, None)
        _reach(somebody, frozenset())


def present() -> Page:
    """The page that is being built or acted on. Raises KeyError on pages of nobody."""
    return _pages[context.client.id]


def pages() -> list[Page]:
    """All open pages of people."""
    return list(_pages.values())


def reached_by(principals: Iterable[UUID]) -> set[Somebody]:
    """The people with open pages whom an audience names, themselves or by a team."""
    return {somebody for principal in principals for somebody in _reached.get(principal, ())}


def reaching(principals: Iterable[UUID]) -> set[UUID]:
    """Those of the principals by which anybody with an open page is reached."""
    return {principal for principal in principals if principal in _reached}


def know_teams(somebody: Somebody, team_ids: Iterable[UUID]) -> frozenset[UUID]:
    """These are the person's teams just now; the ones that were not known before."""
    found = frozenset({somebody.person.id, somebody.person.organization_id, *team_ids})
    new = found - somebody.principals
    if somebody.pages:
        _reach(somebody, found)
    return new


def _reach(somebody: Somebody, principals: frozenset[UUID]) -> None:
    for gone in somebody.principals - principals:
        _reached[gone].discard(somebody)
        if not _reached[gone]:
            del _reached[gone]
    for new in principals - somebody.principals:
        _reached[new].add(somebody)
    somebody.principals = principals
