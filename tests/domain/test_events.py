"""What is told after commit: all of it, in order, to those concerned, and nothing that was rolled back."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import psycopg
import pytest

from domain import bus, tasks, teams
from domain.accounts import Person
from domain.errors import NotPermitted
from domain.tasks import NewShare, NewTask, TaskChanges
from domain.transactions import publish, transaction
from persistence.database import connection_string
from tests.worlds import World


@asynccontextmanager
async def heard() -> AsyncIterator[list[bus.Event]]:
    """Collects what is told while inside, and what arrives within a second after."""
    events: list[bus.Event] = []
    stop = bus.subscribe(events.append)
    try:
        yield events
    finally:
        stop()


async def _until(events: list[bus.Event], name: str, object_id: UUID | None = None, seconds: float = 5) -> bus.Event:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for event in events:
            if event.name == name and object_id in (None, event.object_id):
                return event
        await asyncio.sleep(0.005)
    raise AssertionError(f"{name} was not heard: {[e.name for e in events]}")


async def test_every_act_on_a_task_is_told_with_its_name(ada: Person, ben: Person) -> None:
    async with heard() as events:
        task = await tasks.create(NewTask(title="x"), actor=ada)
        await tasks.edit(task.id, TaskChanges(title="y"), actor=ada)
        await tasks.complete(task.id, actor=ada)
        await tasks.reopen(task.id, actor=ada)
        share = await tasks.share(task.id, NewShare(user_id=ben.id), actor=ada)
        await tasks.revoke_share(task.id, share.id, actor=ada)
        await tasks.delete(task.id, actor=ada)
        await tasks.restore(task.id, actor=ada)
        await _until(events, "task.restored", task.id)
    told = [e for e in events if e.object_id == task.id]
    assert [e.name.removeprefix("task.") for e in told] == [
        "created", "updated", "completed", "reopened", "shared", "unshared", "deleted", "restored"]  # fmt: skip
    assert [e.id for e in told] == sorted(e.id or 0 for e in told)
    assert {e.actor_id for e in told} == {ada.id}
    assert [ben.id in e.audience for e in told] == [False] * 4 + [True] * 2 + [False] * 2


async def test_the_audience_are_those_who_see_the_task_and_nobody_else(world: World) -> None:
    async with heard() as events:
        await tasks.edit(world.task.id, TaskChanges(title="y"), actor=world.member)
        event = await _until(events, "task.updated", world.task.id)
    assert event.audience == {world.team.id, world.viewing.id, world.editing.id, world.other_team.id}


async def test_who_is_removed_from_a_team_is_told_so(world: World) -> None:
    async with heard() as events:
        await teams.remove_member(world.team.id, world.member.id, actor=world.owner)
        event = await _until(events, "team.member_removed", world.team.id)
    assert event.audience == {world.team.id, world.member.id}


async def _publish_and_fail(actor: Person) -> None:
    async with transaction(actor) as session:
        publish(session, "task.ghost", kind="task", object_id=actor.id, owner_id=actor.id)
        raise NotPermitted("No.")


async def test_what_is_rolled_back_is_never_told(ada: Person) -> None:
    async with heard() as events:
        with pytest.raises(NotPermitted):
            await _publish_and_fail(ada)
        last = await tasks.create(NewTask(title="after"), actor=ada)
        await _until(events, "task.created", last.id)
    assert "task.ghost" not in [e.name for e in events]


async def test_nothing_is_missed_or_told_twice_while_the_listener_is_cut_off_again_and_again(
    ada: Person, shared_database_url: str
) -> None:
    made: list[UUID] = []

    async def writer() -> None:
        for _ in range(15):
            task = await tasks.create(NewTask(title="x"), actor=ada)
            made.append(task.id)

    async def cutter(connection: psycopg.AsyncConnection[object]) -> None:
        for _ in range(4):
            await asyncio.sleep(0.1)
            await connection.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen atrium'"
            )

    async with heard() as events:
        async with await psycopg.AsyncConnection.connect(
            connection_string(shared_database_url), autocommit=True
        ) as admin:
            await asyncio.gather(cutter(admin), *(writer() for _ in range(4)))
        last = await tasks.create(NewTask(title="last"), actor=ada)
        await _until(events, "task.created", last.id, seconds=10)
    told = [e.object_id for e in events if e.name == "task.created" and e.actor_id == ada.id]
    assert sorted(told) == sorted([*made, last.id])
    ids = [e.id for e in events if e.id is not None]
    assert ids == sorted(ids)


async def test_one_failing_subscriber_does_not_keep_the_others_from_hearing(ada: Person) -> None:
    def fail(event: bus.Event) -> None:
        raise RuntimeError("broken")

    stop = bus.subscribe(fail)
    try:
        async with heard() as events:
            task = await tasks.create(NewTask(title="x"), actor=ada)
            await _until(events, "task.created", task.id)
    finally:
        stop()
