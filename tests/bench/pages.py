"""Many open pages and one who changes something, in a process of their own: `python -m tests.bench.pages`.

Reads one JSON object a line on stdin and answers each with one on stdout: first where everything is, then
{"open": [cookies]} for more pages, {"push": changes} for so many changes one after the other.
"""

import asyncio
import json
import re
import sys
import time
from dataclasses import dataclass, field
from typing import Any

import uvloop

from tests.bench.browser import Browser, Place

_AT_ONCE = 8  # pages that are opened at the same time
_ACKNOWLEDGE_EVERY = 3.0
_PATIENCE = 10.0  # seconds until a push that did not come counts as missing
_PAUSE = 2.5  # between two changes


@dataclass
class Pages:
    """The open pages. Every change makes the number of each of them greater by one."""

    place: Place
    change: bytes
    browsers: list[Browser] = field(default_factory=list)
    waiting: set[Browser] = field(default_factory=set)
    asked_at: int = 0
    wanted: dict[Browser, int] = field(default_factory=dict)
    arrived: list[float] = field(default_factory=list)

    async def open(self, cookies: list[str]) -> dict[str, Any]:
        """Open a page for each, a few at a time; a page counts once it shows its number."""
        gate = asyncio.Semaphore(_AT_ONCE)
        began = time.perf_counter()
        done = await asyncio.gather(*(self._open(cookie, gate) for cookie in cookies), return_exceptions=True)
        failed = [repr(result) for result in done if isinstance(result, BaseException)]
        return {"open": len(self.browsers), "failed": failed, "seconds": time.perf_counter() - began}

    async def _open(self, cookie: str, gate: asyncio.Semaphore) -> None:
        browser = Browser(self.place, self._hear)
        async with gate:
            await browser.open(cookie)
            if cookie:  # a bare page has its number in the HTML
                await asyncio.wait_for(browser.has_number.wait(), 30)
        self.browsers.append(browser)

    def _hear(self, browser: Browser, number: int, at: int) -> None:
        if browser in self.waiting and number == self.wanted[browser]:
            self.waiting.discard(browser)
            self.arrived.append((at - self.asked_at) / 1e6)

    async def push(self, changes: int) -> dict[str, Any]:
        """Make changes; for each page and change, the milliseconds from the request to the new number."""
        found: dict[str, Any] = {"milliseconds": [], "missing": 0, "requests": []}
        for _ in range(changes):
            self.waiting = {browser for browser in self.browsers if browser.is_open}
            closed = len(self.browsers) - len(self.waiting)
            self.wanted = {browser: browser.shown + 1 for browser in self.waiting}
            self.arrived = []
            self.asked_at = time.perf_counter_ns()
            await self._ask()
            found["requests"].append((time.perf_counter_ns() - self.asked_at) / 1e6)
            await self._until_all_heard()
            found["milliseconds"] += self.arrived
            found["missing"] += len(self.waiting) + closed
            await asyncio.sleep(_PAUSE)
        return found

    async def _ask(self) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.place.port)
        writer.write(self.change)
        answer = await reader.read(-1)
        writer.close()
        if answer[9:10] != b"2":
            raise ConnectionError(answer[:400].decode("latin-1"))

    async def _until_all_heard(self) -> None:
        until = time.monotonic() + _PATIENCE
        while self.waiting and time.monotonic() < until:
            await asyncio.sleep(0.02)

    async def acknowledge(self) -> None:
        """Go on acknowledging, a few pages at a time."""
        while True:
            await asyncio.sleep(_ACKNOWLEDGE_EVERY)
            for number, browser in enumerate(list(self.browsers)):
                browser.acknowledge()
                if number % 50 == 49:
                    await asyncio.sleep(0.01)


async def main() -> None:
    """Obey the lines on stdin."""
    loop = asyncio.get_running_loop()
    said = json.loads(await loop.run_in_executor(None, sys.stdin.readline))
    place = Place(said["port"], said["path"], re.compile(said["number"].encode()))
    pages = Pages(place, said["change"].encode())
    acknowledging = asyncio.create_task(pages.acknowledge())
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        said = json.loads(line)
        answer = await (pages.open(said["open"]) if "open" in said else pages.push(said["push"]))
        print(json.dumps(answer), flush=True)
    acknowledging.cancel()
    for browser in pages.browsers:
        browser.close()


if __name__ == "__main__":
    uvloop.run(main())
