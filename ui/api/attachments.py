"""`/tasks/{id}/attachments`: files that hang on a task. Their bytes: `GET /files/{id}/link`."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from domain.files import File
from domain.inputs import Id
from domain.paging import Page
from domain.tasks import attachments
from ui.api.auth import Actor
from ui.api.files import FileOut
from ui.api.pagination import PageOut, Slice, part
from ui.api.routing import Route
from ui.api.uploading import Sent, UploadRoute, takes_file

router = APIRouter(prefix="/tasks/{task_id}/attachments", tags=["attachments"], route_class=Route)
upload_router = APIRouter(prefix="/tasks/{task_id}/attachments", tags=["attachments"], route_class=UploadRoute)


@router.get("", response_model=PageOut[FileOut])
async def list_attachments(task_id: Id, asked: Annotated[Slice, Query()], actor: Actor) -> Page[File]:
    """What hangs on a task, the oldest first."""
    return part(await attachments.attachments_of(task_id, actor=actor), asked)


@upload_router.post("", status_code=201, response_model=FileOut, openapi_extra=takes_file())
async def attach_file(task_id: Id, sent: Sent, actor: Actor, response: Response) -> File:
    """Hang a file on a task that one may edit. Pictures are made anew without metadata."""
    file = await sent.keep(purpose=attachments.PURPOSE, subject_id=task_id, actor=actor)
    response.headers["Location"] = f"/api/v1/files/{file.id}"
    return file


@router.get("/{file_id}", response_model=FileOut)
async def get_attachment(task_id: Id, file_id: Id, actor: Actor) -> File:
    """What is known of one attachment."""
    return await attachments.attachment(task_id, file_id, actor=actor)


@router.delete("/{file_id}", status_code=204)
async def delete_attachment(task_id: Id, file_id: Id, actor: Actor) -> None:
    """Take a file off a task (who attached it, or who decides about the task)."""
    await attachments.delete(task_id, file_id, actor=actor)


@router.post("/{file_id}/restore", response_model=FileOut)
async def restore_attachment(task_id: Id, file_id: Id, actor: Actor) -> File:
    """Hang it on the task again, within ten minutes."""
    return await attachments.restore(task_id, file_id, actor=actor)
