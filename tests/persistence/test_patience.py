"""A database that stands still, and closes nothing: nobody waits for it for long."""

import asyncio
import os
import signal
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest
import pytest_asyncio
import sqlalchemy as sa

from persistence.database import (
    PERSONS,
    Contended,
    Database,
    DatabaseAway,
    InDoubt,
    connection_string,
    create_roles,
    role_name,
)
from persistence.embedded import Embedded, postmaster
from persistence.patience import waiting

SECRET = "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz"
ONE = [("select pg_backend_pid() as pid", {})]


@pytest.fixture(scope="module")
def own_postgres() -> Iterator[tuple[Embedded, Path]]:
    """A PostgreSQL of this file's own, with a table of two rows."""
    with tempfile.TemporaryDirectory(prefix="atrium-patience-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)
        embedded = Embedded(Path(folder), durable=False)
        embedded.start()
        with psycopg.connect(connection_string(embedded.url), autocommit=True) as owner:
            create_roles(owner, SECRET)
            owner.execute("create table kept (id int primary key, said text)")
            owner.execute("insert into kept values (1, ''), (2, '')")
            owner.execute(f"grant all on kept to {role_name(SECRET, PERSONS)}")
        yield embedded, Path(folder) / "postgres" / "cluster"
        embedded.stop()


@pytest_asyncio.fixture
async def database(own_postgres: tuple[Embedded, Path]) -> AsyncIterator[Database]:
    opened = Database(own_postgres[0].url, SECRET)
    yield opened
    await opened.close()


@contextmanager
def standing_still(cluster: Path, *backends: int) -> Iterator[None]:
    found = postmaster.read(cluster)
    assert found is not None
    for pid in (*backends, found.pid):
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in (*backends, found.pid):
            os.kill(pid, signal.SIGCONT)


async def test_it_counts_as_away_within_three_seconds_and_is_back_at_once(
    database: Database, own_postgres: tuple[Embedded, Path]
) -> None:
    pid = (await database.read(None, ONE))[0][0].pid
    with standing_still(own_postgres[1], pid):
        began = time.monotonic()
        with pytest.raises(DatabaseAway):
            await database.read(None, ONE)
        with pytest.raises(DatabaseAway):
            async with database.transaction(None):
                pass
        assert time.monotonic() - began < 7
    assert await database.read(None, ONE)


async def _stopped_in_the_commit(database: Database, cluster: Path) -> None:
    with ExitStack() as until_the_end, waiting(0.5):
        async with database.transaction(None) as session:
            pid = (await session.execute(sa.text("select pg_backend_pid()"))).scalar_one()
            until_the_end.enter_context(standing_still(cluster, pid))


async def test_a_commit_without_an_answer_is_in_doubt(database: Database, own_postgres: tuple[Embedded, Path]) -> None:
    with pytest.raises(InDoubt):
        await _stopped_in_the_commit(database, own_postgres[1])


async def _sleep(database: Database) -> None:
    with waiting(0.2):
        async with database.transaction(None) as session:
            await session.execute(sa.text("select pg_sleep(4)"))


async def test_a_statement_may_take_only_so_long(database: Database) -> None:
    began = time.monotonic()
    with pytest.raises(DatabaseAway):
        await _sleep(database)
    assert time.monotonic() - began < 2


async def _touch(database: Database, first: int, second: int, both: asyncio.Barrier) -> None:
    async with database.transaction(None, PERSONS) as session:
        await session.execute(sa.text("update kept set said = 'x' where id = :id"), {"id": first})
        await both.wait()
        await session.execute(sa.text("update kept set said = 'x' where id = :id"), {"id": second})


async def test_of_two_that_wait_for_each_other_one_is_told_so(database: Database) -> None:
    both = asyncio.Barrier(2)
    ends = await asyncio.gather(_touch(database, 1, 2, both), _touch(database, 2, 1, both), return_exceptions=True)
    assert sorted(map(type, ends), key=str) == [type(None), Contended]
