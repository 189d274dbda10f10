"""Many programs asking at once over kept connections, in a process of their own: `python -m tests.bench.callers`.

Reads on stdin {port, path, headers: one list of header lines per caller, seconds, most}; writes on stdout the
milliseconds that each request took and the statuses. Each caller asks again as soon as it has its answer. They all
begin when the last one is connected and was answered once: how servers let new connections in is not measured.
"""

import asyncio
import json
import sys
import time
from collections import Counter
from functools import partial
from typing import Any

import uvloop

_MOST_CALLERS, _MOST_SECONDS = 200, 60.0


class Caller(asyncio.Protocol):
    """One kept connection with one request under way. It reads answers with a Content-Length only."""

    def __init__(self, request: bytes, found: "Found") -> None:
        self._request, self._found = request, found
        self._buffer = bytearray()
        self._asked_at = 0
        loop = asyncio.get_running_loop()
        self.greeted, self.ended = loop.create_future(), loop.create_future()

    def connection_made(self, transport: Any) -> None:
        self._transport = transport
        transport.write(self._request)

    def ask(self) -> None:
        """Ask, and ask again after each answer until it is enough."""
        if self._found.is_over():
            self._transport.close()
            return
        self._asked_at = time.perf_counter_ns()
        self._transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, separator, body = self._buffer.partition(b"\r\n\r\n")
        if not separator:
            return
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
        if len(body) < length:
            return
        self._buffer.clear()
        if not self.greeted.done():
            self.greeted.set_result(None)
            return
        self._found.note(int(head[9:12]), (time.perf_counter_ns() - self._asked_at) / 1e6)
        self.ask()

    def connection_lost(self, error: Exception | None) -> None:
        if not self._found.is_over():
            self._found.statuses["lost"] += 1
        for waiting in (self.greeted, self.ended):
            if not waiting.done():
                waiting.set_result(None)


class Found:
    """What all callers together found, and when it is enough."""

    def __init__(self, seconds: float, most: int) -> None:
        self.milliseconds: list[float] = []
        self.statuses: Counter[str] = Counter()
        self._seconds, self._most, self._until = seconds, most, float("inf")

    def begin(self) -> None:
        """From now on the time counts."""
        self._until = time.monotonic() + self._seconds

    def is_over(self) -> bool:
        return time.monotonic() > self._until or len(self.milliseconds) >= self._most

    def note(self, status: int, milliseconds: float) -> None:
        self.statuses[str(status)] += 1
        self.milliseconds.append(milliseconds)


async def call(question: dict[str, Any]) -> dict[str, Any]:
    """Ask until the time is over or enough was asked."""
    found = Found(min(question["seconds"], _MOST_SECONDS), question["most"])
    loop = asyncio.get_running_loop()
    callers = []
    for lines in question["headers"][:_MOST_CALLERS]:
        head = [f"GET {question['path']} HTTP/1.1", f"Host: 127.0.0.1:{question['port']}", *lines, "", ""]
        request = "\r\n".join(head).encode()
        _, caller = await loop.create_connection(partial(Caller, request, found), "127.0.0.1", question["port"])
        callers.append(caller)
        await caller.greeted
    began = time.perf_counter()
    found.begin()
    for caller in callers:
        caller.ask()
    await asyncio.gather(*(caller.ended for caller in callers))
    return {"milliseconds": found.milliseconds, "statuses": found.statuses, "seconds": time.perf_counter() - began}


if __name__ == "__main__":
    json.dump(uvloop.run(call(json.load(sys.stdin))), sys.stdout)
