"""Which sessions stand, as this process knows it: a small view in memory, so that every event can ask at no cost.

Filled by look-ups, corrected at once by what the bus tells, and looked up again before five seconds have passed. An
answer counts from when the question was begun: what changed while it was asked makes it old already.
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
_changed_at: dict[UUID, float] = {}  # sessions, people and organisations of which something changed lately


def remember(key: bytes, person: Person, session: Session, *, asked_at: float | None = None) -> None:
    """The database says that this session stands; `asked_at` is when the question was begun (now when left out)."""
    known = _by_id.get(session.id)
    if known is None and len(_by_id) >= _MOST:
        _forget_old(0)
    if known is None or not known.has_ended:  # ended stays ended, also for an answer that was under way
        asked_at = time.monotonic() if asked_at is None else asked_at
        _by_key[key] = _by_id[session.id] = _Entry(key, person, session, asked_at)


def refuted(key: bytes) -> None:
    """The database just said that there is no such session."""
    if entry := _by_key.get(key):
        entry.has_ended = True


def ended(session_ids: Iterable[UUID]) -> None:
    """These sessions ended."""
    for session_id in session_ids:
        _changed(session_id)
        if entry := _by_id.get(session_id):
            entry.has_ended = True


def _find(key: bytes | UUID) -> _Entry | None:
    return _by_key.get(key) if isinstance(key, bytes) else _by_id.get(key)


def fresh(key: bytes | UUID) -> tuple[Person, Session] | None:
    """What is known of a session, by the hash of its secret or its id, unless it ended or was learnt too long ago."""
    entry = _find(key)
    if entry is None or not _stands(entry) or entry.asked_at <= max(time.monotonic() - FRESH, _last_change(entry)):
        return None
    return entry.person, entry.session


def latest(key: bytes | UUID) -> tuple[Person, Session] | None:
    """The same also when something changed since it was asked."""
    entry = _find(key)
    return (entry.person, entry.session) if entry and _stands(entry) else None


def is_due(key: bytes | UUID) -> bool:
    """Whether it is time to look a session up again, before what is known of it is too old to be believed."""
    entry = _find(key)
    return entry is not None and time.monotonic() - entry.asked_at > FRESH - _AHEAD


def standing(key: bytes | UUID) -> bool | None:
    """Whether the session stands, as far as is known without asking; None when nothing is known."""
    entry = _find(key)
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
    limit = time.monotonic() - _FORGET_AFTER  # no question takes as long
    for changed in [id_ for id_, at in _changed_at.items() if at < limit]:
        del _changed_at[changed]


def clear() -> None:
    """Know nothing (another database, in tests)."""
    _by_key.clear()
    _by_id.clear()
    _used.clear()
    _changed_at.clear()


def ended_of(person_id: UUID) -> None:
    """All sessions of this person ended."""
    _changed(person_id)
    ended([entry.session.id for entry in _by_id.values() if entry.person.id == person_id])


def outdated(person_id: UUID) -> None:
    """The person changed: whoever asks next asks the database."""
    _changed(person_id)


def _changed(id_: UUID) -> None:
    _changed_at[id_] = time.monotonic()


def _last_change(entry: _Entry) -> float:
    concerned = (entry.session.id, entry.person.id, entry.person.organization_id)
    return max(_changed_at.get(id_, float("-inf")) for id_ in concerned)


def hear(event: Event) -> None:
    """What other processes and verbs tell (a handler of the bus)."""
    if event.name == "session.ended":
        ended([event.object_id])
    elif event.name == "person.deactivated":
        ended_of(event.object_id)
    elif event.name in ("person.updated", "organization.updated"):  # its name is known with each of its people
        _changed(event.object_id)
