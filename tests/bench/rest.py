"""`GET /api/dashboard/statistics` with 100 callers at once, who are 25 people; against an empty FastAPI route."""

import time
from typing import Any

import uvloop

from tests.bench import people
from tests.bench.figures import Figure, spread
from tests.bench.house import House, Process, ask

PATH = "/api/dashboard/statistics"
_CALLERS, _PEOPLE = 100, 25
_SECONDS, _WARM_UP, _MOST = 12.0, 2.0, 100_000
_TARGET = 100.0


def measure(house: House) -> list[Figure]:
    """Both for twelve seconds each, after a warm-up."""
    world = house.million
    some = [world.heavy, world.typical, *world.crowd[: _PEOPLE - 2]]
    addresses = uvloop.run(people.give_passwords(world, some))
    with house.server(world.url) as server:
        headers = [[f"Authorization: {token}"] for token in people.tokens(server, addresses)]
        ours, cpu = _calls(server, [headers[n % _PEOPLE] for n in range(_CALLERS)])
    with house.running("-m", "tests.bench.bare_route") as bare:
        theirs, bare_cpu = _calls(bare, [headers[n % _PEOPLE] for n in range(_CALLERS)])
    return [
        *spread(f"GET {PATH}, {_CALLERS} callers", ours["milliseconds"], theirs["milliseconds"], target=_TARGET),
        Figure("the same, answers that are not 200", _failed(ours), "answers", target=0),
        Figure("the same, requests a second", _rate(ours), "/s", _rate(theirs)),
        Figure("the same, processor time of the server a request", cpu, "ms", bare_cpu),
    ]


def _calls(process: Process, headers: list[list[str]]) -> tuple[dict[str, Any], float]:
    question = {"port": process.port, "path": PATH, "headers": headers, "most": _MOST}
    ask("callers", question | {"seconds": _WARM_UP}, seconds=60)
    time.sleep(0.5)
    used = process.cpu_seconds()
    found: dict[str, Any] = ask("callers", question | {"seconds": _SECONDS}, seconds=90)
    return found, (process.cpu_seconds() - used) / len(found["milliseconds"]) * 1000


def _failed(found: dict[str, Any]) -> int:
    return sum(number for status, number in found["statuses"].items() if status != "200")


def _rate(found: dict[str, Any]) -> float:
    return float(len(found["milliseconds"]) / found["seconds"])
