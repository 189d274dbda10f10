"""Files up and down through REST, one after the other; against a bare Starlette route (bare_files.py)."""

import os
import threading
import time
from collections.abc import Callable

import httpx

from tests.bench.figures import Figure, percentile
from tests.bench.house import House, Process, signed_up

_SIZE, _TIMES, _WARM_UP = 20_000_000, 12, 2
_MEMORY_TARGET = 40.0  # MiB more than at rest: far below one file for each that is under way


def measure(house: House) -> list[Figure]:
    """A dozen of each by turns, after a few that are not counted; then eight uploads at once for the memory."""
    content = os.urandom(_SIZE)
    with (
        house.empty_database("transfer") as url,
        house.server(url) as server,
        house.running("-m", "tests.bench.bare_files") as bare,
    ):
        headers = signed_up(server.url)
        with (
            httpx.Client(base_url=f"{server.url}/api/v1", headers=headers, timeout=60) as ours,
            httpx.Client(base_url=bare.url, timeout=60) as theirs,
        ):
            up, bare_up, stored = _uploads(ours, theirs, content)
            place = f"{server.url}/files/{stored}"
            down, bare_down = _by_turns(lambda: _fetch(ours, place), lambda: _fetch(theirs, f"{bare.url}/file"))
            grown = _growth(server, lambda: _send(ours, "/files", content))
    return [
        Figure("upload of 20 MB", _rate(up), "MB/s", _rate(bare_up)),
        Figure("download of 20 MB", _rate(down), "MB/s", _rate(bare_down)),
        Figure("memory that eight uploads at once take", grown, "MiB", target=_MEMORY_TARGET),
    ]


def _uploads(ours: httpx.Client, theirs: httpx.Client, content: bytes) -> tuple[list[float], list[float], str]:
    stored = ""

    def send() -> None:
        nonlocal stored
        stored = _send(ours, "/files", content)

    up, bare = _by_turns(send, lambda: _send(theirs, "/file", content))
    return up, bare, stored


def _by_turns(*acts: Callable[[], object]) -> tuple[list[float], ...]:
    found: tuple[list[float], ...] = tuple([] for _ in acts)
    for number in range(_WARM_UP + _TIMES):
        for act, seconds in zip(acts, found, strict=True):
            began = time.perf_counter()
            act()
            if number >= _WARM_UP:
                seconds.append(time.perf_counter() - began)
    return found


def _send(client: httpx.Client, path: str, content: bytes) -> str:
    answer = client.post(path, files={"file": ("big.bin", content)})
    answer.raise_for_status()
    return str(answer.json().get("id", ""))


def _fetch(client: httpx.Client, url: str) -> None:
    answer = client.get(url)
    if len(answer.raise_for_status().content) != _SIZE:
        raise RuntimeError(f"{url} gave {len(answer.content)} bytes")


def _growth(server: Process, act: Callable[[], object]) -> float:
    at_rest, most = server.memory(), 0.0
    senders = [threading.Thread(target=act) for _ in range(8)]
    for sender in senders:
        sender.start()
    while any(sender.is_alive() for sender in senders):
        most = max(most, server.memory())
        time.sleep(0.02)
    return max(0.0, most - at_rest)


def _rate(seconds: list[float]) -> float:
    return _SIZE / 1e6 / percentile(seconds, 0.5)
