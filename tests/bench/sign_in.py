"""Signing in, and whether others notice: argon2 works in a pool of threads beside the loop.

For ten seconds sixteen people sign in again and again over REST, while ten others ask for their numbers, and again
while two others load their tasks page, whole, one time after the other. The baseline of each is the same without the
other. The target for both is 100 ms.
"""

import asyncio
import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import uvloop

from tests.bench import people
from tests.bench.figures import Figure, spread
from tests.bench.house import House, Process, ask
from tests.bench.rest import PATH

_SIGNING_IN, _ASKING, _LOADING = 16, 10, 2
_PAGE = "/tasks"
_SECONDS = 10.0


def measure(house: House) -> list[Figure]:
    """Each alone, then both at once."""
    world = house.million
    addresses = uvloop.run(people.give_passwords(world, world.crowd[: _SIGNING_IN + _ASKING]))
    cookies = uvloop.run(people.cookies(world, world.crowd[-_LOADING:]))
    with house.server(world.url) as server:
        numbers = PATH, [[f"Authorization: {token}"] for token in people.tokens(server, addresses[_SIGNING_IN:])]
        pages = _PAGE, [[f"Cookie: {cookie}"] for cookie in cookies]
        found: list[Figure] = []
        for path, headers in (numbers, pages):
            alone = _asking(server, path, headers)
            with ThreadPoolExecutor(1) as beside:
                signing_in = beside.submit(_signing_in, server, addresses[:_SIGNING_IN])
                together = _asking(server, path, headers)
                sign_ins = signing_in.result()
            found += spread(f"GET {path} while others sign in", together, alone, target=100)
            found.append(Figure("sign-ins a second meanwhile (argon2id, 64 MiB)", sign_ins, "/s"))
        found.append(Figure("the same, nothing beside", _signing_in(server, addresses[:_SIGNING_IN]), "/s"))
    return found


def _asking(server: Process, path: str, headers: list[list[str]]) -> list[float]:
    question = {"port": server.port, "path": path, "headers": headers, "seconds": _SECONDS, "most": 50_000}
    found: dict[str, Any] = ask("callers", question, seconds=60)
    return [float(took) for took in found["milliseconds"]]


def _signing_in(server: Process, addresses: list[str]) -> float:
    """How many succeed a second."""
    return sum(asyncio.run(_all(server.port, addresses))) / _SECONDS


async def _all(port: int, addresses: list[str]) -> list[int]:
    until = time.monotonic() + _SECONDS
    return await asyncio.gather(*(_again_and_again(port, address, until) for address in addresses))


async def _again_and_again(port: int, address: str, until: float) -> int:
    body = json.dumps({"email": address, "password": people.PASSWORD})
    lines = ["POST /api/auth/login HTTP/1.1", f"Host: 127.0.0.1:{port}", "Connection: close",
             "Content-Type: application/json", f"Content-Length: {len(body)}", "", body]  # fmt: skip
    done = 0
    while time.monotonic() < until:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write("\r\n".join(lines).encode())
        answer = await reader.read(-1)
        writer.close()
        done += answer.startswith(b"HTTP/1.1 200")
    return done
