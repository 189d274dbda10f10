"""Bytes on disk or in any S3-compatible store, under keys that we make up.

What arrives lies in a temporary file first. On disk it is then moved into place, which is all or nothing; into S3 it
is copied, which is all or nothing as well.
"""

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import BinaryIO

import obstore
from obstore.store import LocalStore

from persistence import s3

_CHUNK = 1_048_576
_ARRIVING = "arriving"


class NoBytes(Exception):
    """There are no bytes under this key."""


class Blobs:
    """The store of one process. `folder` holds what arrives, and on disk everything else too."""

    def __init__(self, folder: Path, s3_url: str | None = None) -> None:
        self._arriving, self._kept = folder / _ARRIVING, folder / "kept"
        for made in (self._arriving, self._kept):
            made.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._is_local = s3_url is None
        self._store = s3.opened(s3_url) if s3_url else LocalStore(self._kept)

    def begin(self, name: str) -> tuple[Path, BinaryIO]:
        """A new file to write to before it is kept. As long as it is open nobody takes it for a left-over."""
        path = self._arriving / name
        while True:
            out = path.open("xb")
            fcntl.flock(out, fcntl.LOCK_EX)
            if path.exists():
                return path, out
            out.close()  # another process took it for a left-over before it was locked

    async def keep(self, arrived: Path, key: str) -> None:
        """Move what arrived under a key. Once this returns it survives a power cut."""
        if self._is_local:
            await asyncio.to_thread(_move, arrived, self._kept / key)
            return
        await obstore.put_async(self._store, key, arrived)
        await asyncio.to_thread(arrived.unlink, missing_ok=True)

    async def stream(self, key: str, start: int, end: int) -> AsyncIterator[bytes]:
        """The bytes from `start` up to, not including, `end`. Raises NoBytes before the first piece."""
        if start >= end:
            return
        try:
            found = await obstore.get_async(self._store, key, options={"range": (start, end)})
        except FileNotFoundError as error:
            raise NoBytes(key) from error
        async for piece in found.stream(min_chunk_size=_CHUNK):
            yield bytes(piece)

    async def delete(self, key: str) -> None:
        """Delete what is under a key; nothing there is no error."""
        with suppress(FileNotFoundError):
            await obstore.delete_async(self._store, key)

    async def size(self, key: str) -> int | None:
        """How many bytes there are under a key; None when there is nothing."""
        try:
            return (await obstore.head_async(self._store, key))["size"]
        except FileNotFoundError:
            return None

    async def check(self) -> None:
        """Raise unless bytes can be kept: the folder can be written to, the store lets us ask."""
        if not self._is_local:
            await self.size("is-it-there")
        elif not await asyncio.to_thread(os.access, self._kept, os.W_OK | os.X_OK):
            raise PermissionError(f"{self._kept} cannot be written to")

    async def keys(self, *, older_than: timedelta) -> AsyncIterator[list[str]]:
        """All keys that were written before then, some at a time."""
        before = datetime.now(UTC) - older_than
        async for some in obstore.list(self._store, chunk_size=1000):
            yield [meta["path"] for meta in some if meta["last_modified"] < before]

    async def tidy_arriving(self) -> int:
        """Delete what processes that were killed left where things arrive; how many those were."""
        return await asyncio.to_thread(_delete_abandoned, self._arriving)


def _move(arrived: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    sync(arrived)
    arrived.replace(place)
    sync(place.parent)


def sync(path: Path) -> None:
    """Wait until the disk holds it."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _delete_abandoned(folder: Path) -> int:
    gone = 0
    for left in sorted(folder.iterdir(), reverse=True):  # what was made of a file (a longer name) before the file
        with suppress(FileNotFoundError):
            if not _is_open(left.with_suffix("")):
                left.unlink()
                gone += 1
    return gone


def _is_open(path: Path) -> bool:
    """Whether some process is still writing it: the lock goes with the process, however that ends."""
    try:
        with path.open("rb") as found:
            fcntl.flock(found, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


@cache
def opened(folder: Path, s3_url: str | None) -> Blobs:
    """The store that these settings name; one per process."""
    return Blobs(folder, s3_url)
