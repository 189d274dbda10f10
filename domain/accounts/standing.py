"""Which sessions stand, as this process knows it: a small view in memory, so that every event can ask at no cost.

Filled by look-ups, corrected at once by what the bus tells, and looked up again before five seconds have passed.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from domain.accounts.people import Person
from domain.accounts.session import Session
from domain.bus import Event
from domain.clock import now

FRESH = 5.0  # seconds for which an answer is believed
_AHEAD = 1.5
_FORGET_AFTER = 600.0
_MOST = 50_000


@dataclass(slots=True)
class _Entry:
    key: bytes
    person: Person
    session: Session
    asked_at: float
    has_ended: bool = False


_by_key: dict[bytes, _Entry] = {}
_by_id: dict[UUID, _Entry] = {}
_used: set[UUID] = set()


def remember(key: bytes, person: Person, session: Session) -> None:
    """The database just said that this session stands."""
    known = _by_id.get(session.id)
    if known is None and len(_by_id) >= _MOST:
        _forget_old(0)
    if known is None or not known.has_ended:  # ended stays ended, also for an answer that was under way
        _by_key[key] = _by_id[session.id] = _Entry(key, person, session, time.monotonic())


def refuted(key: bytes) -> None:
    """The database just said that there is no such session."""
    if entry := _by_key.get(key):
        entry.has_ended = True


def ended(session_ids: Iterable[UUID]) -> None:
    """These sessions ended."""
    for session_id in session_ids:
        if entry := _by_id.get(session_id):
            entry.has_ended = True


def _find(key: bytes | UUID) -> _Entry | None:
    return _by_key.get(key) if isinstance(key, bytes) else _by_id.get(key)


def fresh(key: bytes | UUID) -> tuple[Person, Session] | None:
    """What is known of a session, by the hash of its secret or its id, unless it ended or was learnt too long ago."""
    entry = _find(key)
    if entry is None or not _stands(entry) or time.monotonic() - entry.asked_at > FRESH:
        return None
    return entry.person, entry.session


def is_due(key: bytes | UUID) -> bool:
    """Whether it is time to look a session up again, before what is known of it is too old to be believed."""
    entry = _find(key)
    return entry is not None and time.monotonic() - entry.asked_at > FRESH - _AHEAD


def standing(key: bytes) -> bool | None:
    """Whether the session stands, as far as is known without asking; None when nothing is known."""
    entry = _by_key.get(key)
    return None if entry is None else _stands(entry)


def is_renewed(key: bytes) -> bool:
    """Whether another session took the place of this one."""
    entry = _by_key.get(key)
    return entry is not None and entry.session.renewed_at is not None


def _stands(entry: _Entry) -> bool:
    return not entry.has_ended and entry.session.expires_at > now()


def mark_used(key: bytes | UUID) -> None:
    """Somebody acted under this session (written down by the next look-up)."""
    if entry := _find(key):
        _used.add(entry.session.id)


def take_used(unless_since: timedelta) -> list[UUID]:
    """The sessions used since the last call, without those that were written down so lately."""
    before = now() - unless_since
    sessions = [entry.session for key in _used if (entry := _by_id.get(key))]
    _used.clear()
    return [session.id for session in sessions if session.last_seen_at < before]


def _forget_old(after: float) -> None:
    limit = time.monotonic() - after
    for entry in [e for e in _by_id.values() if e.asked_at < limit]:
        _by_id.pop(entry.session.id, None)
        _by_key.pop(entry.key, None)


def forget_unasked() -> None:
    """Drop what nobody asked about for ten minutes."""
    _forget_old(_FORGET_AFTER)


def clear() -> None:
    """Know nothing (another database, in tests)."""
    _by_key.clear()
    _by_id.clear()
    _used.clear()


def ended_of(person_id: UUID) -> None:
    """All sessions of this person ended."""
    ended([entry.session.id for entry in _by_id.values() if entry.person.id == person_id])


def outdated(person_id: UUID) -> None:
    """The person changed: whoever asks next asks the database."""
    for entry in _by_id.values():
        if entry.person.id == person_id:
            entry.asked_at = float("-inf")


def hear(event: Event) -> None:
    """What other processes and verbs tell (a handler of the bus)."""
    if event.name == "session.ended":
        ended([event.object_id])
    elif event.name == "person.deactivated":
        ended_of(event.object_id)
    elif event.name == "organization.updated":  # its name is known with each of its people
        for entry in _by_id.values():
            if entry.person.organization_id == event.object_id:
                entry.asked_at = float("-inf")
    elif event.name == "person.updated":
        outdated(event.object_id)
