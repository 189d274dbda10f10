"""The audit log, and from where the present request comes."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from domain.errors import Unavailable
from domain.transactions import front_desk
from persistence.queries import audit
from persistence.session import Session

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Caller:
    """From where somebody acts: the network address, and the id under which the request is logged."""

    address: str = ""
    request_id: str = ""


_caller: ContextVar[Caller] = ContextVar("caller", default=Caller())  # noqa: B039 - frozen


def caller() -> Caller:
    """From where the present request comes; empty for jobs and commands."""
    return _caller.get()


@contextmanager
def coming_from(address: str, request_id: str = "") -> Iterator[None]:
    """Everything inside is done from there. Doors set this once per request and per event of a page."""
    token = _caller.set(Caller(address, request_id))
    try:
        yield
    finally:
        _caller.reset(token)


def write(
    session: Session,
    action: str,
    *,
    actor_id: UUID | None,
    object_kind: str = "",
    object_id: UUID | None = None,
    address: str = "",
    details: Mapping[str, Any] | None = None,
) -> None:
    """Add an entry in the transaction of what it tells of."""
    said = dict(details or {}) | ({"request_id": caller().request_id} if caller().request_id else {})
    audit.add(
        session, action, actor_id=actor_id, object_kind=object_kind, object_id=object_id,
        address=address or caller().address, details=said,
    )  # fmt: skip


async def record(
    action: str,
    *,
    actor_id: UUID | None,
    object_kind: str = "",
    object_id: UUID | None = None,
    address: str = "",
    details: Mapping[str, Any] | None = None,
) -> None:
    """Add an entry in a transaction of its own, so that it stays when the caller's is rolled back (refusals).

    Without a database it is only logged: whoever is refused is refused all the same.
    """
    try:
        async with front_desk() as session:
            write(session, action, actor_id=actor_id, object_kind=object_kind, object_id=object_id, address=address,
                  details=details)  # fmt: skip
    except Unavailable:
        log.error("not in the audit log, the database is away: %s by %s on %s", action, actor_id, object_id)
