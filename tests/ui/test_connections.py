"""Headers without end, in size or in time, against a server of our connections."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import pytest_asyncio
import uvicorn

from ui import connections
from ui.connections import MOST, Connection

Ask = Callable[..., Awaitable[bytes]]
_BEGUN = b"POST / HTTP/1.1\r\nHost: x\r\n"


async def _app(scope: Any, receive: Any, send: Any) -> None:
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


@pytest_asyncio.fixture(loop_scope="session")
async def ask() -> AsyncIterator[Ask]:
    """Send pieces on one connection, with pauses, and answer all that comes back until it is closed."""
    server = uvicorn.Server(uvicorn.Config(_app, http=Connection, port=0, lifespan="off", log_config=None))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]

    async def asking(*pieces: bytes, pause: float = 0.0) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            with contextlib.suppress(ConnectionError):  # it was closed while we sent
                for piece in pieces:
                    writer.write(piece)
                    await writer.drain()
                    await asyncio.sleep(pause)
            return await asyncio.wait_for(reader.read(), 10)
        except ConnectionError:
            return b"cut off"
        finally:
            writer.close()

    yield asking
    server.should_exit = True
    await serving


async def test_usual_requests_are_answered_one_after_the_other(ask: Ask) -> None:
    whole = _BEGUN + b"Content-Length: 3\r\n\r\nabc"
    chunked = (
        _BEGUN + b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + b"1\r\na\r\n" * 40_000 + b"0\r\n\r\n"
    )
    answer = await ask(whole, whole[:20], whole[20:], chunked, pause=0.02)
    assert answer.count(b"HTTP/1.1 200 OK") == 3


@pytest.mark.parametrize("endless", [b"X: a\r\n" * 200, b"X" * 1_000])
async def test_headers_have_an_end(ask: Ask, endless: bytes) -> None:
    answer = await ask(_BEGUN, *[endless] * (2 * MOST // len(endless)), pause=0.001)
    assert answer == b"cut off" or answer.startswith(b"HTTP/1.1 431 ")


async def test_what_comes_after_the_last_chunk_has_an_end_too(ask: Ask) -> None:
    begun = _BEGUN + b"Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n"
    answer = await ask(begun, *[b"X: a\r\n" * 200] * (2 * MOST // 1200), pause=0.001)
    assert b"200 OK" not in answer


@pytest.mark.parametrize("begun", [b"", b"GET / HTTP/1.1\r\nHo"])
async def test_headers_are_not_waited_for_for_ever(ask: Ask, begun: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "SECONDS", 0.2)
    assert (await ask(begun)).startswith(b"HTTP/1.1 408 ")
