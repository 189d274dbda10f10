"""What a file is, by its content."""

import asyncio
from pathlib import Path, PurePath

import puremagic

_HEAD = 8192
UNKNOWN = "application/octet-stream"


async def media_type_of(path: Path, name: str) -> str:
    """The media type of the content. The name decides only between types that begin alike (docx, xlsx, zip)."""
    return await asyncio.to_thread(_sniffed, path, PurePath(name).suffix.lower())


def _sniffed(path: Path, suffix: str) -> str:
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        return UNKNOWN
    try:
        found = puremagic.magic_string(head)
    except puremagic.PureError:
        return "text/plain" if _is_text(head) else UNKNOWN
    likely = [one for one in found if one.confidence >= found[0].confidence] if found else []
    best = next((one for one in likely if one.extension == suffix), likely[0] if likely else None)
    return (best.mime_type if best else "")[:127] or UNKNOWN


def _is_text(head: bytes) -> bool:
    try:
        text = head.decode()
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:  # not merely cut in the middle of a character
            return False
        text = head[: error.start].decode()
    return "\x00" not in text
