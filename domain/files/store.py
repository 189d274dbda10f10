"""The store of this process, and what goes wrong with it as sentences."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

from obstore.exceptions import BaseError

from domain.errors import NotFound, Unavailable
from domain.settings import settings
from persistence import blobs
from persistence.blobs import Blobs, NoBytes

log = logging.getLogger(__name__)
_PATIENCE = 2.5  # seconds until the store counts as away


def store() -> Blobs:
    """Where the bytes are, by the settings."""
    return blobs.opened(settings().data / "files", settings().s3_url)


@contextmanager
def storing() -> Iterator[None]:
    """Say what goes wrong with disk or network as Unavailable, bytes that are gone as NotFound."""
    try:
        yield
    except NoBytes as error:
        raise NotFound("The content of this file is gone.") from error
    except (OSError, BaseError) as error:
        log.error("the file store failed: %s", str(error).splitlines()[0][:300] if str(error) else type(error).__name__)
        raise Unavailable("Files cannot be stored or read just now. Please try again in a moment.") from error


async def stream(key: str, start: int, end: int) -> AsyncIterator[bytes]:
    """The bytes under a key from `start` up to `end`."""
    with storing():
        async for piece in store().stream(key, start, end):
            yield piece


async def is_reachable() -> bool:
    """Whether the store answers within 2.5 s and lets us write."""
    try:
        async with asyncio.timeout(_PATIENCE):
            with storing():
                await store().check()
    except (Unavailable, TimeoutError):
        return False
    return True
