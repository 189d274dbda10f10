"""A quick start: two libraries are told that optional parts of theirs are missing, which cost half a second to import.

structlog would load all of rich for coloured tracebacks that we do not show, engineio all of aiohttp for being a client
of other servers. It has to be imported before both (`main.py` does, by way of `ui.logs`); whoever imports rich or
aiohttp afterwards gets them.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def _without(name: str) -> Iterator[None]:
    missing: dict[str, Any] = {} if name in sys.modules else {name: None}
    sys.modules.update(missing)
    try:
        yield
    finally:
        for added in missing:
            del sys.modules[added]


with _without("rich"):
    import structlog

with _without("aiohttp"):
    import engineio.async_client  # type: ignore[import-untyped]  # noqa: F401

__all__ = ["structlog"]
