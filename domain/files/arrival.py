"""Bytes on their way in: into a temporary file, counted and hashed while they come. A name is only a word."""

import asyncio
import unicodedata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from domain.errors import TooLarge
from domain.files.store import store, storing
from domain.settings import settings
from persistence.ids import new_id

_BLOCK = 1_048_576
_LONGEST_NAME = 200


def most() -> int:
    """How many bytes one file may have."""
    return settings().upload_mb * 1_000_000


class Arriving:
    """One file that arrives. It is gone at the end of the block unless it was kept."""

    def __init__(self, path: Path, out: BinaryIO, limit: int) -> None:
        self.path, self.size = path, 0
        self._out, self._limit, self._hash = out, limit, sha256()
        self._waiting = bytearray()

    async def write(self, data: bytes) -> None:
        """Take the next piece. Raises TooLarge as soon as there is more than one file may have."""
        self.size += len(data)
        if self.size > self._limit:
            megabytes = max(1, self._limit // 1_000_000)
            said = f"The file is larger than {megabytes} MB, which is the most that can be stored here."
            raise TooLarge(said, field="file")
        self._waiting += data
        if len(self._waiting) >= _BLOCK:
            await self._flush()

    async def end(self) -> bytes:
        """Nothing more comes; the sha256 of all of it."""
        await self._flush()
        with storing():
            await asyncio.to_thread(self._out.flush)
        return self._hash.digest()

    async def _flush(self) -> None:
        block, self._waiting = bytes(self._waiting), bytearray()
        with storing():
            await asyncio.to_thread(self._put, block)

    def _put(self, block: bytes) -> None:
        self._hash.update(block)
        self._out.write(block)


@asynccontextmanager
async def arriving(*, limit: int | None = None) -> AsyncIterator[Arriving]:
    """A place for bytes that are on their way; `limit` only where it is other than for all files."""
    with storing():
        path, out = await asyncio.to_thread(store().begin, new_id().hex)
    try:
        yield Arriving(path, out, most() if limit is None else limit)
    finally:
        out.close()
        with suppress(OSError):
            path.unlink(missing_ok=True)


def plain_name(name: str) -> str:
    """A file's name without folders and without characters that deceive; never empty."""
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C")
    seen = " ".join(seen.split()).strip(". ")
    stem, dot, extension = seen.rpartition(".")
    if len(seen) > _LONGEST_NAME and dot and len(extension) <= 10:
        return f"{stem[: _LONGEST_NAME - len(extension) - 1]}.{extension}"
    return seen[:_LONGEST_NAME] or "file"
