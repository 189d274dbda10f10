"""Stored files, and what is known of exports."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from persistence.models import FileRow
from persistence.session import Session

_TAKE = sa.text("select app.take_storage(:wanted, :usual)")
STORAGE = "select app.storage_used() as used, app.storage_quota(%(usual)s) as quota"
IN_ORDER = """
select * from files where subject_id = any(%(subject_ids)s) and purpose = %(purpose)s and deleted_at is null
order by created_at, id
"""
FILE = "select * from files where id = %(id)s and deleted_at is null"
PICTURES = """
select subject_id, id from files where purpose = 'picture' and subject_id = any(%(ids)s) and deleted_at is null
"""
_DELETED = "select id from files where deleted_at < :before order by deleted_at limit 1000"


async def take_storage(session: Session, wanted: int, usual: int) -> bool:
    """Whether so many more bytes fit; until this transaction ends nobody else of the organisation is told so.

    `usual` is what an organisation may store that has no quota of its own.
    """
    return bool((await session.execute(_TAKE, {"wanted": wanted, "usual": usual})).scalar_one())


async def quota(session: Session, usual: int) -> int:
    """How many bytes the organisation of the transaction's person may store."""
    return int((await session.execute(sa.text("select app.storage_quota(:usual)"), {"usual": usual})).scalar_one())


async def add(session: Session, row: FileRow) -> None:
    """Insert what is known of a file."""
    session.add(row)
    await session.flush()


async def find(session: Session, file_id: UUID) -> Any | None:
    """The file that the transaction's person may see; None when there is none."""
    query = sa.select(FileRow).filter_by(id=file_id, deleted_at=None)
    return (await session.execute(query)).scalar_one_or_none()


async def ids_on(session: Session, purpose: str, subject_id: UUID) -> list[UUID]:
    """The files that hang on something for a purpose."""
    query = sa.select(FileRow.id).filter_by(purpose=purpose, subject_id=subject_id, deleted_at=None)  # type: ignore[call-overload]
    return list((await session.execute(query)).scalars())


async def mark_deleted(session: Session, file_ids: Iterable[UUID], at: datetime) -> list[UUID]:
    """Delete files that are not deleted yet and that the transaction's person may delete; their ids."""
    query = sa.text("update files set deleted_at = :at where id = any(:ids) and deleted_at is null returning id")
    return list((await session.execute(query, {"at": at, "ids": list(file_ids)})).scalars())


async def restore(session: Session, file_id: UUID) -> Any | None:
    """Take back that a file was deleted, where the transaction's person may; None when there is none."""
    query = sa.text("update files set deleted_at = null where id = :id returning *")
    return (await session.execute(query, {"id": file_id})).first()


async def is_kept(session: Session, file_id: UUID) -> bool:
    """Whether there is such a file that was not deleted (front desk)."""
    query = sa.text("select exists (select from files where id = :id and deleted_at is null)")
    return bool((await session.execute(query, {"id": file_id})).scalar_one())


async def known(session: Session, file_ids: Iterable[UUID]) -> set[UUID]:
    """Those ids that there are files of (front desk)."""
    query = sa.text("select id from files where id = any(:ids)")
    return set((await session.execute(query, {"ids": list(file_ids)})).scalars())


async def deleted_before(session: Session, before: datetime) -> list[UUID]:
    """Files deleted before then, whose bytes may still be there (front desk)."""
    return list((await session.execute(sa.text(_DELETED), {"before": before})).scalars())


async def forget(session: Session, file_id: UUID) -> None:
    """Forget a file whose bytes are gone (front desk)."""
    await session.execute(sa.text("delete from files where id = :id and deleted_at is not null"), {"id": file_id})
