"""Files that hang on a task: who sees the task has them, who may edit it adds them.

Deleting one can be undone for ten minutes; then its bytes go.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from domain import files
from domain.access import refuse
from domain.accounts.people import Person
from domain.errors import NotFound, NotPermitted
from domain.files import File
from domain.tasks.permissions import can_attach, can_detach
from domain.tasks.reading import access_task
from domain.transactions import publish, transaction
from persistence.queries.tasks import home_of
from persistence.session import Session

PURPOSE = "task"
UNDO = timedelta(minutes=10)
_GONE = "There is no such attachment (any more)."


async def attachments_of(task_id: UUID, *, actor: Person) -> list[File]:
    """What hangs on the task, the oldest first. Raises NotFound, NotPermitted."""
    async with transaction(actor) as session:
        await access_task(session, task_id, actor=actor, trashed=True)
    return await files.files_on(PURPOSE, [task_id], actor=actor)


async def attachment(task_id: UUID, file_id: UUID, *, actor: Person) -> File:
    """One attachment of a task that the actor may see. Raises NotFound, NotPermitted."""
    async with transaction(actor) as session:
        return await _attached(session, task_id, file_id, actor=actor)


async def delete(task_id: UUID, file_id: UUID, *, actor: Person) -> File:
    """Take a file off the task (who attached it, and who decides about the task)."""
    async with transaction(actor) as session:
        found = await _attached(session, task_id, file_id, actor=actor)
        await _remove(session, found, actor)
        if not await files.remove(session, [file_id], after=UNDO):
            raise NotPermitted("You may not delete this file.")
        await _tell(session, found, "attachment.deleted")
        return found


async def restore(task_id: UUID, file_id: UUID, *, actor: Person) -> File:
    """Hang a file on the task again that was taken off a moment ago. Raises NotFound when its bytes are gone."""
    async with transaction(actor) as session:
        await access_task(session, task_id, actor=actor)
        row = await files.restore(session, file_id)
        if row is None:
            await refuse(session, "file", file_id, actor=actor)
        if row.purpose != PURPOSE or row.subject_id != task_id:
            raise NotFound(_GONE)
        await _remove(session, row, actor)
        await _tell(session, row, "attachment.restored")
        return row


async def _attached(session: Session, task_id: UUID, file_id: UUID, *, actor: Person) -> File:
    await access_task(session, task_id, actor=actor)
    found = await files.access_file(session, file_id, actor=actor)
    if found.purpose != PURPOSE or found.subject_id != task_id:
        raise NotFound(_GONE)
    return found


async def _see(session: Session, file: File, actor: Any) -> None:
    await access_task(session, _task_of(file), actor=actor, trashed=True)


async def _add(session: Session, subject_id: UUID | None, actor: Any) -> None:
    if subject_id is None:
        raise NotFound("Say to which task.")
    if not can_attach(await access_task(session, subject_id, actor=actor)):
        raise NotPermitted("You can see this task but not attach anything to it.")


async def _remove(session: Session, file: File, actor: Any) -> None:
    task = await access_task(session, _task_of(file), actor=actor)
    if not can_detach(task, file.uploader_id, actor_id=actor.id):
        raise NotPermitted("Only who attached a file, or who decides about the task, can delete it.")


async def _added(session: Session, file: File, _: Any) -> None:
    await _tell(session, file, "attachment.created")


async def _removed(session: Session, file: File, _: Any) -> None:
    await _tell(session, file, "attachment.deleted")


def _task_of(file: File) -> UUID:
    if file.subject_id is None:
        raise NotFound(_GONE)
    return file.subject_id


async def _tell(session: Session, file: File, event: str) -> None:
    task_id = _task_of(file)
    task = await home_of(session, task_id)
    publish(session, event, kind="attachment", object_id=file.id, task_id=task_id, team_id=task.team_id,
            owner_id=task.owner_id, detail=str(task_id))  # fmt: skip


files.declare(PURPOSE, see=_see, add=_add, remove=_remove, added=_added, removed=_removed)
