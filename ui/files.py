"""`/files`: bytes of files for browsers and behind links, and what pages upload. Outside NiceGUI.

Only pictures that we made anew are shown in place; everything else is a download that no browser runs.
"""

from typing import cast, get_args
from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from domain import accounts, exchange, files, organizations, own_data
from domain.accounts import Person
from domain.errors import AtriumError, Invalid, NotFound, SignedOut
from domain.exchange import Format
from ui import cookies, uploads
from ui.api import errors
from ui.downloads import attachment, download_of, shown_in_place
from ui.pages.tasks.view import View

router = APIRouter(prefix="/files", include_in_schema=False)
_MOST_FACES = 100


async def _asker(request: Request) -> Person:
    """Who asks for a file: by session, or by a token that may read files. Raises SignedOut, NotPermitted."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        return await _visitor(request)
    found = await accounts.person_of_access_token(token.strip())
    await accounts.check_scope(found, "files", writing=False)
    return found[0]


async def _visitor(request: Request) -> Person:
    """Whose page asks: no token counts, programs have REST for it. Raises SignedOut."""
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
        actor = await _visitor(request)
        ids = {_id(text) for text in request.query_params.get("ids", "").split(",")[:_MOST_FACES] if text}
        found = await accounts.pictures_of(ids, actor=actor)
    except AtriumError as error:
        return errors.answer_to(error)
    return JSONResponse({str(person): str(picture) for person, picture in found.items()})


@router.get("/own-data")
async def own_data_as_zip(request: Request) -> Response:
    """The export of one's own data that is ready."""
    try:
        return await download_of(request, await own_data.fetch(actor=await _visitor(request)))
    except AtriumError as error:
        return errors.answer_to(error)


@router.get("/tasks")
async def tasks_as_file(request: Request) -> Response:
    """The tasks of a view, by the query of its page, as a file of this `format`."""
    try:
        actor, said = await _visitor(request), request.query_params
        if (kind := said.get("format", "")) not in get_args(Format):
            raise Invalid("Format must be csv, xlsx, json or pdf.", field="format")
        view = View.of(request.url.query)
        title = said.get("title", "").strip()[:120] or "Tasks"
        made = await exchange.export(view.filter(actor), cast(Format, kind), sort=view.sort, title=title, actor=actor)
    except AtriumError as error:
        return errors.answer_to(error)
    return attachment(made.name, made.content, made.media_type)


@router.api_route("/{file_id}", methods=["GET", "HEAD"])
async def download(request: Request, file_id: str) -> Response:
    """The file as a download, or a part of it."""
    try:
        wanted = _id(file_id)
        return await download_of(request, await files.content(wanted, actor=await _follower(request, wanted)))
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
        return await shown_in_place(request, content)
    except AtriumError as error:
        return errors.answer_to(error)


@router.put("/picture")
async def set_picture(request: Request) -> Response:
    """One's own picture, from a page."""
    try:
        actor = await _visitor(request)
        async with uploads.received(request) as sent:
            await accounts.set_picture(sent.arrived, sent.name, actor=actor)
    except AtriumError as error:
        return errors.answer_to(error)
    return JSONResponse({})


@router.put("/logo")
async def set_logo(request: Request) -> Response:
    """The logo of one's own organisation, from a page."""
    try:
        actor = await _visitor(request)
        async with uploads.received(request) as sent:
            await organizations.set_logo(sent.arrived, sent.name, actor=actor)
    except AtriumError as error:
        return errors.answer_to(error)
    return JSONResponse({})


@router.post("")
async def upload(request: Request) -> Response:
    """What a page uploads: `?purpose=` and `?subject_id=` say what for, the purpose's rule whether that may be."""
    try:
        actor = await _visitor(request)
        purpose = request.query_params.get("purpose", "file")[:40]
        subject_id = uploads.subject_of(request.query_params.get("subject_id"))
        async with uploads.received(request) as sent:
            file = await sent.keep(purpose=purpose, subject_id=subject_id, actor=actor)
    except AtriumError as error:
        return errors.answer_to(error)
    return JSONResponse({"id": str(file.id), "name": file.name, "size": file.size, "is_picture": file.is_picture})
