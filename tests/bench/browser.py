"""One simulated browser: it gets a page, opens its socket with cookie and origin, and answers as nicegui.js does.

It speaks raw engine.io over a raw websocket, so that a thousand of them cost one core a moment.
"""

import asyncio
import json
import os
import re
import struct
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

_CLIENT = re.compile(rb"client_id.: ?.([0-9a-f-]{36})")
_NEXT = re.compile(rb"next_message_id.: ?(\d+)")
_MESSAGE = re.compile(rb'"_id":(\d+)')
_TEXT, _CLOSE, _PING, _PONG = 1, 8, 9, 10


@dataclass(frozen=True, slots=True)
class Place:
    """Which page of which server, and how the number that is watched stands in the messages to it."""

    port: int
    path: str
    number: re.Pattern[bytes]

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"


def framed(payload: bytes, kind: int = _TEXT) -> bytes:
    """One masked frame."""
    length = len(payload)
    head = (
        struct.pack("!BB", 0x80 | kind, 0x80 | length)
        if length < 126
        else struct.pack("!BBH", 0x80 | kind, 0xFE, length)
    )
    mask = os.urandom(4)
    key = (mask * (length // 4 + 1))[:length]
    masked = int.from_bytes(payload, "big") ^ int.from_bytes(key, "big")
    return head + mask + masked.to_bytes(length, "big")


async def get(place: Place, cookie: str) -> bytes:
    """The page's HTML. Raises ConnectionError for any other answer than 200."""
    reader, writer = await asyncio.open_connection("127.0.0.1", place.port)
    lines = [f"GET {place.path} HTTP/1.1", f"Host: {place.host}", "Connection: close"]
    writer.write("\r\n".join([*lines, *([f"Cookie: {cookie}"] if cookie else []), "", ""]).encode())
    answer = await reader.read(-1)
    writer.close()
    if not answer.startswith(b"HTTP/1.1 200"):
        raise ConnectionError(answer[:200].decode("latin-1"))
    return answer


class Browser(asyncio.Protocol):
    """The socket of one open page. `on_number(browser, number, at)` is called for each number that arrives."""

    def __init__(self, place: Place, on_number: Callable[["Browser", int, int], None]) -> None:
        self._place, self._on_number = place, on_number
        self._buffer = bytearray()
        self._is_upgraded = False
        self._next_id, self._acknowledged = 0, -1
        self._client_id = ""
        self.is_open = False
        self.opened = asyncio.get_running_loop().create_future()
        self.shown = 0  # the number that stands on the page
        self.has_number = asyncio.Event()

    async def open(self, cookie: str) -> None:
        """Get the page, connect its socket."""
        page = await get(self._place, cookie)
        client, following = _CLIENT.search(page), _NEXT.search(page)
        if client is None or following is None:
            raise ConnectionError("This is no page of NiceGUI.")
        self._client_id = client[1].decode()
        query = urlencode({
            "implicit_handshake": "true", "client_id": self._client_id, "next_message_id": following[1].decode(),
            "document_id": str(uuid.uuid4()), "tab_id": str(uuid.uuid4()), "EIO": 4, "transport": "websocket",
        })  # fmt: skip
        lines = [
            f"GET /_nicegui_ws/socket.io/?{query} HTTP/1.1", f"Host: {self._place.host}", "Upgrade: websocket",
            "Connection: Upgrade", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13",
            f"Origin: http://{self._place.host}", *([f"Cookie: {cookie}"] if cookie else []), "", "",
        ]  # fmt: skip
        self._request = "\r\n".join(lines).encode()
        await asyncio.get_running_loop().create_connection(lambda: self, "127.0.0.1", self._place.port)
        await asyncio.wait_for(self.opened, 30)

    def connection_made(self, transport: Any) -> None:
        self._transport = transport
        transport.write(self._request)

    def connection_lost(self, error: Exception | None) -> None:
        self.is_open = False
        if not self.opened.done():
            self.opened.set_exception(ConnectionError("The socket was closed before the page was open."))

    def data_received(self, data: bytes) -> None:
        at = time.perf_counter_ns()
        self._buffer += data
        if not self._is_upgraded and not self._upgrade():
            return
        while (frame := self._frame()) is not None:
            kind, payload = frame
            if kind == _PING:
                self._transport.write(framed(payload, _PONG))
            elif kind == _CLOSE:
                self._transport.close()
            else:
                self._read(payload, at)

    def _upgrade(self) -> bool:
        head, separator, rest = self._buffer.partition(b"\r\n\r\n")
        if not separator:
            return False
        if b" 101 " not in head.split(b"\r\n", 1)[0]:
            self._transport.close()
            return False
        self._buffer = rest
        self._is_upgraded = True
        return True

    def _frame(self) -> tuple[int, bytes] | None:
        buffer = self._buffer
        if len(buffer) < 2:
            return None
        length, start = buffer[1] & 127, 2
        if length == 126:
            length, start = int.from_bytes(buffer[2:4], "big"), 4
        elif length == 127:
            length, start = int.from_bytes(buffer[2:10], "big"), 10
        if len(buffer) < start or len(buffer) < start + length:
            return None
        kind, payload = buffer[0] & 15, bytes(buffer[start : start + length])
        del buffer[: start + length]
        return kind, payload

    def _read(self, payload: bytes, at: int) -> None:
        if payload[:1] == b"2":
            self._say(b"3")
        elif payload[:1] == b"0":
            self._say(b"40")
        elif payload[:2] == b"40":
            self.is_open = True
            if not self.opened.done():
                self.opened.set_result(None)
        elif payload[:2] == b"44":
            self._transport.close()
        elif payload[:2] == b"42":
            self._heed(payload, at)

    def _heed(self, payload: bytes, at: int) -> None:
        if ids := _MESSAGE.findall(payload):
            self._next_id = int(ids[-1]) + 1
        for number in self._place.number.findall(payload):
            self.shown = int(number)
            self.has_number.set()
            self._on_number(self, self.shown, at)

    def acknowledge(self) -> None:
        """Tell what arrived, as nicegui.js does every three seconds."""
        if self.is_open and self._acknowledged < self._next_id:
            self._acknowledged = self._next_id
            told = ["ack", {"client_id": self._client_id, "next_message_id": self._next_id}]
            self._say(f"42{json.dumps(told)}".encode())

    def _say(self, payload: bytes) -> None:
        self._transport.write(framed(payload))

    def close(self) -> None:
        """Close the page."""
        self._transport.close()
