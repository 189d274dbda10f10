"""What the domain refuses, told to the person on the page: one translation for all pages."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from asgi_correlation_id import correlation_id
from nicegui import context

from domain.errors import AtriumError, SignedOut, Unavailable
from ui import live
from ui.components.toast import say

log = logging.getLogger(__name__)


@asynccontextmanager
async def shown() -> AsyncIterator[None]:
    """Run a handler of a page; what it raises becomes a sentence on the page, and who is signed out signs in again."""
    client = context.client  # now: the handler may delete the element it was called from
    try:
        yield
    except SignedOut:
        client.open("/sign-in")
    except AtriumError as error:
        if isinstance(error, Unavailable):
            live.database_is_away()
        say(error.message, wrong=True, client=client)
    except Exception:
        log.exception("a handler of a page failed")
        noted = f" ({correlation_id.get()})" if correlation_id.get() else ""
        say(f"Something went wrong. It was our mistake and it was noted{noted}.", wrong=True, client=client)
