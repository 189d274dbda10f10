"""What time it is. Verbs ask here, so that the sample world can live through sixty days in a minute."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    """The present instant, in UTC."""
    return _moment.get() or datetime.now(UTC)


def today(time_zone: str) -> date:
    """The present day where the person is."""
    return now().astimezone(ZoneInfo(time_zone)).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let everything inside happen at `moment` (an aware instant)."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)
