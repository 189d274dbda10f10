"""Asking for an export of one's own data, seeing how far it is, fetching it."""

from domain import audit, files, jobs
from domain.accounts import Person
from domain.clock import now
from domain.errors import NotFound
from domain.files import Content
from domain.own_data.export import Export, export_of
from domain.own_data.making import make, tell
from domain.transactions import read, transaction
from persistence.ids import new_id
from persistence.models import DataExportRow
from persistence.queries import own_data as queries


async def state(*, actor: Person) -> Export | None:
    """The export that the actor asked for last; None when there is none that counts any more."""
    rows = await read(actor, queries.NEWEST, {"me": actor.id})
    found = export_of(rows[0]) if rows else None
    return None if found is None or found.is_over else found


async def ask(*, actor: Person) -> Export:
    """Have everything of the actor's own put together. While one is being made there is no second."""
    async with transaction(actor) as session:
        await queries.lock_person(session, actor.id)
        known = await queries.newest(session, actor.id)
        if known is not None and export_of(known).is_under_way:
            return export_of(known)
        row = DataExportRow(id=new_id(), person_id=actor.id, asked_at=now())
        session.add(row)
        await session.flush()
        await jobs.later(session, make, export_id=str(row.id), person_id=str(actor.id))
        audit.write(session, "data.export_asked", actor_id=actor.id, object_kind="person", object_id=actor.id)
        tell(session, actor.id)
        return export_of(row)


async def fetch(*, actor: Person) -> Content:
    """The zip that is ready. Raises NotFound when there is none."""
    found = await state(actor=actor)
    if found is None or not found.is_ready or found.file_id is None:
        raise NotFound("There is no export that is ready. Ask for one first.")
    content = await files.content(found.file_id, actor=actor)
    await audit.record("data.exported", actor_id=actor.id, object_kind="person", object_id=actor.id)
    return content
