"""Which requests were answered already, and how."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from persistence.session import Session

_CLAIM = sa.text("""
insert into idempotency_keys (person_id, key, request_hash, status, response, created_at)
values (:person_id, :key, :request_hash, 0, '', now()) on conflict do nothing returning key
""")
_KEEP = sa.text("""
update idempotency_keys set status = :status, response = :response where person_id = :person_id and key = :key
""")
_KNOWN = sa.text("""
select request_hash, status, response from idempotency_keys where person_id = :person_id and key = :key
""")


async def claim(session: Session, person_id: UUID, key: str, request_hash: bytes) -> bool:
    """Take the key; False when it is taken. Waits for a transaction that is just taking it to end."""
    given = {"person_id": person_id, "key": key, "request_hash": request_hash}
    return (await session.execute(_CLAIM, given)).first() is not None


async def keep(session: Session, person_id: UUID, key: str, *, status: int, response: bytes) -> None:
    """Store the answer beside the key."""
    given = {"person_id": person_id, "key": key, "status": status, "response": response}
    await session.execute(_KEEP, given)


async def known(session: Session, person_id: UUID, key: str) -> Any:
    """What is stored under a taken key: `request_hash`, `status`, `response`."""
    return (await session.execute(_KNOWN, {"person_id": person_id, "key": key})).one()
