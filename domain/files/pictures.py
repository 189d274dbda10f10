"""Pictures, made anew from their pixels by a process that can do no harm (reencoding.py)."""

import asyncio
import json
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from domain.files.arrival import most
from domain.files.shapes import Shape

_PROGRAM = Path(__file__).with_name("reencoding.py")
_MEMORY, _CPU_SECONDS, _SECONDS = 1_500_000_000, 20, 40
_AT_ONCE = asyncio.Semaphore(2)
DECODED = frozenset({
    "image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "image/tiff", "image/heic", "image/heif",
    "image/avif", "image/x-ms-bmp", "image/heic-sequence", "image/apng",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that was made anew, and the small one of it."""

    path: Path
    small_path: Path
    media_type: str
    width: int
    height: int


class NoPicture(Exception):
    """It cannot be read as a picture, or is too large for one."""


async def made_anew(source: Path, shape: Shape) -> Picture:
    """The picture in a file, as two new files beside it. Raises NoPicture; then there are none."""
    target, small = source.with_suffix(".new"), source.with_suffix(".small")
    asked = {
        "source": str(source), "target": str(target), "small_target": str(small), "longest": shape.longest,
        "small": shape.small, "square": shape.square, "keeps_format": shape.keeps_format, "memory": _MEMORY,
        "seconds": _CPU_SECONDS, "bytes": 2 * most(),
    }  # fmt: skip
    try:
        async with _AT_ONCE:
            said = await _run(asked)
        return Picture(target, small, said["media_type"], said["width"], said["height"])
    except BaseException:
        for left in (target, small):
            left.unlink(missing_ok=True)
        raise


async def _run(asked: Mapping[str, Any]) -> dict[str, Any]:
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-I", str(_PROGRAM), stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL, env={}
    )
    try:
        async with asyncio.timeout(_SECONDS):
            out, _ = await process.communicate(json.dumps(asked).encode())
    except TimeoutError:
        raise NoPicture from None
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    if process.returncode != 0:
        raise NoPicture
    said: dict[str, Any] = json.loads(out)
    return said
