"""Imports and calendars, and many tasks put in at once."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from persistence.models import TaskImportRow
from persistence.session import Session

_SHOWN = "id, person_id, team_id, source, name, status, total, done, made, problems, created_at, finished_at"
IMPORTS = f"select {_SHOWN} from task_imports order by created_at desc, id desc limit 50"
IMPORT = f"select {_SHOWN} from task_imports where id = %(id)s"
MADE = """
select t.id from task_changes c join tasks t on t.id = c.task_id
where c.batch_id = %(batch_id)s and c.verb = 'created' and t.deleted_at is null and t.version = 1 limit %(limit)s
"""
FEEDS = "select id, name, filter, created_at, last_read_at from task_feeds order by created_at, id"
FEED = "select id, person_id, name, filter, last_read_at from task_feeds where secret_hash = %(hash)s"  # front desk


_LEFT_BEHIND = sa.text("""
select i.id, i.status from task_imports i
where i.status in ('waiting', 'running', 'taking_back') and not exists (
  select from procrastinate.procrastinate_jobs j
  where j.status in ('todo', 'doing') and j.task_name in ('exchange.import', 'exchange.take_back')
    and j.args ->> 'import_id' = i.id::text)
order by i.id limit 100
""")


async def next_keys(session: Session, team_id: UUID | None, number: int) -> list[str]:
    """As many keys of the team, or of one's own tasks."""
    query = sa.text("select app.next_task_keys(:team, :number)")
    return list((await session.execute(query, {"team": team_id, "number": number})).scalar_one())


async def lock_import(session: Session, import_id: UUID) -> TaskImportRow | None:
    """The import, held until the transaction ends."""
    return await session.get(TaskImportRow, import_id, with_for_update=True, populate_existing=True)


async def left_behind(session: Session) -> list[tuple[UUID, str]]:
    """Imports under way on which no job works any more, with their status (front desk)."""
    return [(row.id, row.status) for row in await session.execute(_LEFT_BEHIND)]


async def note_read(session: Session, feed_id: UUID, at: datetime) -> None:
    """Remember when a calendar was read (front desk)."""
    await session.execute(sa.text("update task_feeds set last_read_at = :at where id = :id"), {"at": at, "id": feed_id})
