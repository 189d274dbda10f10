"""`/files`: bytes of files for browsers and behind links, and what pages upload. Outside NiceGUI.

Only pictures that we made anew are shown in place; everything else is a download that no browser runs.
"""

import re
from collections.abc import AsyncIterator
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from domain import accounts, files, organizations
from domain.accounts import Person
from domain.errors import AtriumError, NotFound, SignedOut
from domain.files import Content
from ui import cookies, uploads
from ui.api import errors

router = APIRouter(prefix="/files", include_in_schema=False)
_HARMLESS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Accept-Ranges": "bytes",
}
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_MOST_FACES = 100


async def _asker(request: Request) -> Person:
    """Who asks: by session or token. Raises SignedOut."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token.strip():
        return (await accounts.person_of_access_token(token.strip()))[0]
    secret = cookies.secret_of(request)
    found = await accounts.person_of_session(secret) if secret else None
    if secret is None or found is None:
        raise SignedOut("You are signed out. Please sign in again.")
    accounts.touch(secret)
    return found[0]


async def _follower(request: Request, file_id: UUID) -> Person:
    """Who asks, or on whose behalf a link is followed."""
    said = request.query_params
    if "signature" not in said:
        return await _asker(request)
    return await accounts.person_acting(
        files.check_link(file_id, said.get("for", ""), said.get("until", ""), said["signature"])
    )


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("There is nothing at this address.") from None


@router.get("/faces")
async def faces(request: Request) -> Response:
    """Which of these people have a picture: their ids, and those of the pictures."""
    try:
        actor = await _asker(request)
        ids = {_id(text) for text in request.query_params.get("ids", "").split(",")[:_MOST_FACES] if text}
        found = await accounts.pictures_of(ids, actor=actor)
    except AtriumError as error:
        return errors.answer_to(error)
    return JSONResponse({str(person): str(picture) for person, picture in found.items()})


@router.api_route("/{file_id}", methods=["GET", "HEAD"])
async def download(request: Request, file_id: str) -> Response:
    """The file as a download, or a part of it."""
    try:
        wanted = _id(file_id)
        content = await files.content(wanted, actor=await _follower(request, wanted))
        return await _sent(request, content, "application/octet-stream", {
            "Content-Disposition": _attachment(content.file.name), "Cache-Control": "private, no-store",
        })  # fmt: skip
    except AtriumError as error:
        return errors.answer_to(error)


@router.api_route("/{file_id}/shown", methods=["GET", "HEAD"])
async def shown(request: Request, file_id: str) -> Response:
    """A picture, to be shown in place."""
    return await _picture(request, file_id, small=False)


@router.api_route("/{file_id}/small", methods=["GET", "HEAD"])
async def small(request: Request, file_id: str) -> Response:
    """The small picture of a file."""
    return await _picture(request, file_id, small=True)


async def _picture(request: Request, file_id: str, *, small: bool) -> Response:
    try:
        content = await files.content(_id(file_id), small=small, actor=await _asker(request))
        if not content.file.is_picture:
            raise NotFound("This file can only be downloaded.")
        return await _sent(request, content, content.media_type, {
            "Content-Disposition": "inline", "Cache-Control": "private, max-age=604800, immutable",
        })  # fmt: skip
    except AtriumError as error:
        return errors.answer_to(error)


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


@router.put("/picture")
async def set_picture(request: Request) -> Response:
    """One's own picture, from a page."""
    try:
        actor = await _asker(request)
        async with uploads.received(request) as sent:
            await accounts.set_picture(sent.arrived, sent.name, actor=actor)
    except AtriumError as error:
        return errors.answer_to(error)
    return JSONResponse({})


@router.put("/logo")
async def set_logo(request: Request) -> Response:
    """The logo of one's own organisation, from a page."""
    try:
        actor = await _asker(request)
        async with uploads.received(request) as sent:
            await organizations.set_logo(sent.arrived, sent.name, actor=actor)
    except AtriumError as error:
        return errors.answer_to(error)
    return JSONResponse({})


@router.post("")
async def upload(request: Request) -> Response:
    """What a page uploads: `?purpose=` and `?subject_id=` say what for, the purpose's rule whether that may be."""
    try:
        actor = await _asker(request)
        purpose = request.query_params.get("purpose", "file")[:40]
        subject_id = uploads.subject_of(request.query_params.get("subject_id"))
        async with uploads.received(request) as sent:
            file = await sent.keep(purpose=purpose, subject_id=subject_id, actor=actor)
    except AtriumError as error:
        return errors.answer_to(error)
    return JSONResponse({"id": str(file.id), "name": file.name, "size": file.size, "is_picture": file.is_picture})
