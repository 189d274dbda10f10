"""Async tests after page tests. Playwright's sync API keeps its loop marked as running in this thread for as long as it
lives, and asyncio refuses to run a second one: the mark is taken off while a test's own loop runs."""

import asyncio
from collections.abc import Callable
from functools import wraps
from typing import Any


def _unmarked(run: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(run)
    def running(*args: Any, **kwargs: Any) -> Any:
        marked = asyncio._get_running_loop()
        asyncio._set_running_loop(None)
        try:
            return run(*args, **kwargs)
        finally:
            asyncio._set_running_loop(marked)

    return running


asyncio.Runner.run = _unmarked(asyncio.Runner.run)  # type: ignore[method-assign]
asyncio.Runner.close = _unmarked(asyncio.Runner.close)  # type: ignore[method-assign]
