"""One change, made over REST, pushed to 100, 300 and 1,000 open dashboards of as many people; against a bare label.

The people are of one team, each sees about a hundred tasks among the million, and a task is added to the team. The
time runs from sending the request to the message on a page's socket that carries that page's new number. The
baseline is a NiceGUI application with nothing but a label on each page, under the same options.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import uvloop

from tests.bench import people
from tests.bench.figures import Figure, spread
from tests.bench.house import House, Process
from tests.servers import MAIN, environment

_STEPS = (100, 300, 1000)
_CHANGES = 10
_TARGET = 1000.0
_SETTLED = 8.0  # seconds after the last page was opened
_OURS, _BARE = r'"numbers":\{"total":(\d+)', r"T=(\d+)\."


@dataclass(frozen=True, slots=True)
class _Step:
    pages: int
    milliseconds: list[float]
    missing: int
    opened: float  # pages a second
    memory: float  # MiB of the server
    cpu: float  # milliseconds of the server for one change
    idle: float  # share of one core between changes


def measure(house: House) -> list[Figure]:
    """Ours and bare, each with more and more pages."""
    world = house.million
    cookies = uvloop.run(people.cookies(world, world.crowd))
    address = uvloop.run(people.give_passwords(world, world.crowd[:1]))
    with house.server(world.url) as server:
        token = people.tokens(server, address)[0]
        change = _request(server, "/api/tasks", {"title": "One more", "team_id": str(world.crowd_team)}, token)
        empty, ours = server.memory(), _steps(server, _OURS, change, cookies)
    with house.running("-m", "tests.bench.bare_pages") as bare:
        bare_empty, theirs = bare.memory(), _steps(bare, _BARE, _request(bare, "/push", {}), [""] * len(cookies))
    figures = []
    for our, their in zip(ours, theirs, strict=True):
        what = f"one change to {our.pages} dashboards"
        target = _TARGET if our.pages == max(_STEPS) else None
        figures += spread(what, our.milliseconds, their.milliseconds, target=target)
        figures.append(Figure(f"{what}, missing of {_CHANGES * our.pages}", our.missing, "", target=0))
        figures.append(Figure(f"{what}, processor time of the server", our.cpu, "ms", their.cpu))
    last, bare_last = ours[-1], theirs[-1]
    return [
        *figures,
        Figure("memory of the server a page (PSS)", _each(last, empty), "KiB", _each(bare_last, bare_empty)),
        Figure(f"processor in use with {last.pages} pages at rest", last.idle, "%", bare_last.idle),
        Figure("pages opened a second", last.opened, "/s", bare_last.opened),
    ]


def _each(step: _Step, empty: float) -> float:
    return (step.memory - empty) * 1024 / step.pages


def _request(process: Process, path: str, body: dict[str, str], token: str = "") -> str:
    told = json.dumps(body)
    lines = [f"POST {path} HTTP/1.1", f"Host: 127.0.0.1:{process.port}", "Connection: close",
             "Content-Type: application/json", f"Content-Length: {len(told)}"]  # fmt: skip
    return "\r\n".join([*lines, *([f"Authorization: {token}"] if token else []), "", told])


def _steps(process: Process, number: str, change: str, cookies: list[str]) -> list[_Step]:
    with _pages(port=process.port, path="/", number=number, change=change) as say:
        found, before = [], 0
        for step in _STEPS:
            found.append(_step(process, say, cookies[before:step], step))
            before = step
        return found


def _step(process: Process, say: Any, cookies: list[str], pages: int) -> _Step:
    opened = say({"open": cookies})
    if opened["open"] != pages:
        raise RuntimeError(f"{opened['open']} of {pages} pages opened: {opened['failed'][:3]}")
    time.sleep(_SETTLED)
    idle = _cpu_share(process, 5.0)
    memory = process.memory()
    used, began = process.cpu_seconds(), time.perf_counter()
    pushed = say({"push": _CHANGES})
    used, took = process.cpu_seconds() - used, time.perf_counter() - began
    cpu = max(0.0, used - idle * took) / _CHANGES * 1000
    return _Step(pages, pushed["milliseconds"], pushed["missing"], len(cookies) / opened["seconds"], memory, cpu,
                 idle * 100)  # fmt: skip


def _cpu_share(process: Process, seconds: float) -> float:
    used = process.cpu_seconds()
    time.sleep(seconds)
    return (process.cpu_seconds() - used) / seconds


@contextmanager
def _pages(**place: Any) -> Iterator[Any]:
    command = [sys.executable, "-m", "tests.bench.pages"]
    with subprocess.Popen(command, env=environment(), cwd=MAIN.parent, text=True,
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:  # fmt: skip
        assert running.stdin is not None
        assert running.stdout is not None
        told, answers = running.stdin, running.stdout
        print(json.dumps(place), file=told, flush=True)

        def say(question: dict[str, Any]) -> Any:
            print(json.dumps(question), file=told, flush=True)
            return json.loads(answers.readline())

        try:
            yield say
        finally:
            told.close()
            running.wait(20)
