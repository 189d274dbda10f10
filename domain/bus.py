"""What happened, told after commit to whoever in this process wants to know."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Event:
    """One committed row of `activities`: ids only.

    `audience` names the principals (people and teams) that could see the object before or after; it decides who is
    woken, never what they may read. `id` is None for signals that are not activities (a session ended).
    """

    id: int | None
    name: str  # "task.created", "team.member_removed", "session.ended", …
    kind: str  # of the object: task, team, conversation, person, session
    object_id: UUID
    actor_id: UUID | None
    audience: frozenset[UUID]
    version: int
    at: datetime
    team_id: UUID | None = None
    detail: str = ""


Subscriber = Callable[[Event], None]
_subscribers: list[Subscriber] = []


def subscribe(subscriber: Subscriber) -> Callable[[], None]:
    """Call `subscriber(event)` for every event from now on, in commit order, on the event loop; returns the way out.

    Subscribers must be quick and must not block; an exception in one is logged and does not reach the others.
    """
    _subscribers.append(subscriber)
    return lambda: _subscribers.remove(subscriber) if subscriber in _subscribers else None


def deliver(event: Event) -> None:
    """Hand one committed event to every subscriber (called by the change listener)."""
    for subscriber in _subscribers:
        try:
            subscriber(event)
        except Exception:
            log.exception("a subscriber failed on %s", event.name)


_on_commit: list[Callable[[], None]] = []


def on_commit(callback: Callable[[], None]) -> Callable[[], None]:
    """Call back right after this process committed a change, before its events are heard; returns the way out."""
    _on_commit.append(callback)
    return lambda: _on_commit.remove(callback) if callback in _on_commit else None


def committed() -> None:
    """A transaction of this process that published something was committed (called by it)."""
    for callback in _on_commit:
        callback()


_on_return: list[Callable[[], None]] = []


def on_return(callback: Callable[[], None]) -> None:
    """Call back when changes are heard of again after a break: what happened meanwhile was delivered by then."""
    _on_return.append(callback)


def returned() -> None:
    """The change listener is back (called by it)."""
    for callback in _on_return:
        callback()
