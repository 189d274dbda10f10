"""A server that is killed in the middle of a large import: after a restart every row is there exactly once."""

import asyncio
import csv
import io
import signal
from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import httpx

from tests.servers import StartServer
from tests.worlds import PASSWORD

NUMBER = 1600


async def _moved(http: httpx.AsyncClient, place: str, holds: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    for _ in range(3000):
        answer = await http.get(place)
        found: dict[str, Any] = answer.raise_for_status().json()
        if holds(found):
            return found
        await asyncio.sleep(0.02)
    raise AssertionError(f"it did not get there: {found['status']}, {found['done']} of {found['total']}")


async def test_every_row_is_there_exactly_once(start_server: StartServer) -> None:
    running = await asyncio.to_thread(start_server)
    form = {"email": f"{uuid4().hex}@example.org", "password": PASSWORD, "name": "A", "organization_name": "A"}
    async with httpx.AsyncClient(base_url=running.url, timeout=20) as http:
        token = (await http.post("/api/v1/auth/signup", json=form)).json()["access_token"]
        headers = {"Authorization": f"Bearer {token}"}
        rows = "".join(f"Row {n}\n" for n in range(NUMBER))
        answer = await http.post("/api/v1/tasks/import?format=csv", content=f"title\n{rows}", headers=headers)
        assert answer.status_code == 202, answer.text
        http.headers.update(headers)
        place = f"/api/v1/tasks/imports/{answer.json()['id']}"
        await _moved(http, place, lambda found: found["done"] >= 200)
        assert running.process
        running.process.send_signal(signal.SIGKILL)
    await asyncio.to_thread(running.process.wait)
    await asyncio.to_thread(running.start)
    async with httpx.AsyncClient(base_url=running.url, timeout=20, headers=headers) as http:
        first = (await http.get(place)).json()
        assert first["done"] < NUMBER, "it was over before it was killed, so the test shows nothing"
        done = await _moved(http, place, lambda found: found["status"] == "done")
        assert done["made"] == NUMBER
        exported = await http.get("/api/v1/tasks/export?format=csv")
    titles = Counter(row["title"] for row in csv.DictReader(io.StringIO(exported.content.decode("utf-8-sig"))))
    assert titles == {f"Row {n}": 1 for n in range(NUMBER)}
