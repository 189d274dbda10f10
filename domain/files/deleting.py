"""Deleting files: at once for people; the bytes go after the commit, by a job. And what was left behind."""

import logging
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from domain import jobs
from domain.clock import now
from domain.errors import NotPermitted
from domain.files.file import Actor, File, id_of, key_of, small_key_of
from domain.files.purposes import purpose
from domain.files.reading import access_file, file_of
from domain.files.store import store, storing
from domain.transactions import front_desk, transaction
from persistence.queries import files as queries
from persistence.session import Session

log = logging.getLogger(__name__)
_LEFT_BEHIND = timedelta(hours=1)  # longer than any upload may take


async def delete(file_id: UUID, *, actor: Actor) -> None:
    """Delete a file for good, where the purpose lets the actor. Raises NotFound or NotPermitted."""
    async with transaction(actor) as session:
        found = await access_file(session, file_id, actor=actor)
        await purpose(found.purpose).remove(session, found, actor)
        if not await remove(session, [found.id]):
            raise NotPermitted("You may not delete this file.")
        await purpose(found.purpose).removed(session, found, actor)


async def remove(session: Session, file_ids: Iterable[UUID], *, after: timedelta = timedelta()) -> list[UUID]:
    """Delete files in this transaction, as far as the database lets its person; the ids of those it did.

    Until `after` is over they can be restored: their bytes are still there.
    """
    gone = await queries.mark_deleted(session, file_ids, now())
    for file_id in gone:
        await jobs.later(session, remove_bytes, at=now() + after if after else None, file_id=str(file_id))
    return gone


async def restore(session: Session, file_id: UUID) -> File | None:
    """Bring back, in this transaction, a file that was deleted and whose bytes are still there; None without it."""
    row = await queries.restore(session, file_id)
    return file_of(row) if row is not None else None


@jobs.job(name="files.remove")
async def remove_bytes(file_id: str) -> None:
    """Delete the bytes of a deleted file, then forget it."""
    await _forget(UUID(file_id))


async def _forget(file_id: UUID) -> None:
    async with front_desk() as session:
        if await queries.is_kept(session, file_id):
            return
    with storing():
        await store().delete(key_of(file_id))
        await store().delete(small_key_of(file_id))
    async with front_desk() as session:
        await queries.forget(session, file_id)


@jobs.periodic(name="files.tidy", cron="37 * * * *")
async def tidy() -> None:
    """Once an hour: delete what uploads that broke off left behind, and bytes that no file is known of."""
    await sweep(older_than=_LEFT_BEHIND)


async def clear() -> None:
    """When a process starts: delete what one that was killed left of uploads."""
    if gone := await store().tidy_arriving():
        log.info("%d left-overs of uploads were deleted", gone)


async def sweep(*, older_than: timedelta) -> int:
    """Delete what was left behind before then; how much that was."""
    with storing():
        gone = await store().tidy_arriving()
        async with front_desk() as session:
            forgotten = await queries.deleted_before(session, now() - older_than)
        for file_id in forgotten:
            await _forget(file_id)
        async for keys in store().keys(older_than=older_than):
            gone += await _delete_unknown(keys)
    if gone:
        log.info("%d left-overs of uploads were deleted", gone)
    return gone


async def _delete_unknown(keys: list[str]) -> int:
    owners = {key: owner for key in keys if (owner := id_of(key))}
    async with front_desk() as session:
        known = await queries.known(session, set(owners.values()))
    unknown = [key for key, owner in owners.items() if owner not in known]
    for key in unknown:
        await store().delete(key)
    return len(unknown)
