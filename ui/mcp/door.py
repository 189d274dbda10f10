"""The door for agents: says who asks before the protocol sees anything, and starts it when somebody calls first."""

import asyncio
from typing import TYPE_CHECKING

import orjson
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from domain import accounts
from domain.accounts import Person, Session
from domain.errors import AtriumError, SignedOut, Throttled, Unavailable

if TYPE_CHECKING:
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

SIGNED_IN = "atrium.signed_in"  # where the scope of a request carries who asks
_PATIENCE = 10.0  # seconds for the protocol to stop


class Door:
    """An ASGI application; `stop` ends what it started."""

    def __init__(self) -> None:
        self._starting: asyncio.Task[StreamableHTTPSessionManager] | None = None
        self._running: asyncio.Task[None] | None = None
        self._ended = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            found = await self._who(scope)
        except AtriumError as error:
            await _refused(error)(scope, receive, send)
            return
        manager = await self._manager()
        # the address for its own ears is "/": it serves one endpoint
        await manager.handle_request({**scope, SIGNED_IN: found}, receive, send)

    async def _who(self, scope: Scope) -> tuple[Person, Session]:
        header = next((v.decode("latin-1") for k, v in scope["headers"] if k == b"authorization"), "")
        kind, _, token = header.partition(" ")
        if kind.lower() != "bearer" or not token.strip():
            raise SignedOut("Say who you are: Authorization: Bearer <personal token>.")
        return await accounts.person_of_access_token(token.strip())

    async def _manager(self) -> "StreamableHTTPSessionManager":
        if self._starting is None or (self._starting.done() and self._starting.exception()):
            self._starting = asyncio.create_task(self._start(), name="start MCP")
        return await asyncio.shield(self._starting)

    async def _start(self) -> "StreamableHTTPSessionManager":
        manager = await asyncio.to_thread(_made)
        ready = asyncio.Event()
        self._ended.clear()

        async def run() -> None:  # one task from beginning to end: the library's own tasks belong to it
            async with manager.run():
                ready.set()
                await self._ended.wait()

        self._running = asyncio.create_task(run(), name="MCP")
        await ready.wait()
        return manager

    async def stop(self) -> None:
        """End the protocol, if it was ever started."""
        self._ended.set()
        if self._running:
            await asyncio.wait([self._running], timeout=_PATIENCE)
        self._starting = self._running = None


def _made() -> "StreamableHTTPSessionManager":
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager  # noqa: PLC0415 - slow to load

    from ui.mcp.server import build  # noqa: PLC0415

    return StreamableHTTPSessionManager(
        build()._lowlevel_server, stateless=True, json_response=True, max_request_body_size=2_000_000
    )  # whose Host and Origin are right is for the guard to say


def _refused(error: AtriumError) -> Response:
    status = 401 if isinstance(error, SignedOut) else 503 if isinstance(error, Unavailable) else 403
    headers = {"Cache-Control": "no-store"}
    if status == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="Atrium"'
    if isinstance(error, (Throttled, Unavailable)):
        headers["Retry-After"] = str(getattr(error, "retry_after", 2))
    body = orjson.dumps({"type": "about:blank", "title": type(error).__name__, "status": status,
                         "detail": error.message, "errors": []})  # fmt: skip
    return Response(body, status, headers=headers, media_type="application/problem+json")
