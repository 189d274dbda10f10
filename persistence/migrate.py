"""Bringing a database to the current shape: roles, tables, policies. One process migrates while others wait."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection

from persistence import policies
from persistence.database import connection_string, create_roles

_LOCK = 724101
_ROOT = Path(__file__).parent.parent


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration, bound to `connection` when there is one."""
    config = Config(toml_file=str(_ROOT / "pyproject.toml"))
    config.set_main_option("script_location", str(_ROOT / "migrations"))
    config.attributes["connection"] = connection
    return config


def head() -> str:
    """The newest revision there is."""
    return ScriptDirectory.from_config(configuration()).get_current_head() or ""


@contextmanager
def _alone(url: str) -> Iterator[psycopg.Connection]:
    """Hold the migration lock: a second migrator waits here and then finds the work done."""
    with psycopg.connect(connection_string(url), autocommit=True, connect_timeout=5) as connection:
        # a session lock: a transaction-level one would be gone with the first migration's commit
        connection.execute("select pg_advisory_lock(%s)", (_LOCK,))
        yield connection


def current(url: str) -> str:
    """The revision the database is at, empty when it has none."""
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""


def upgrade(url: str, secret: str, revision: str = "head") -> None:
    """Migrate up (and put the policies in force) as the role in `url`. Changes nothing when all is current."""
    with _alone(url) as lock:
        create_roles(lock, secret)
        engine = sa.create_engine(url, poolclass=sa.NullPool)
        with engine.begin() as connection:
            connection.execute(sa.text("set lock_timeout = '10s'"))
            command.upgrade(configuration(connection), revision)
        if revision == "head":
            _enforce(lock)


def downgrade(url: str, revision: str) -> None:
    """Migrate down. The policies go first: they name tables that may go."""
    with _alone(url) as lock:
        lock.execute("drop schema if exists app cascade")
        engine = sa.create_engine(url, poolclass=sa.NullPool)
        with engine.begin() as connection:
            command.downgrade(configuration(connection), revision)


def _enforce(lock: psycopg.Connection) -> None:
    row = lock.execute("select obj_description(oid) from pg_namespace where nspname = 'app'").fetchone()
    if row is None or row[0] != policies.fingerprint():
        with lock.transaction():
            lock.execute(policies.text().encode())
            lock.execute(f"comment on schema app is '{policies.fingerprint()}'".encode())
