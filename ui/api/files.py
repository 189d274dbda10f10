"""`/files`: what is stored, apart from what it hangs on."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import Field, field_validator

from domain import files
from domain.files import File
from domain.inputs import Id
from ui.api.auth import Actor
from ui.api.outside import Moment, Out
from ui.api.routing import Route
from ui.api.uploading import Sent, UploadRoute, takes_file

router = APIRouter(prefix="/files", tags=["files"], route_class=Route)
upload_router = APIRouter(prefix="/files", tags=["files"], route_class=UploadRoute)

Bytes = Annotated[int, Field(ge=0, le=2**53, description="Bytes.")]
Pixels = Annotated[int, Field(ge=1, le=40_000_000)]


class FileOut(Out):
    """What is known of a file. `purpose` and `subject_id` say what it hangs on."""

    id: UUID
    name: Annotated[str, Field(max_length=255)]
    media_type: Annotated[str, Field(max_length=127, description="By its content.")]
    size: Bytes
    sha256: Annotated[str, Field(max_length=64)]
    purpose: Annotated[str, Field(max_length=40)]
    subject_id: UUID | None
    uploader_id: UUID
    is_picture: Annotated[bool, Field(description="Made anew from its pixels, without metadata.")]
    width: Pixels | None
    height: Pixels | None
    created_at: Moment

    @field_validator("sha256", mode="before")
    @classmethod
    def _as_hex(cls, value: bytes | str) -> str:
        return value.hex() if isinstance(value, bytes) else value


class LinkOut(Out):
    """An address that needs no token."""

    url: Annotated[str, Field(max_length=2000)]
    expires_at: Moment


@upload_router.post("", status_code=201, response_model=FileOut, openapi_extra=takes_file())
async def upload_file(sent: Sent, actor: Actor, response: Response) -> File:
    """Store a file of one's own. Pictures are made anew without metadata."""
    file = await sent.keep(actor=actor)
    response.headers["Location"] = f"/api/v1/files/{file.id}"
    return file


@router.get("/{file_id}", response_model=FileOut)
async def get_file(file_id: Id, actor: Actor) -> File:
    """What is known of a file that one may see."""
    return await files.file(file_id, actor=actor)


@router.get("/{file_id}/link", response_model=LinkOut)
async def get_link(file_id: Id, actor: Actor) -> LinkOut:
    """An address to fetch the file from, good for ten minutes and as long as one may see it. It takes ranges."""
    url, until = await files.link(file_id, actor=actor)
    return LinkOut(url=url, expires_at=datetime.fromtimestamp(until, UTC))


@router.delete("/{file_id}", status_code=204)
async def delete_file(file_id: Id, actor: Actor) -> None:
    """Delete a file for good."""
    await files.delete(file_id, actor=actor)
