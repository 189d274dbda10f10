"""How much may be sent, and in what time, counted while reading: a length that is announced proves nothing."""

import asyncio
import re
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from domain.settings import settings
from ui.guard.requests import headers, refuse

_MOST, _SECONDS = 2_000_000, 30
_AROUND_A_FILE, _SECONDS_UPLOADING = 1_000_000, 300  # bytes of a form beside the file in it
_MOST_IN_A_MESSAGE = 1_100_000  # of a socket
_UPLOADS = re.compile(
    r"/_nicegui/client/[^/]+/upload/[^/]+|/files(/.+)?|/api(/v1)?(/.+)?/(attachments|picture|logo|import|files)"
)


class _Excess(Exception):
    pass


class Bodies:
    """Refuses bodies that are too large (413) or too slow (408), and closes sockets that send too much at once."""

    def __init__(self, app: ASGIApp) -> None:
        self._app, self._most_uploaded = app, settings().upload_mb * 1_000_000 + _AROUND_A_FILE

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._app(scope, _limited_messages(receive), send)
        elif scope["type"] == "http":
            await self._limited(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _limited(self, scope: Scope, receive: Receive, send: Send) -> None:
        uploading = _UPLOADS.fullmatch(scope["path"]) is not None
        body = _Body(receive, *((self._most_uploaded, _SECONDS_UPLOADING) if uploading else (_MOST, _SECONDS)))
        announced = headers(scope, "content-length")
        if len(set(announced)) > 1 or any(not n.isdigit() or int(n[:20]) > body.most for n in announced):
            await refuse(scope, receive, send, 413, body.sentence(413))
            return
        has_started = False

        async def unless_refused(message: Message) -> None:
            nonlocal has_started
            if body.refused and not has_started:  # whatever the application made of the broken body
                raise _Excess
            has_started = True
            await send(message)

        try:
            await self._app(scope, body.receive, unless_refused)
        except Exception:
            if not body.refused:
                raise
        if body.refused and not has_started:
            await refuse(scope, receive, send, body.refused, body.sentence(body.refused), more={"connection": "close"})


class _Body:
    """The body of one request, read within its limits."""

    def __init__(self, receive: Receive, most: int, seconds: float) -> None:
        self._receive, self.most = receive, most
        self._seconds, self._ends_at = seconds, time.monotonic() + seconds
        self._size, self._is_read = 0, False
        self.refused = 0

    def sentence(self, status: int) -> str:
        if status == 408:
            return f"The request took longer than {self._seconds:.0f} seconds to arrive."
        return f"The request is larger than {self.most // 1_000_000} MB."

    async def receive(self) -> Message:
        if self._is_read:
            return await self._receive()  # waits for the end of the connection: as long as it takes
        try:
            async with asyncio.timeout(max(0.0, self._ends_at - time.monotonic())):
                message = await self._receive()
        except TimeoutError:
            self.refused = 408
            raise _Excess from None
        self._size += len(message.get("body", b""))
        self._is_read = not message.get("more_body", False)
        if self._size > self.most:
            self.refused = 413
            raise _Excess
        return message


def _limited_messages(receive: Receive) -> Receive:
    async def limited() -> Message:
        message = await receive()
        if len(message.get("text") or message.get("bytes") or "") > _MOST_IN_A_MESSAGE:
            return {"type": "websocket.disconnect", "code": 1009}
        return message

    return limited
