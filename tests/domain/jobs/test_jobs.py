"""Jobs: queued with their transaction, tried again, set aside, shown and run again."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
import pytest_asyncio

from domain import jobs
from domain.accounts import Person
from domain.clock import now
from domain.errors import Conflict, Invalid, NotFound, NotPermitted
from domain.jobs import Entry
from domain.transactions import front_desk, read, transaction

RUNS: Counter[str] = Counter()


@jobs.job(name="test.count", wait=0.01)
async def count(key: str) -> None:
    RUNS[key] += 1


@jobs.job(name="test.fail_at_first", wait=0.01)
async def fail_at_first(key: str, failures: int) -> None:
    RUNS[key] += 1
    if RUNS[key] <= failures:
        raise ValueError(f"not yet, {key}")


@jobs.job(name="test.give_up", wait=0.01)
async def give_up(key: str) -> None:
    RUNS[key] += 1
    raise jobs.GiveUp("This can never be done.")


@pytest_asyncio.fixture(scope="module", loop_scope="session", autouse=True)
async def _working(domain_running: None, shared_database_url: str) -> AsyncIterator[None]:
    """The worker, once more: it knows the kinds that were declared before it started."""
    await jobs.stop()
    await jobs.start(shared_database_url, patience=2)
    yield


@pytest_asyncio.fixture(loop_scope="session")
async def admin(ada: Person) -> Person:
    return replace(ada, is_instance_admin=True)


async def _until(holds: Callable[[], bool | Awaitable[bool]]) -> None:
    for _ in range(500):
        answer = holds()
        if await answer if isinstance(answer, Awaitable) else answer:
            return
        await asyncio.sleep(0.02)
    raise AssertionError("It did not happen in ten seconds.")


async def _entry(number: int, admin: Person) -> Entry:
    found = await jobs.jobs_of_instance(actor=admin, limit=100)
    return next(entry for entry in found.items if entry.id == number)


async def _ended(number: int, admin: Person) -> Entry:
    async def has_ended() -> bool:
        return (await _entry(number, admin)).status in ("succeeded", "failed")

    await _until(has_ended)
    return await _entry(number, admin)


async def test_a_job_is_done_after_its_transaction_and_never_without_it(ada: Person) -> None:
    kept, dropped = str(uuid4()), str(uuid4())
    with suppress(ZeroDivisionError):
        async with transaction(ada) as session:
            await jobs.later(session, count, key=dropped)
            raise ZeroDivisionError
    async with transaction(ada) as session:
        await jobs.later(session, count, key=kept)
        await asyncio.sleep(0.4)
        assert RUNS[kept] == 0
    await _until(lambda: RUNS[kept] == 1)
    assert RUNS[dropped] == 0


async def test_a_key_is_queued_once_whoever_asks_and_free_again_when_the_first_was_rolled_back(ada: Person) -> None:
    key = str(uuid4())
    with suppress(ZeroDivisionError):
        async with transaction(ada) as session:
            assert await jobs.later(session, count, key=key, once_key=key)
            raise ZeroDivisionError

    async def ask() -> int | None:
        async with front_desk() as session:
            return await jobs.later(session, count, key=key, once_key=key)

    assert sum(number is not None for number in await asyncio.gather(*(ask() for _ in range(5)))) == 1
    await _until(lambda: RUNS[key] == 1)
    assert await ask() is None


async def test_a_failed_job_is_tried_again(admin: Person) -> None:
    key = str(uuid4())
    async with front_desk() as session:
        number = await jobs.later(session, fail_at_first, key=key, failures=2)
    assert number
    ended = await _ended(number, admin)
    assert (ended.status, RUNS[key], ended.attempts) == ("succeeded", 3, 3)
    assert ended.error == f"ValueError: not yet, {key}"


async def test_a_job_that_never_succeeds_is_set_aside_and_can_be_run_again(admin: Person) -> None:
    key = str(uuid4())
    async with front_desk() as session:
        number = await jobs.later(session, fail_at_first, key=key, failures=6)
    assert number
    ended = await _ended(number, admin)
    assert (ended.status, RUNS[key]) == ("failed", 6)
    again = await jobs.run_again(number, actor=admin)
    assert (again.status, again.attempts) == ("waiting", 0)
    assert (await _ended(number, admin)).status == "succeeded"
    assert RUNS[key] == 7
    with pytest.raises(Conflict):
        await jobs.run_again(number, actor=admin)


async def test_who_gives_up_is_not_tried_again(admin: Person) -> None:
    key = str(uuid4())
    async with front_desk() as session:
        number = await jobs.later(session, give_up, key=key)
    assert number
    ended = await _ended(number, admin)
    assert (ended.status, ended.error, RUNS[key]) == ("failed", "GiveUp: This can never be done.", 1)
    assert number in [entry.id for entry in (await jobs.jobs_of_instance(actor=admin, status="failed")).items]
    assert (await jobs.counts(actor=admin))["failed"] >= 1


async def test_a_job_waits_for_its_hour(admin: Person) -> None:
    key = str(uuid4())
    async with front_desk() as session:
        number = await jobs.later(session, count, key=key, at=now() + timedelta(hours=1))
    await asyncio.sleep(0.6)
    assert number
    assert (await _entry(number, admin)).status == "waiting"
    assert RUNS[key] == 0


async def test_nobody_but_instance_admins_sees_or_runs_jobs(ada: Person) -> None:
    nobody = replace(ada, is_instance_admin=False)
    with pytest.raises(NotPermitted):
        await jobs.jobs_of_instance(actor=nobody)
    with pytest.raises(NotPermitted):
        await jobs.counts(actor=nobody)
    with pytest.raises(NotPermitted):
        await jobs.run_again(1, actor=nobody)


async def test_what_is_asked_wrongly_is_refused(admin: Person) -> None:
    with pytest.raises(Invalid):
        await jobs.jobs_of_instance(actor=admin, status="lost")
    with pytest.raises(Invalid):
        await jobs.jobs_of_instance(actor=admin, cursor="x")
    with pytest.raises(NotFound):
        await jobs.run_again(2**40, actor=admin)


async def test_pages_follow_each_other(admin: Person) -> None:
    async with front_desk() as session:
        numbers = [await jobs.later(session, count, key=str(uuid4())) for _ in range(5)]
    first = await jobs.jobs_of_instance(actor=admin, name="test.count", limit=3)
    second = await jobs.jobs_of_instance(actor=admin, name="test.count", limit=3, cursor=first.next_cursor)
    assert [e.id for e in [*first.items, *second.items]][:5] == sorted(numbers, reverse=True)  # type: ignore[type-var]


@pytest.mark.parametrize("table", ["procrastinate_jobs", "effects", "last_errors", "procrastinate_events"])
async def test_persons_never_read_the_queue(ada: Person, table: str) -> None:
    with pytest.raises(NotPermitted):
        await read(ada, f"select * from procrastinate.{table}")
