"""Jobs over REST: for those who run the installation alone."""

import asyncio
from uuid import uuid4

import psycopg
import pytest

from domain.transactions import front_desk, read_at_front_desk
from persistence.database import connection_string
from persistence.queries import jobs as queue
from tests.ui.api.conftest import Caller, Callers
from tests.worlds import person


@pytest.fixture
def run_installation(shared_database_url):
    """Let somebody run the installation."""

    def promote(person_id):
        with psycopg.connect(connection_string(shared_database_url), autocommit=True) as connection:
            connection.execute("update people set is_instance_admin = true where id = %s", (person_id,))

    return promote


async def _failed_job(name: str) -> int:
    async with front_desk() as session:
        number = await queue.defer(session, "nobody", name, {"secret": "never shown"}, at=None, once_key=None)
    assert number
    return number


async def _eventually_failed(number: int) -> None:
    for _ in range(200):
        rows = await read_at_front_desk(queue.PAGE, {"status": "failed", "name": None, "after": None, "limit": 1,
                                                     "id": number})  # fmt: skip
        if rows:
            return
        await asyncio.sleep(0.05)
    raise AssertionError("a job that nobody knows was not set aside")


async def test_others_may_neither_see_nor_run_jobs(callers: Callers) -> None:
    await person("First")  # the very first person of an installation runs it
    stranger = await callers.of(await person("Eve"))
    assert (await stranger.get("/jobs")).status_code == 403
    assert (await stranger.post("/jobs/1/retry")).status_code == 403
    assert (await callers.nobody().get("/jobs")).status_code == 401


async def test_an_admin_sees_what_failed_and_runs_it_again(callers: Callers, run_installation) -> None:
    root = await person("Root")
    run_installation(root.id)
    admin: Caller = await callers.of(root)
    name = f"nobody.knows.{uuid4().hex[:8]}"
    number = await _failed_job(name)
    await _eventually_failed(number)
    answer = await admin.get(f"/jobs?status=failed&name={name}")
    assert answer.status_code == 200
    [shown] = answer.json()["items"]
    assert (shown["id"], shown["status"], answer.json()["total"]) == (number, "failed", 1)
    assert "never shown" not in answer.text
    again = await admin.post(f"/jobs/{number}/retry")
    assert (again.status_code, again.json()["attempts"]) == (200, 0)
    assert again.json()["status"] in ("waiting", "running")  # a worker may have been quick
    assert (await admin.post(f"/jobs/{2**40}/retry")).status_code == 404
    assert (await admin.get("/jobs?status=lost")).status_code == 422
    assert (await admin.get("/jobs?cursor=x")).status_code == 422
