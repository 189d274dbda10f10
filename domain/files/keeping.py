"""Keeping what arrived: the bytes first, then the row, in the quota of the organisation."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any
from uuid import UUID

from domain.clock import now
from domain.errors import AtriumError, Conflict, Invalid
from domain.files.arrival import Arriving, plain_name
from domain.files.file import Actor, File, key_of, small_key_of
from domain.files.pictures import DECODED, NoPicture, made_anew
from domain.files.purposes import Purpose, purpose
from domain.files.reading import file_of
from domain.files.sniffing import media_type_of
from domain.files.store import store, storing
from domain.settings import settings
from domain.transactions import read, transaction
from persistence.ids import new_id
from persistence.models import FileRow
from persistence.queries import files as queries
from persistence.session import Session

log = logging.getLogger(__name__)
Within = Callable[[Session, File], Awaitable[None]]
_EXTENSIONS = {
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
}


def quota(own: int | None = None) -> int:
    """How many bytes an organisation may store: those it was given as its `own`, else as many as all."""
    return settings().storage_mb * 1_000_000 if own is None else own


async def storage(*, actor: Actor) -> tuple[int, int]:
    """How many bytes the actor's organisation stores, and how many it may."""
    row = (await read(actor, queries.STORAGE, {"usual": quota()}))[0]
    return int(row.used), int(row.quota)


@dataclass(slots=True)
class _Ready:
    """What is to be kept."""

    path: Path
    small_path: Path | None
    values: dict[str, Any]


async def keep(
    arrived: Arriving,
    name: str,
    *,
    purpose: str = "file",
    subject_id: UUID | None = None,
    actor: Actor,
    within: Within | None = None,
) -> File:
    """Store what arrived. `within` runs in the transaction that adds it: nothing is kept when it refuses.

    Raises Invalid for what is no picture where only those are taken, Conflict when the organisation's storage is full,
    and what the rule of the purpose refuses with.
    """
    wanted = _purpose(purpose)
    async with transaction(actor) as session:
        await wanted.add(session, subject_id, actor)
    if arrived.size == 0:
        raise Invalid("The file is empty.", field="file")
    digest = await arrived.end()
    ready = await _prepared(arrived, digest, plain_name(name), wanted)
    row = FileRow(
        id=new_id(), organization_id=actor.organization_id, uploader_id=actor.id, purpose=purpose,
        subject_id=subject_id, created_at=now(), **ready.values,
    )  # fmt: skip
    try:
        await _keep_bytes(ready, row.id)
        return await _add(row, subject_id, wanted, within, actor)
    except BaseException:
        await _take_back(ready, row.id)
        raise


_purpose = purpose


async def _prepared(arrived: Arriving, digest: bytes, name: str, wanted: Purpose) -> _Ready:
    media_type = await media_type_of(arrived.path, name)
    if media_type in DECODED:
        try:
            picture = await made_anew(arrived.path, wanted.shape)
        except NoPicture:
            picture = None
        if picture:
            size, small_size, hashed = await asyncio.to_thread(_measured, picture.path, picture.small_path)
            return _Ready(picture.path, picture.small_path, {
                "name": _named(name, picture.media_type), "media_type": picture.media_type, "size": size,
                "small_size": small_size, "sha256": hashed, "width": picture.width, "height": picture.height,
            })  # fmt: skip
    if wanted.only_pictures:
        raise Invalid("This is not a picture that can be read: PNG, JPEG, WebP, GIF, HEIC and AVIF can, up to 40 "
                      "megapixels.", field="file")  # fmt: skip
    return _Ready(arrived.path, None, {
        "name": name, "media_type": media_type, "size": arrived.size, "sha256": digest,
    })  # fmt: skip


def _measured(path: Path, small_path: Path) -> tuple[int, int, bytes]:
    content = path.read_bytes()
    return len(content), small_path.stat().st_size, sha256(content).digest()


def _named(name: str, media_type: str) -> str:
    """The name, with an extension that fits what the picture is now."""
    fitting = _EXTENSIONS[media_type]
    path = PurePath(name)
    return name if path.suffix.lower() in fitting else f"{path.stem}{fitting[0]}"


async def _keep_bytes(ready: _Ready, file_id: UUID) -> None:
    with storing():
        await store().keep(ready.path, key_of(file_id))
        if ready.small_path:
            await store().keep(ready.small_path, small_key_of(file_id))


async def _add(row: FileRow, subject_id: UUID | None, wanted: Purpose, within: Within | None, actor: Actor) -> File:
    async with transaction(actor) as session:
        await wanted.add(session, subject_id, actor)  # again: much may have happened while the bytes came
        if wanted.counts and not await queries.take_storage(session, row.size + row.small_size, quota()):
            most = await queries.quota(session, quota())
            raise Conflict(f"The storage of your organisation is full ({most // 1_000_000:,} MB). Delete something "
                           "first, or ask those who run Atrium for more.")  # fmt: skip
        await queries.add(session, row)
        file = file_of(row)
        await wanted.added(session, file, actor)
        if within:
            await within(session, file)
    return file


async def _take_back(ready: _Ready, file_id: UUID) -> None:
    """Nothing stays of what was not added. Where even that fails, the janitor finds it."""
    with suppress(AtriumError), storing():
        for path in filter(None, (ready.path, ready.small_path)):
            path.unlink(missing_ok=True)
        await store().delete(key_of(file_id))
        await store().delete(small_key_of(file_id))
