"""Sessions: begun at sign-in, looked up on every request, ended by their person or by what happens to them."""

import asyncio
import secrets
import time
from collections.abc import Iterable
from dataclasses import asdict
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from domain import access, audit
from domain.accounts import standing
from domain.accounts.people import Person
from domain.accounts.session import ABSOLUTE, Device, Kind, Session, idle_limit
from domain.clock import now
from domain.transactions import front_desk, read_at_front_desk, signal
from persistence.ids import new_id
from persistence.models import SessionRow
from persistence.queries import accounts
from persistence.session import Session as Transaction
from persistence.session import select_in

_SEEN_AGAIN_AFTER = timedelta(minutes=1)
_PERSON_FIELDS = Person.__dataclass_fields__
_under_way: dict[bytes | UUID, asyncio.Future[None]] = {}


def key_of(secret: str) -> bytes:
    """What is stored of a secret. It has 256 random bits, so a plain hash suffices."""
    return sha256(secret.encode()).digest()


def begin(
    transaction: Transaction, person: Person, kind: Kind, *, device: Device, remember: bool
) -> tuple[Session, str]:
    """Add a session to the transaction; it and its new secret."""
    secret, moment = secrets.token_urlsafe(32), now()
    session = Session(
        id=new_id(), person_id=person.id, kind=kind, agent=device.agent[:300], address=device.address[:64],
        created_at=moment, last_seen_at=moment, expires_at=moment + idle_limit(kind, remember), remember=remember,
    )  # fmt: skip
    row = asdict(session) | {"secret_hash": key_of(secret), "expires_at": moment + ABSOLUTE, "proven_at": moment}
    accounts.add_session(transaction, SessionRow(**row))
    return session, secret


async def person_of_session(secret: str) -> tuple[Person, Session] | None:
    """Who is signed in with this secret; None when nobody is (any more). Believed for at most five seconds."""
    return await by_key(key_of(secret))


async def by_key(key: bytes) -> tuple[Person, Session] | None:
    """The same by what is stored of a secret."""
    if known := _known(key):
        return known
    return None if standing.standing(key) is False else await _asked(key)


async def session_and_person(session_id: UUID) -> tuple[Person, Session] | None:
    """The same by the session's id, which a token names."""
    return _known(session_id) or await _asked(session_id)


async def look_again(secrets_in_use: Iterable[str]) -> None:
    """Ask the database about all these sessions at once, and write down which were used lately."""
    standing.forget_unasked()
    keys = [key_of(secret) for secret in secrets_in_use]
    if keys:
        await _look_up(keys, [])


def _known(key: bytes | UUID) -> tuple[Person, Session] | None:
    """What is known for sure. Who acts all the time never waits for a look-up: it begins before that is too old."""
    known = standing.fresh(key)
    if known and standing.is_due(key) and key not in _under_way:
        _begin_look_up(key)
    return known


async def _asked(key: bytes | UUID) -> tuple[Person, Session] | None:
    await _look_up_once(key)
    if (found := standing.fresh(key)) or not standing.standing(key):
        return found
    # they changed while it was asked; this question begins after ours, so its answer is right for us
    await _look_up_once(key)
    return standing.latest(key)


async def _look_up_once(key: bytes | UUID) -> None:
    """Ask the database about one session; who wants to know the same meanwhile waits for that answer."""
    await asyncio.shield(_under_way.get(key) or _begin_look_up(key))


def _begin_look_up(key: bytes | UUID) -> asyncio.Future[None]:
    question = _look_up([key], []) if isinstance(key, bytes) else _look_up([], [key])
    asked = _under_way[key] = asyncio.ensure_future(question)

    def forget(done: asyncio.Future[None]) -> None:
        del _under_way[key]
        if not done.cancelled():
            done.exception()  # those who wait for it hear of it; asked ahead, nobody may

    asked.add_done_callback(forget)
    return asked


async def _look_up(keys: list[bytes], ids: list[UUID]) -> None:
    await _write_down_used()
    asked_at = time.monotonic()
    rows = await read_at_front_desk(accounts.SESSIONS_OPEN, {"hashes": keys, "ids": ids})
    for row in rows:
        standing.remember(bytes(row.secret_hash), person_of(row), _session_of(row, row.id), asked_at=asked_at)
    for key in set(keys) - {bytes(row.secret_hash) for row in rows}:
        standing.refuted(key)
    standing.ended(set(ids) - {row.session_id for row in rows})


async def _write_down_used() -> None:
    if used := standing.take_used(_SEEN_AGAIN_AFTER):
        async with front_desk() as session:
            await accounts.note_seen(session, used, now(), _SEEN_AGAIN_AFTER)


def is_standing(secret: str) -> bool | None:
    """Whether the session stands as far as this process knows, without asking; None when it knows nothing."""
    return standing.standing(key_of(secret))


def is_renewed(secret: str) -> bool:
    """Whether another session took the place of this one, as far as this process knows."""
    return standing.is_renewed(key_of(secret))


def touch(secret: str) -> None:
    """The person did something under this session."""
    standing.mark_used(key_of(secret))


async def sessions_of(*, actor: Person) -> list[Session]:
    """The actor's open sessions, the one used last first."""
    return await _sessions_of(actor, tokens=False)


async def tokens_of(*, actor: Person) -> list[Session]:
    """The actor's personal tokens that are still good, the one used last first."""
    return await _sessions_of(actor, tokens=True)


async def _sessions_of(actor: Person, *, tokens: bool) -> list[Session]:
    rows = await read_at_front_desk(accounts.SESSIONS_OF, {"person_id": actor.id, "tokens": tokens})
    found = [_session_of(row, row.person_id) for row in rows]
    return [session for session in found if session.expires_at > now()]


async def end_session(session_id: UUID, *, actor: Person) -> None:
    """End one of the actor's own sessions; its open pages close. Raises NotFound and NotPermitted."""
    if not await end(actor.id, only=session_id, actor_id=actor.id):
        async with front_desk() as session:
            await access.refuse(session, "session", session_id, actor=actor)


async def end_other_sessions(keep: UUID | None, *, actor: Person) -> None:
    """End all of the actor's sessions but `keep`; personal tokens stay."""
    await end(actor.id, keep=keep, actor_id=actor.id)


async def sign_out(secret: str) -> None:
    """End the session of this secret. One that ended already is no error."""
    if found := await person_of_session(secret):
        person, session = found
        await end(person.id, only=session.id, actor_id=person.id)


async def end(
    person_id: UUID, *, only: UUID | None = None, keep: UUID | None = None, actor_id: UUID | None
) -> list[UUID]:
    """End a person's sessions, or one, or all but one, and tell every process; the ids of those that ended."""
    async with front_desk() as transaction:
        ids = await accounts.end_sessions(transaction, person_id, now(), only=only, keep=keep)
        tell_ended(transaction, ids, person_id, actor_id=actor_id)
    standing.ended(ids)
    return ids


def tell_ended(transaction: Transaction, ids: Iterable[UUID], person_id: UUID, *, actor_id: UUID | None) -> None:
    """Let every process know, on commit, that these sessions ended, and write it to the audit log."""
    for ended in ids:
        signal(transaction, "session.ended", kind="session", object_id=ended, audience=[person_id])
        audit.write(transaction, "session.ended", actor_id=actor_id, object_kind="session", object_id=ended)


async def find_person(transaction: Transaction, person_id: UUID) -> Person | None:
    """The person as they are now, None when they may not sign in (any more)."""
    rows = (await select_in(transaction, [(accounts.PERSON, {"id": person_id})]))[0]
    found = person_of(rows[0]) if rows else None
    return found if found and found.status == "active" else None


def person_of(row: Any) -> Person:
    """The person in a row of accounts.PERSON and its kin."""
    return Person(**{name: getattr(row, name) for name in _PERSON_FIELDS})


def _session_of(row: Any, person_id: UUID) -> Session:
    rests_until = row.last_seen_at + idle_limit(row.kind, row.remember)
    return Session(
        id=row.session_id, person_id=person_id, kind=row.kind, agent=row.agent, address=row.address,
        created_at=row.session_created_at, last_seen_at=row.last_seen_at, expires_at=min(row.expires_at, rests_until),
        remember=row.remember, name=row.session_name, scopes=None if row.scopes is None else tuple(row.scopes),
        must_renew=row.must_renew, renewed_at=row.renewed_at,
    )  # fmt: skip
