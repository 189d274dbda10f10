"""`/users/me/export`: everything of one's own as a zip, which takes a moment to put together."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from domain import own_data
from domain.own_data import Export
from ui.api.auth import Actor
from ui.api.outside import Moment, Out
from ui.api.routing import Route
from ui.downloads import download_of

router = APIRouter(prefix="/users/me/export", tags=["users"], route_class=Route)
_AGAIN_AFTER = "2"  # seconds
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "The zip", "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}}},
    202: {"description": "It is being made; ask again after `Retry-After` seconds"},
}


class ExportOut(Out):
    """How far an export is."""

    status: Literal["waiting", "making", "ready", "failed"]
    progress: Annotated[int, Field(ge=0, le=100, description="Percent.")]
    asked_at: Moment
    ready_at: Moment | None
    expires_at: Annotated[Moment | None, Field(description="Until when it can be fetched.")]


def _under_way(export: Export) -> Response:
    body = ExportOut.model_validate(export).model_dump_json()
    return Response(body, 202, headers={"Retry-After": _AGAIN_AFTER}, media_type="application/json")


@router.get("", response_model=None, status_code=202, responses=_ANSWERS | {202: {"model": ExportOut}})
async def get_export(request: Request, actor: Actor) -> Response:
    """Everything of one's own as a zip: 202 while it is being made, which the first request begins, then 200 for
    three days."""
    found = await own_data.state(actor=actor)
    if found is not None and found.is_ready:
        return await download_of(request, await own_data.fetch(actor=actor), "application/zip")
    if found is None or not found.is_under_way:
        found = await own_data.ask(actor=actor)
    return _under_way(found)


@router.post("", status_code=202, response_model=ExportOut)
async def ask_for_export(actor: Actor, response: Response) -> Export:
    """Have it made anew, although there may be one that is ready."""
    response.headers["Retry-After"] = _AGAIN_AFTER
    return await own_data.ask(actor=actor)
