"""Bytes of files as answers: whole or in parts, and so that no browser runs them."""

import re
from collections.abc import AsyncIterator
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from domain.files import Content

_HARMLESS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Accept-Ranges": "bytes",
}
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


async def download_of(request: Request, content: Content, media_type: str = "application/octet-stream") -> Response:
    """The file to be saved, or the part of it that is asked for."""
    return await _sent(request, content, media_type, {
        "Content-Disposition": _attachment(content.file.name), "Cache-Control": "private, no-store",
    })  # fmt: skip


def attachment(name: str, content: bytes, media_type: str) -> Response:
    """Bytes made just now, to be saved."""
    headers = {"Content-Disposition": _attachment(name), "Cache-Control": "private, no-store"}
    return Response(content, headers=_HARMLESS | headers | {"Accept-Ranges": "none"}, media_type=media_type)


async def shown_in_place(request: Request, content: Content) -> Response:
    """A picture that we made anew, to be shown where it stands."""
    return await _sent(request, content, content.media_type, {
        "Content-Disposition": "inline", "Cache-Control": "private, max-age=604800, immutable",
    })  # fmt: skip


def _attachment(name: str) -> str:
    plain = re.sub(r'[^\w .()+-]|"', "_", name, flags=re.ASCII)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


async def _sent(request: Request, content: Content, media_type: str, headers: dict[str, str]) -> Response:
    tag = f'"{content.file.sha256.hex()[:32]}-{content.size}"'
    headers = _HARMLESS | headers | {"ETag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    part = _part(request, content.size, tag)
    if part is None:
        return Response(status_code=416, headers=_HARMLESS | {"Content-Range": f"bytes */{content.size}"})
    start, end = part
    headers["Content-Length"] = str(end - start)
    is_whole = (start, end) == (0, content.size)
    if not is_whole:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{content.size}"
    status = 200 if is_whole else 206
    if request.method == "HEAD":
        return Response(status_code=status, headers=headers, media_type=media_type)
    pieces = content.stream(start, end)
    first = await anext(pieces, b"")  # what is wrong with the store shows before the answer begins
    return StreamingResponse(_after(first, pieces), status, headers, media_type)


async def _after(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for piece in rest:
        yield piece


def _part(request: Request, size: int, tag: str) -> tuple[int, int] | None:
    """From where to where is asked for, all of it if that cannot be understood; None for what lies outside."""
    found = _RANGE.fullmatch(request.headers.get("range", ""))
    if not found or found.groups() == ("", "") or request.headers.get("if-range", tag) != tag:
        return 0, size
    first, last = found.groups()
    if not first:
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(int(last) + 1, size) if last else size
    return (start, end) if start < end else None
