"""How often one person, or one address, may ask: so many requests a minute, told in headers."""

import time
from collections.abc import Mapping

from domain.errors import Throttled
from domain.settings import settings

_MINUTE = 60.0
_MOST_KEPT = 50_000
_counts: dict[str, int] = {}
_window_ends = 0.0


def count(who: str, cost: int = 1) -> Mapping[str, str]:
    """Count one request of `who`; the headers that tell how many are left. Raises Throttled when none is.

    What costs 0 is an answer that is kept ready: asking for it often is what it is for.
    """
    global _window_ends  # noqa: PLW0603 - one window for everybody keeps this a dictionary look-up
    now = time.monotonic()
    if now >= _window_ends or len(_counts) > _MOST_KEPT:
        _counts.clear()
        _window_ends = now + _MINUTE
    most = settings().requests_per_minute
    used = _counts[who] = _counts.get(who, 0) + cost
    reset = int(_window_ends - now) + 1
    if used > most:
        raise Throttled(f"That was more than {most} requests in a minute. Please wait a little.", retry_after=reset)
    return {"RateLimit-Limit": str(most), "RateLimit-Remaining": str(most - used), "RateLimit-Reset": str(reset)}


def forget() -> None:
    """Begin to count anew."""
    global _window_ends  # noqa: PLW0603
    _counts.clear()
    _window_ends = 0.0
