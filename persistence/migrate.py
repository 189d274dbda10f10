"""Bringing a database to the current shape: roles, tables, policies. One process migrates while others wait."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from persistence import policies
from persistence.database import connection_string, create_roles

if TYPE_CHECKING:
    from alembic.config import Config

_LOCK = 724101
_ROOT = Path(__file__).parent.parent
_REVISION = re.compile(r'^revision = "(\w+)"\s+down_revision = (?:"(\w+)"|None)', re.MULTILINE)


def configuration(connection: Connection | None = None) -> "Config":
    """Alembic's configuration, bound to `connection` when there is one."""
    from alembic.config import Config

    config = Config(toml_file=str(_ROOT / "pyproject.toml"))
    config.set_main_option("script_location", str(_ROOT / "migrations"))
    config.attributes["connection"] = connection
    return config


class FromTheFuture(Exception):
    """The database was migrated by a newer program; the message says so."""


@cache
def _revisions() -> tuple[str, ...]:
    # not asked of Alembic: importing it takes a third of a second, and most starts have nothing to migrate
    scripts = (_ROOT / "migrations" / "versions").glob("[0-9]*.py")
    after = {down: revision for script in scripts for revision, down in _REVISION.findall(script.read_text())}
    chain, last = list[str](), ""
    while last := after.get(last, ""):
        chain.append(last)
    return tuple(chain)


def head() -> str:
    """The newest revision there is."""
    return _revisions()[-1]


@contextmanager
def _alone(url: str) -> Iterator[psycopg.Connection]:
    """Hold the migration lock: a second migrator waits here and then finds the work done."""
    with psycopg.connect(connection_string(url), autocommit=True, connect_timeout=5) as connection:
        # a session lock: a transaction-level one would be gone with the first migration's commit
        connection.execute("select pg_advisory_lock(%s)", (_LOCK,))
        yield connection


def current(url: str) -> str:
    """The revision the database is at, empty when it has none."""
    with psycopg.connect(connection_string(url), autocommit=True, connect_timeout=5) as connection:
        return revision_of(connection)


def revision_of(connection: psycopg.Connection) -> str:
    """The revision of the database behind `connection`, empty when it has none."""
    known = connection.execute("select to_regclass('public.alembic_version')").fetchone()
    if known is None or known[0] is None:
        return ""
    row = connection.execute("select version_num from public.alembic_version").fetchone()
    return row[0] if row else ""


def upgrade(url: str, secret: str, revision: str = "head") -> None:
    """Migrate up (and put the policies in force) as the role in `url`. Changes nothing when all is current."""
    with _alone(url) as lock:
        present = revision_of(lock)
        if present and present not in _revisions():
            raise FromTheFuture(
                f"The database is at revision {present}, which this Atrium does not know. Use a newer one."
            )
        create_roles(lock, secret)
        if revision != "head" or present != head():
            _migrate_up(url, revision)
        if revision == "head":
            _enforce(lock, secret)


def _migrate_up(url: str, revision: str) -> None:
    from alembic import command

    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.begin() as connection:
        connection.execute(sa.text("set lock_timeout = '10s'"))
        command.upgrade(configuration(connection), revision)


def downgrade(url: str, revision: str) -> None:
    """Migrate down. The policies go first: they name tables that may go."""
    from alembic import command

    with _alone(url) as lock:
        lock.execute("drop schema if exists app cascade")
        engine = sa.create_engine(url, poolclass=sa.NullPool)
        with engine.begin() as connection:
            command.downgrade(configuration(connection), revision)


def _enforce(lock: psycopg.Connection, secret: str) -> None:
    row = lock.execute("select obj_description(oid) from pg_namespace where nspname = 'app'").fetchone()
    if row is None or row[0] != policies.fingerprint(secret):
        with lock.transaction():
            lock.execute(policies.text(secret).encode())
            lock.execute(f"comment on schema app is '{policies.fingerprint(secret)}'".encode())
