"""A quick start: libraries are told that optional parts of theirs are missing, which take most of a second to import.

structlog would load all of rich for coloured tracebacks that we do not show, engineio all of aiohttp and requests for
being a client of other servers, FastAPI all of pydantic 1 to recognise its models. It has to be imported before them
(`main.py` does, by way of `ui.logs`); whoever imports rich or aiohttp afterwards gets them.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def _leave_out(name: str) -> bool:
    modules: dict[str, Any] = sys.modules
    return name not in modules and modules.setdefault(name, None) is None


@contextmanager
def _without(name: str) -> Iterator[None]:
    left_out = _leave_out(name)
    try:
        yield
    finally:
        if left_out:
            del sys.modules[name]


_leave_out("pydantic.v1")  # for good: FastAPI asks again for every annotation


with _without("rich"):
    import structlog

with _without("aiohttp"), _without("requests"):
    import engineio.async_client  # type: ignore[import-untyped]  # noqa: F401

__all__ = ["structlog"]
