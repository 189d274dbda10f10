"""`/tasks/import`, `/tasks/export`: tasks as files. `/feeds`: tasks as calendars."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from hashlib import sha256
from typing import Annotated, Any, Literal
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Path, Query, Response
from pydantic import Field
from starlette.requests import Request

from domain import exchange
from domain.accounts import Person
from domain.errors import Invalid
from domain.exchange import Feed, Format, Import, ImportForm, NewFeed, Source
from domain.inputs import Id, Input, ShortText, Storable
from domain.paging import Page
from domain.settings import settings
from domain.tasks import Priority, Status
from ui.api.auth import Actor
from ui.api.idempotency import FINGERPRINT
from ui.api.outside import Count, Moment, Out
from ui.api.pagination import PageOut, Slice, part
from ui.api.routing import LongRoute, OpenRoute, Route
from ui.api.task_query import TaskQuery

_CONTENT = "atrium.content"
_CALENDAR = "text/calendar; charset=utf-8"


class FileRoute(LongRoute):
    """An address whose body is a file as it is."""

    async def _once(self, request: Request, act: Callable[[], Awaitable[Response]], actor: Person | None) -> Response:
        content = request.scope[_CONTENT] = await request.body()  # the guard counts while it arrives
        request.scope[FINGERPRINT] = (await asyncio.to_thread(sha256, content)).digest()
        return await super()._once(request, act, actor)


router = APIRouter(prefix="/tasks", tags=["tasks"], route_class=Route)
file_router = APIRouter(prefix="/tasks", tags=["tasks"], route_class=FileRoute)
feeds_router = APIRouter(prefix="/feeds", tags=["tasks"], route_class=Route)
calendar_router = APIRouter(prefix="/feeds", tags=["tasks"], route_class=OpenRoute)


async def _content(request: Request) -> bytes:
    content: bytes = request.scope[_CONTENT]
    return content


Content = Annotated[bytes, Depends(_content)]


class ImportQuery(Input):
    """What the file is. `mapping` is a JSON object from the headings of a table to fields; guessed when left out."""

    format: Source
    dry_run: bool = False
    name: Annotated[ShortText, Field(description="What the file is called.")] = ""
    team_id: Annotated[Id | None, Field(description="Where tasks go that name no team; one's own without it.")] = None
    mapping: Annotated[str | None, Field(max_length=20_000), Storable] = None

    def form(self) -> ImportForm:
        return ImportForm.of(source=self.format, name=self.name, team_id=self.team_id, mapping=self._mapping())

    def _mapping(self) -> Any:
        try:
            return orjson.loads(self.mapping) if self.mapping else None
        except orjson.JSONDecodeError:
            raise Invalid('Mapping must be a JSON object, like {"Name": "title"}.', field="mapping") from None


class ProblemOut(Out):
    """What could not be taken over from one line; `is_left_out`: its whole task."""

    line: Count
    field: Annotated[str, Field(max_length=100)]
    message: Annotated[str, Field(max_length=500)]
    is_left_out: bool


Problems = Annotated[list[ProblemOut], Field(max_length=200)]


class SampleOut(Out):
    """A task that would be made."""

    title: Annotated[str, Field(max_length=500)]
    status: Status
    priority: Priority
    due_on: date | None
    due_at: Moment | None
    labels: Annotated[list[Annotated[str, Field(max_length=50)]], Field(max_length=20)]
    team_id: UUID | None


class PreviewOut(Out):
    """What taking the file in would make: `ready` of `total`, the first of them, and what is wrong with the others."""

    total: Count
    ready: Count
    samples: Annotated[list[SampleOut], Field(max_length=20)]
    problems: Problems
    columns: Annotated[list[Annotated[str, Field(max_length=1000)]], Field(max_length=1000)]
    mapping: Annotated[dict[str, str], Field(max_length=1000)]


class ImportOut(Out):
    """A file that is being taken in, or was. The tasks it makes are one act: its `id` is their Undo-Token."""

    id: UUID
    source: Source
    name: Annotated[str, Field(max_length=200)]
    team_id: UUID | None
    status: Literal["waiting", "running", "done", "failed", "taking_back", "taken_back"]
    total: Count
    done: Count
    made: Count
    problems: Problems
    created_at: Moment
    finished_at: Moment | None


class ExportQuery(TaskQuery):
    """Which tasks, and as what; `limit` and `cursor` count for nothing."""

    format: Format = "csv"


class FeedOut(Out):
    """A calendar of one's own, without its secret address."""

    id: UUID
    name: Annotated[str, Field(max_length=120)]
    filter: Annotated[str, Field(max_length=2000)]
    created_at: Moment
    last_read_at: Moment | None


class NewFeedOut(FeedOut):
    """A new one. The address is in this answer only."""

    url: Annotated[str, Field(max_length=500)]


@file_router.post("/import", response_model=PreviewOut | ImportOut, openapi_extra={
    "requestBody": {"required": True, "content": {"application/octet-stream": {
        "schema": {"type": "string", "format": "binary", "maxLength": exchange.LARGEST}}}},
})  # fmt: skip
async def import_tasks(
    asked: Annotated[ImportQuery, Query()], content: Content, actor: Actor, response: Response
) -> Any:
    """Take in a file of tasks, sent as the body: 201 when all is in, 202 when it goes on in the background.

    With `dry_run` 200, and what would be made. Lines with mistakes are told; the others are taken in.
    """
    if asked.dry_run:
        return await exchange.preview(content, asked.form(), actor=actor)
    started = await exchange.start(content, asked.form(), actor=actor)
    response.status_code = 201 if started.status == "done" else 202
    response.headers["Location"] = f"/api/v1/tasks/imports/{started.id}"
    return started


@router.get("/imports", response_model=PageOut[ImportOut])
async def list_imports(asked: Annotated[Slice, Query()], actor: Actor) -> Page[Import]:
    """One's own files, the newest first."""
    return part(await exchange.imports(actor=actor), asked)


@router.get("/imports/{import_id}", response_model=ImportOut)
async def get_import(import_id: Id, actor: Actor) -> Import:
    """How far one of one's own files is."""
    return await exchange.import_(import_id, actor=actor)


@router.delete("/imports/{import_id}", status_code=202, response_model=ImportOut)
async def take_back_import(import_id: Id, actor: Actor) -> Import:
    """Put what the file made, and nobody changed since, into the trash, in the background. It goes on no further."""
    return await exchange.take_back(import_id, actor=actor)


@router.get("/export", response_class=Response)
async def export_tasks(asked: Annotated[ExportQuery, Query()], actor: Actor) -> Response:
    """The tasks that meet the conditions as a file: CSV, Excel, JSON or PDF."""
    made = await exchange.export(asked.wanted(actor.id), asked.format, sort=asked.sort, actor=actor)
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"', "X-Content-Type-Options": "nosniff"}
    return Response(made.content, media_type=made.media_type, headers=headers)


@feeds_router.get("", response_model=PageOut[FeedOut])
async def list_feeds(asked: Annotated[Slice, Query()], actor: Actor) -> Page[Feed]:
    """One's own calendars."""
    return part(await exchange.feeds(actor=actor), asked)


@feeds_router.post("", status_code=201, response_model=NewFeedOut)
async def create_feed(form: NewFeed, actor: Actor) -> dict[str, Any]:
    """Make a calendar for calendar programs to read. Who knows its address reads it."""
    feed, secret = await exchange.create_feed(form, actor=actor)
    shown = {name: getattr(feed, name) for name in FeedOut.model_fields}
    return shown | {"url": f"{settings().base_url}/api/v1/feeds/{secret}.ics"}


@feeds_router.delete("/{feed_id}", status_code=204)
async def delete_feed(feed_id: Id, actor: Actor) -> None:
    """Take a calendar's address back, at once."""
    await exchange.delete_feed(feed_id, actor=actor)


@calendar_router.get("/{secret}.ics", response_class=Response)
async def read_feed(secret: Annotated[str, Path(min_length=20, max_length=100), Storable]) -> Response:
    """The calendar at a secret address (iCalendar). It needs no token."""
    return Response(await exchange.calendar(secret), headers={"Cache-Control": "private, max-age=300"},
                    media_type=_CALENDAR)  # fmt: skip
