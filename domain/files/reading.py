"""Reading files: what is known of them, and their bytes."""

from collections.abc import Iterable
from functools import partial
from typing import Any
from uuid import UUID

from domain.access import refuse
from domain.errors import NotFound
from domain.files.file import Actor, Content, File
from domain.files.purposes import purpose
from domain.files.store import stream
from domain.transactions import read, transaction
from persistence.queries import files as queries
from persistence.session import Session

_FIELDS = tuple(File.__dataclass_fields__)


def file_of(row: Any) -> File:
    """The file that a row tells of."""
    return File(**{name: getattr(row, name) for name in _FIELDS})


async def access_file(session: Session, file_id: UUID, *, actor: Actor) -> File:
    """The file, if the thing it hangs on lets the actor see it. Raises NotFound or NotPermitted."""
    row = await queries.find(session, file_id)
    if row is None:
        await refuse(session, "file", file_id, actor=actor)
    found = file_of(row)
    await purpose(found.purpose).see(session, found, actor)
    return found


async def file(file_id: UUID, *, actor: Actor) -> File:
    """What is known of a file that the actor may see. Raises NotFound or NotPermitted."""
    async with transaction(actor) as session:
        return await access_file(session, file_id, actor=actor)


async def files_on(purpose: str, subject_ids: Iterable[UUID], *, actor: Actor) -> list[File]:
    """The files that hang on these things, the oldest first, as far as the actor may see the things."""
    rows = await read(actor, queries.IN_ORDER, {"purpose": purpose, "subject_ids": list(subject_ids)})
    return [file_of(row) for row in rows]


async def content(file_id: UUID, *, small: bool = False, actor: Actor) -> Content:
    """The bytes of a file, or of the small picture of it, for whoever may see it. Raises NotFound or NotPermitted."""
    found = await file(file_id, actor=actor)
    if not small:
        return Content(found, found.size, found.media_type, partial(stream, found.key))
    if not found.small_size:
        raise NotFound("There is no small picture of this file.")
    return Content(found, found.small_size, "image/webp", partial(stream, found.small_key))
