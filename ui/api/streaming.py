"""An answer of the assistant as `text/event-stream`, while it is written."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from domain.assistant import Chunk
from domain.errors import AtriumError
from ui.api.errors import answer_to

MEDIA_TYPE = "text/event-stream"
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
Plain = Callable[[Any], Any]


def is_wanted(request: Request) -> bool:
    """Whether the asker takes a stream."""
    return MEDIA_TYPE in request.headers.get("accept", "")


async def answer(chunks: AsyncIterator[Chunk], plain: Plain, *, whole: bool = False) -> Response:
    """A stream of the events user, answer, text, activity, card, end. What is refused at once is raised instead.

    `end` carries what the answer without a stream carries. `whole`: sent when complete, so that it can be repeated.
    """
    first = await anext(aiter(chunks))
    said = _said(first, chunks, plain)
    if whole:
        return Response(b"".join([part async for part in said]), headers=_HEADERS, media_type=MEDIA_TYPE)
    return StreamingResponse(said, headers=_HEADERS, media_type=MEDIA_TYPE)


async def _said(first: Chunk, chunks: AsyncIterator[Chunk], plain: Plain) -> AsyncIterator[bytes]:
    reply: dict[str, Any] = {"user_message": None, "assistant_message": None, "proposals": []}
    yield _event(first, reply, plain)
    try:
        async for chunk in chunks:
            yield _event(chunk, reply, plain)
    except AtriumError as error:
        yield _written("error", bytes(answer_to(error).body))


def _event(chunk: Chunk, reply: dict[str, Any], plain: Plain) -> bytes:
    data: Any = {"text": chunk.text}
    if chunk.kind == "card":
        data = plain(chunk.proposal)
        reply["proposals"] = [p for p in reply["proposals"] if p["id"] != data["id"]] + [data]
    elif chunk.kind in ("user", "answer", "end") and chunk.message:
        data = plain(chunk.message)
        reply["user_message" if chunk.kind == "user" else "assistant_message"] = data
    return _written(chunk.kind, orjson.dumps(reply if chunk.kind == "end" else data))


def _written(event: str, data: bytes) -> bytes:
    return b"event: " + event.encode() + b"\ndata: " + data + b"\n\n"
