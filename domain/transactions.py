"""One verb, one transaction: as a person, at the front desk, or reading only. Events go out when it commits."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from typing import Any, Protocol
from uuid import UUID

from domain import bus
from domain.clock import now
from domain.errors import Conflict, Contended, NotPermitted, Unavailable, Unsure
from domain.settings import settings
from persistence import changes
from persistence.database import SYSTEM, Database, DatabaseAway, InDoubt, Violated, part_of
from persistence.database import Contended as AtOnce
from persistence.session import Session, select_in

_AWAY = "The database cannot be reached just now. Nothing was changed; please try again in a moment."

_UNSURE = "The database went away while this was being saved. It may be saved or not: please look before you try again."
_CONTENDED = "Somebody else changed the same thing at the same moment. Nothing was changed; please try again."


class _Open:
    """The pools of this process, while it runs."""

    database: Database | None = None


_joined: ContextVar[Session | None] = ContextVar("joined", default=None)


class HasId(Protocol):
    """Whoever acts."""

    @property
    def id(self) -> UUID: ...


def connect(url: str) -> None:
    """Open the pools (on the running event loop)."""
    _Open.database = Database(url, settings().secret, pool_size=settings().pool_size)


async def disconnect() -> None:
    """Close the pools."""
    if _Open.database is not None:
        await _Open.database.close()
        _Open.database = None


def _connected() -> Database:
    if _Open.database is None:
        raise Unavailable(_AWAY)
    return _Open.database


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except InDoubt as error:
        raise Unsure(_UNSURE) from error
    except DatabaseAway as error:
        raise Unavailable(_AWAY) from error
    except AtOnce as error:
        raise Contended(_CONTENDED) from error
    except Violated as error:
        if error.constraint:
            raise Conflict(f"Somebody else was faster, please try again ({error.constraint}).") from error
        raise NotPermitted("You may not do this.") from error


@asynccontextmanager
async def transaction(actor: HasId) -> AsyncIterator[Session]:
    """A transaction in which the database shows and lets change only what `actor` may.

    Commits at the end, rolls back on any exception, then tells what was published. Raises Unavailable when the
    database is away and Conflict when another transaction was faster.
    """
    if (open_one := _joined.get()) is not None:
        with _translated():
            async with part_of(open_one):
                yield open_one
        return
    with _translated():
        async with _connected().transaction(actor.id) as session:
            yield session
            has_changed = await changes.write(session)
    if has_changed:
        bus.committed()


def is_joined() -> bool:
    """Whether verbs called now take part in a transaction that is still open."""
    return _joined.get() is not None


@asynccontextmanager
async def joined(actor: HasId) -> AsyncIterator[Session]:
    """One transaction around every verb called inside, by this actor and one after the other: all of it or nothing."""
    async with transaction(actor) as session:
        token = _joined.set(session)
        try:
            yield session
        finally:
            _joined.reset(token)


@asynccontextmanager
async def front_desk(on_behalf_of: UUID | None = None) -> AsyncIterator[Session]:
    """A transaction for what happens before anybody is signed in: accounts and sessions, nothing else.

    What is published in it is told as done by `on_behalf_of`.
    """
    with _translated():
        async with _connected().transaction(on_behalf_of, SYSTEM) as session:
            yield session
            has_changed = await changes.write(session)
    if has_changed:
        bus.committed()


@asynccontextmanager
async def partly(session: Session) -> AsyncIterator[None]:
    """A part of this transaction: a refusal inside undoes this part alone."""
    with _translated():
        async with part_of(session):
            yield


async def read(actor: HasId, text: str, parameters: Mapping[str, Any] | None = None) -> list[Any]:
    """The rows of one SELECT as `actor` sees them, in one round trip (named tuples)."""
    return (await read_all(actor, [(text, parameters or {})]))[0]


async def read_all(actor: HasId, statements: Sequence[tuple[str, Mapping[str, Any]]]) -> list[list[Any]]:
    """The rows of several SELECTs as `actor` sees them, in one round trip."""
    if (open_one := _joined.get()) is not None:  # what this transaction wrote is seen only through its own connection
        return await select_in(open_one, statements)
    with _translated():
        return await _connected().read(actor.id, statements)


async def read_at_front_desk(text: str, parameters: Mapping[str, Any] | None = None) -> list[Any]:
    """The rows of one SELECT under the front desk's role."""
    with _translated():
        return (await _connected().read(None, [(text, parameters or {})], SYSTEM))[0]


def publish(
    session: Session,
    name: str,
    *,
    kind: str,
    object_id: UUID,
    version: int = 1,
    task_id: UUID | None = None,
    team_id: UUID | None = None,
    owner_id: UUID | None = None,
    affected: Sequence[UUID] = (),
    audience: Sequence[UUID] = (),
    detail: str = "",
) -> None:
    """Record that something happened, in this transaction; everybody in the audience hears of it after commit.

    The audience of a task is found by the database (its home, its shares); `audience` adds to it. `affected` people
    and teams may read the record itself although the object is out of their sight by then.
    """
    changes.add(session, {
        "at": now().isoformat(), "name": name, "kind": kind, "object_id": object_id, "version": version,
        "task_id": task_id, "team_id": team_id, "owner_id": owner_id, "detail": detail,
        "affected": list(affected), "audience": list(audience),
    })  # fmt: skip


def signal(
    session: Session, name: str, *, kind: str, object_id: UUID, audience: Sequence[UUID], detail: str = ""
) -> None:
    """Tell every process something that is not an activity (a session ended), after commit; keeps no row."""
    changes.add_signal(session, {"name": name, "kind": kind, "object_id": object_id, "audience": list(audience),
                                 "detail": detail})  # fmt: skip
