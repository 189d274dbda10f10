"""One PostgreSQL for the whole run, a migrated template in it, and databases copied from that."""

import os
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest
import pytest_asyncio
from psycopg import sql
from sqlalchemy.engine import make_url

from persistence.embedded import Embedded

_TEMPLATE = "template_atrium"
_numbers = count(1)
NewDatabase = Callable[[], str]


@contextmanager
def passable_folder() -> Iterator[Path]:
    """An empty folder that PostgreSQL's account may pass through; pytest's own are closed to it."""
    with tempfile.TemporaryDirectory(prefix="atrium-tests-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Embedded]:
    """The embedded PostgreSQL, in a folder that goes with the run; nothing in it survives a crash."""
    embedded = Embedded(Path(os.environ["ATRIUM_DATA"]), settings={"max_connections": "200"}, durable=False)
    embedded.start()
    yield embedded
    embedded.stop()


@pytest.fixture(scope="session")
def new_database(postgres: Embedded) -> NewDatabase:
    """Make one more migrated, empty database; answers its owner's URL."""
    from persistence import migrate

    server = make_url(postgres.url)
    _execute(postgres.url, "create database {} template template0", _TEMPLATE)
    migrate.upgrade(server.set(database=_TEMPLATE).render_as_string(hide_password=False), os.environ["ATRIUM_SECRET"])

    def make() -> str:
        name = f"atrium_{next(_numbers)}"
        _execute(postgres.url, "create database {} template {}", name, _TEMPLATE)
        return server.set(database=name).render_as_string(hide_password=False)

    return make


@pytest.fixture
def database_url(new_database: NewDatabase) -> str:
    """An empty, migrated database for this test alone; the owner's URL."""
    return new_database()


@pytest.fixture(scope="session")
def shared_database_url(new_database: NewDatabase) -> str:
    """The database that the tests of the domain share: each makes its own people and organisations in it."""
    return new_database()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def domain_running(shared_database_url: str) -> AsyncIterator[None]:
    """The domain, started in this process over the shared database: its verbs can be called."""
    from domain import lifespan

    await lifespan.start(shared_database_url)
    yield
    await lifespan.stop()


def _execute(url: str, statement: str, *names: str) -> None:
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
