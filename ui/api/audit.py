"""`/audit`: who did what from where, for admins."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response, StreamingResponse

from domain import audit
from domain.audit import Entry, EntryFilter, Format
from domain.inputs import Id, Instant, ShortText
from domain.paging import Page
from ui.api.auth import Actor
from ui.api.outside import Moment, Out
from ui.api.pagination import PageOut, Slice
from ui.api.routing import Route

router = APIRouter(prefix="/audit", tags=["administration"], route_class=Route)
_TYPES: dict[Format, str] = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl"}


class EntryOut(Out):
    """One entry. `hash` is the SHA-256 over it and the hash of entry `seq - 1`."""

    seq: Annotated[int, Field(ge=1, le=2**63 - 1)]
    at: Moment
    actor_id: UUID | None
    actor_name: Annotated[str, Field(max_length=120)]
    action: Annotated[str, Field(max_length=100)]
    object_kind: Annotated[str, Field(max_length=50)]
    object_id: UUID | None
    object_name: Annotated[str, Field(max_length=120, description="Of a person or an organisation.")]
    address: Annotated[str, Field(max_length=64)]
    details: Annotated[dict[str, Any], Field(description="What belongs to the action. Never secrets.")]
    hash: Annotated[str, Field(max_length=64)]


class EntryQuery(Slice):
    """Which entries: every given condition must hold."""

    action: Annotated[ShortText, Field(description="`sign_in` also finds `sign_in.failed`.")] = ""
    actor_id: Id | None = None
    object_id: Id | None = None
    since: Annotated[Instant | None, Field(description="From then on, inclusive.")] = None
    until: Annotated[Instant | None, Field(description="Up to then, exclusive.")] = None
    q: Annotated[ShortText, Field(description="Searched in actions, addresses and details.")] = ""

    def wanted(self) -> EntryFilter:
        return EntryFilter.of(**{name: getattr(self, name) for name in EntryFilter.model_fields})


class ExportQuery(EntryQuery):
    """Which entries, and as what."""

    format: Annotated[Format, Field(description="CSV, or one JSON object a line.")] = "csv"


@router.get("", response_model=PageOut[EntryOut])
async def list_entries(asked: Annotated[EntryQuery, Query()], actor: Actor) -> Page[Entry]:
    """The newest entries first: those of one's organisation, or all for those who run the installation."""
    return await audit.entries(asked.wanted(), actor=actor, limit=asked.limit, cursor=asked.cursor)


@router.get("/export", response_class=Response)
async def export_entries(asked: Annotated[ExportQuery, Query()], actor: Actor) -> StreamingResponse:
    """All these entries as a file; `limit` and `cursor` count for nothing."""
    written = await audit.export(asked.wanted(), asked.format, actor=actor)
    headers = {"Content-Disposition": f'attachment; filename="audit.{asked.format}"', "Cache-Control": "no-store"}
    return StreamingResponse(written, media_type=_TYPES[asked.format], headers=headers)
