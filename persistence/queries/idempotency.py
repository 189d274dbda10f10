"""Which requests were answered already, and how."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from persistence.session import Session


class Keys:
    """One kind of keys; the values that name one are those of its primary key."""

    def __init__(self, table: str, *names: str) -> None:
        this = " and ".join(f"{name} = :{name}" for name in names)
        columns, values = ", ".join(names), ", ".join(f":{name}" for name in names)
        self._claim = sa.text(f"""
            insert into {table} ({columns}, request_hash, status, response, created_at)
            values ({values}, :request_hash, 0, '', now()) on conflict do nothing returning status""")
        self._keep = sa.text(f"update {table} set status = :status, response = :response where {this}")
        self._known = sa.text(f"select request_hash, status, response from {table} where {this}")
        self._release = sa.text(f"delete from {table} where {this}")

    async def claim(self, session: Session, request_hash: bytes, **key: UUID | str | bytes) -> bool:
        """Take the key; False when it is taken. Waits for a transaction that is just taking it to end."""
        return (await session.execute(self._claim, {"request_hash": request_hash, **key})).first() is not None

    async def keep(self, session: Session, status: int, response: bytes, **key: UUID | str | bytes) -> None:
        """Store the answer beside the key."""
        await session.execute(self._keep, {"status": status, "response": response, **key})

    async def known(self, session: Session, **key: UUID | str | bytes) -> Any:
        """What is stored under a taken key: `request_hash`, `status`, `response`."""
        return (await session.execute(self._known, key)).one()

    async def release(self, session: Session, **key: UUID | str | bytes) -> None:
        """Give the key back: nothing was done under it."""
        await session.execute(self._release, key)


OF_PEOPLE = Keys("idempotency_keys", "person_id", "key")
OF_NOBODY = Keys("open_keys", "scope")  # front desk

_TIDY = sa.text("delete from open_keys where created_at < now() - interval '1 day'")


async def tidy(session: Session) -> None:
    """Forget the answers to nobody after a day (front desk)."""
    await session.execute(_TIDY)
