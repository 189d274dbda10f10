"""Hearing of every commit, of this process and others, and handing it to the bus."""

from typing import Any

from domain import bus
from domain.settings import settings
from persistence.changes import Listener
from persistence.database import SYSTEM, connection_string


class _Open:
    """The ear of this process, while it runs."""

    listener: Listener | None = None


def _deliver(row: Any) -> None:
    known, name, kind, object_id, actor_id, audience, version, at, team_id, detail = row
    bus.deliver(bus.Event(known, name, kind, object_id, actor_id, frozenset(audience), version, at, team_id, detail))


async def start(direct_url: str) -> None:
    """Begin to hear of changes, over a connection past any pooler."""
    dsn = connection_string(direct_url, role=SYSTEM, secret=settings().secret)
    _Open.listener = Listener(dsn, _deliver, bus.returned)
    await _Open.listener.start()


async def stop() -> None:
    """Hear no more."""
    if _Open.listener:
        await _Open.listener.stop()
    _Open.listener = None


def is_listening() -> bool:
    """Whether changes of other processes (and our own) arrive just now."""
    return _Open.listener is not None and _Open.listener.is_listening
