"""The whole table: which event makes whom act. Everything here runs after commit, on the event loop."""

from collections.abc import Callable

from domain import bus, dashboard, notifications
from domain.accounts import standing

TABLE: tuple[bus.Subscriber, ...] = (standing.hear, dashboard.hear, notifications.hear)

_ways_out: list[Callable[[], None]] = []


def connect() -> None:
    """Subscribe every handler to the bus."""
    _ways_out.extend(bus.subscribe(handler) for handler in TABLE)
    _ways_out.append(bus.on_commit(dashboard.forget))


def disconnect() -> None:
    """Take them off again."""
    while _ways_out:
        _ways_out.pop()()
