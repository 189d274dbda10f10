"""Addresses that take a file: multipart, read while it arrives, by people who said who they are."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from domain.accounts import Person
from domain.settings import settings
from ui.api.idempotency import FINGERPRINT
from ui.api.routing import LongRoute
from ui.uploads import Upload, received

_UPLOAD = "atrium.upload"


class UploadRoute(LongRoute):
    """An address whose body is one file, in the multipart field `file`."""

    async def _once(self, request: Request, act: Callable[[], Awaitable[Response]], actor: Person | None) -> Response:
        if request.method not in ("POST", "PUT"):
            return await super()._once(request, act, actor)
        async with received(request) as upload:
            request.scope[_UPLOAD], request.scope[FINGERPRINT] = upload, upload.fingerprint
            return await super()._once(request, act, actor)


async def _sent(request: Request) -> Upload:
    upload: Upload = request.scope[_UPLOAD]
    return upload


Sent = Annotated[Upload, Depends(_sent)]


def takes_file() -> dict[str, Any]:
    """What the OpenAPI document says of the body (`openapi_extra`)."""
    file = {"type": "string", "format": "binary", "maxLength": settings().upload_mb * 1_000_000}
    schema = {"type": "object", "required": ["file"], "properties": {"file": file}, "additionalProperties": False}
    return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema}}}}
