"""Connections. Two paths over one kind of pool: sessions for writes, one-round-trip pipelines for reads.

Nothing here decides who may do what: it sets whose transaction it is, and the database filters.
"""

import asyncio
import hmac
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from hashlib import sha256
from typing import Any
from uuid import UUID

import psycopg
import sqlalchemy as sa
from psycopg import sql
from psycopg.conninfo import make_conninfo
from psycopg.rows import namedtuple_row
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

from persistence.patience import CHECKOUT, PatientConnection

PERSONS, SYSTEM = "app_rw", "app_system"  # in SQL that we write; for their names in the database see role_name
KEPT_ALIVE: dict[str, Any] = {"connect_timeout": 3, "keepalives_idle": 10, "keepalives_interval": 5,
                              "keepalives_count": 2, "tcp_user_timeout": 5000}  # fmt: skip
_SILENCE = 1.0  # seconds
_SET_PERSON = "select set_config('app.user_id', %s, true)"


class DatabaseAway(Exception):
    """The database cannot be reached, or gave up on us. What was not committed did not happen."""


class InDoubt(DatabaseAway):
    """It went away while a change was being committed: whether that happened is not known."""


class Contended(Exception):
    """Others held too long what this needed, or waited for it crosswise. Nothing happened; a new try may succeed."""


class Violated(Exception):
    """A constraint or policy of the database refused the change; `constraint` names it (empty for policies)."""

    def __init__(self, constraint: str) -> None:
        super().__init__(constraint)
        self.constraint = constraint


def role_name(secret: str, role: str) -> str:
    """What one of our two roles is called: roles belong to all databases of a server, and another installation there
    must neither change this one's passwords nor come in with its own."""
    return f"{role}_{hmac.new(secret.encode(), b'postgresql roles', sha256).hexdigest()[:12]}"


def role_password(secret: str, role: str) -> str:
    """The password of one of our two roles, derived so that nothing more has to be kept."""
    return hmac.new(secret.encode(), f"postgresql role {role}".encode(), sha256).hexdigest()


_CONTENDED = ("40001", "40P01", "55P03")


def _is_away(error: BaseException | None) -> bool:
    if isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError)):
        state = getattr(error, "sqlstate", None)
        return state is None or state[:2] in {"08", "53", "57"}
    return isinstance(error, (OSError, TimeoutError))


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (sa.exc.DBAPIError, psycopg.Error, OSError, TimeoutError, sa.exc.TimeoutError) as error:
        cause = error.orig if isinstance(error, sa.exc.DBAPIError) else error
        if isinstance(error, sa.exc.TimeoutError) or _is_away(cause):
            raise DatabaseAway(str(cause).strip()) from error
        if getattr(cause, "sqlstate", None) in _CONTENDED:
            raise Contended(str(cause).strip()) from error
        if isinstance(cause, psycopg.IntegrityError):
            raise Violated(cause.diag.constraint_name or "") from error
        if isinstance(cause, psycopg.errors.InsufficientPrivilege):
            raise Violated("") from error
        raise


@asynccontextmanager
async def part_of(session: AsyncSession) -> AsyncIterator[None]:
    """A part of an open transaction: an exception undoes what was done in it, and the events it gathered, alone.

    Raises as Database.transaction does.
    """
    gathered = {name: list(kept) for name, kept in session.info.items()}
    try:
        with _translated():
            async with session.begin_nested():
                yield
    except BaseException:
        session.info.clear()
        session.info.update(gathered)
        raise


class Database:
    """The application's connections as its two roles. Use `open` once per process, on its event loop."""

    def __init__(self, url: str | URL, secret: str, *, pool_size: int = 8) -> None:
        base = make_url(url)
        self._engines = {
            role: self._engine(_as_role(base, role, secret), size)
            for role, size in ((PERSONS, pool_size), (SYSTEM, max(3, pool_size // 2)))
        }
        self._reads = {role: e.execution_options(isolation_level="AUTOCOMMIT") for role, e in self._engines.items()}
        self._sessions = {role: async_sessionmaker(e, expire_on_commit=False) for role, e in self._engines.items()}

    @staticmethod
    def _engine(url: URL, size: int) -> AsyncEngine:
        connect = KEPT_ALIVE | {"async_creator_fn": PatientConnection.connect}
        return create_async_engine(
            url,
            pool_size=size,
            max_overflow=2,
            pool_timeout=2,
            pool_recycle=600,
            pool_pre_ping=True,
            connect_args=connect,
        )

    async def close(self) -> None:
        for engine in self._engines.values():
            await engine.dispose()

    @asynccontextmanager
    async def transaction(self, person_id: UUID | None, role: str = PERSONS) -> AsyncIterator[AsyncSession]:
        """One transaction as `role` for this person; commits at the end, rolls back on any exception.

        Raises DatabaseAway when the database cannot be reached (InDoubt: while it commits), Violated when it refuses
        a change, Contended when others were in the way.
        """
        is_committing = False
        try:
            with _translated():
                async with self._sessions[role]() as session, session.begin():
                    async with asyncio.timeout(CHECKOUT):
                        connection = await session.connection()
                        await connection.exec_driver_sql(_SET_PERSON, (str(person_id) if person_id else "",))
                    yield session
                    is_committing = True
        except DatabaseAway as error:
            raise InDoubt(str(error)) if is_committing else error from error.__cause__

    async def read(
        self,
        person_id: UUID | None,
        statements: Sequence[tuple[str, Mapping[str, Any]]],
        role: str = PERSONS,
    ) -> list[list[Any]]:
        """Run SELECTs (psycopg `%(name)s` parameters) in one round trip; one list of named tuples per statement.

        Tried again once when the connection turns out to be dead, not when the database says nothing at all.
        """
        began = time.monotonic()
        try:
            return await self._read_once(person_id, statements, role)
        except DatabaseAway:
            if time.monotonic() - began > _SILENCE:
                raise
            return await self._read_once(person_id, statements, role)

    async def _read_once(
        self, person_id: UUID | None, statements: Sequence[tuple[str, Mapping[str, Any]]], role: str
    ) -> list[list[Any]]:
        with _translated():
            async with AsyncExitStack() as stack:
                async with asyncio.timeout(CHECKOUT):
                    connection = await stack.enter_async_context(self._reads[role].connect())
                raw: Any = (await connection.get_raw_connection()).driver_connection
                async with raw.pipeline():
                    await raw.execute(_SET_PERSON, (str(person_id) if person_id else "",))
                    cursors = [
                        await raw.cursor(row_factory=namedtuple_row).execute(text, parameters)
                        for text, parameters in statements
                    ]
                    return [await cursor.fetchall() for cursor in cursors]


def _as_role(url: URL, role: str, secret: str) -> URL:
    return url.set(username=role_name(secret, role), password=role_password(secret, role))


def connection_string(url: str | URL, *, role: str | None = None, secret: str = "") -> str:
    """A libpq connection string for psycopg, as the URL's own role or as one of ours."""
    parsed = make_url(url)
    if role:
        parsed = _as_role(parsed, role, secret)
    # not as a URL: SQLAlchemy writes spaces into one as libpq does not read them
    said = {"host": parsed.host, "port": parsed.port, "user": parsed.username, "password": parsed.password,
            "dbname": parsed.database} | {name: value if isinstance(value, str) else ",".join(value)
                                          for name, value in parsed.query.items()}  # fmt: skip
    return make_conninfo("", **{name: value for name, value in said.items() if value is not None})


def create_roles(connection: psycopg.Connection[Any], secret: str) -> None:
    """Make sure our two roles exist, can log in with the derived passwords, own nothing and bypass nothing."""
    for role in (PERSONS, SYSTEM):
        name, password = sql.Identifier(role_name(secret, role)), sql.Literal(role_password(secret, role))
        known = connection.execute("select 1 from pg_roles where rolname = %s", (role_name(secret, role),)).fetchone()
        verb = sql.SQL("alter role" if known else "create role")
        connection.execute(sql.SQL("{} {} login password {}").format(verb, name, password))
        for setting, value in (("statement_timeout", "5s"), ("lock_timeout", "2s"),
                               ("idle_in_transaction_session_timeout", "30s")):  # fmt: skip
            connection.execute(
                sql.SQL("alter role {} set {} = {}").format(name, sql.Identifier(setting), sql.Literal(value))
            )
