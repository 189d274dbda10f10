"""A server that is killed in the middle: what is sent again under its key exists once, and has one answer."""

import asyncio
import signal
from uuid import uuid4

import httpx

from tests.worlds import PASSWORD

NUMBER = 60


async def _send(http, token, key):
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key}
    try:
        return await http.post("/api/v1/tasks", json={"title": key}, headers=headers)
    except httpx.TransportError:
        return None


async def test_nothing_is_lost_and_nothing_is_doubled(start_server):
    running = await asyncio.to_thread(start_server)
    form = {"email": f"{uuid4().hex}@example.org", "password": PASSWORD, "name": "A", "organization_name": "A"}
    async with httpx.AsyncClient(base_url=running.url, timeout=20) as http:
        answer = await http.post("/api/v1/auth/signup", json=form)
        assert answer.is_success, answer.text
        token = answer.json()["access_token"]
        keys = [uuid4().hex for _ in range(NUMBER)]
        sending = [asyncio.create_task(_send(http, token, key)) for key in keys]
        await asyncio.wait(sending, return_when=asyncio.FIRST_COMPLETED)
        running.process.send_signal(signal.SIGKILL)
        first = dict(zip(keys, await asyncio.gather(*sending), strict=True))
    await asyncio.to_thread(running.process.wait)
    assert any(answer is None for answer in first.values())  # it was killed in the middle
    await asyncio.to_thread(running.start)
    async with httpx.AsyncClient(base_url=running.url, timeout=20) as http:
        for key in keys:
            again = await _send(http, token, key)
            assert again.status_code == 201, again.text
            assert again.json()["title"] == key
            assert first[key] is None or first[key].content == again.content
        headers = {"Authorization": f"Bearer {token}"}
        page = (await http.get("/api/v1/tasks?limit=100", headers=headers)).json()
        assert sorted(t["title"] for t in page["items"]) == sorted(keys)
