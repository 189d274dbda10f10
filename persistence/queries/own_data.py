"""What refers to one person, found by the tables' own references to people: a new table is part of it by itself.

Everything is read as that person, so that row-level security holds: what they may not see any more is not given out.
Hashes are left out, and what the application's role may not read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from persistence.models import DataExportRow, metadata
from persistence.session import Session

_LEFT_OUT = frozenset({"idempotency_keys", "data_exports"})  # what a program sent, and these exports themselves
_FURTHER = {  # whose tie to the person goes through something else
    "activities": "actor_id = %(me)s",
    "messages": "conversation_id in (select id from conversations where person_id = %(me)s)",
    "people": "id = %(me)s",
    "teams": "id in (select team_id from team_members where person_id = %(me)s)",
}
READABLE = """
select c.relname as table_name, array_agg(a.attname::text order by a.attnum) as columns
from pg_class c join pg_attribute a on a.attrelid = c.oid
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
  and has_column_privilege(c.oid, a.attnum, 'select')
group by c.relname
"""
PAGE = 2000
HISTORY = "select * from app.my_history()"


@dataclass(frozen=True, slots=True)
class Part:
    """One table's rows of a person. `statement` takes `me`, `limit` and `offset`."""

    table: str
    statement: str


MY_FILES = Part(
    "files",
    """
select id, name, purpose, subject_id, created_at from files
where uploader_id = %(me)s and purpose <> 'export' and deleted_at is null
order by id limit %(limit)s offset %(offset)s
""",
)


def parts(readable: dict[str, list[str]]) -> Iterator[Part]:
    """What there is to read, where only these columns of these tables can be read."""
    for table in metadata.sorted_tables:
        condition = _condition(table)
        columns = [c.name for c in table.columns if c.name in readable.get(table.name, ()) and not _is_secret(c)]
        if condition and columns and table.name not in _LEFT_OUT:
            order = ", ".join(c.name for c in table.primary_key)
            listed = ", ".join(f'"{name}"' for name in columns)
            yield Part(table.name, f"select {listed} from {table.name} where {condition} order by {order} "
                                   "limit %(limit)s offset %(offset)s")  # fmt: skip


def _condition(table: sa.Table) -> str:
    if table.name in _FURTHER:
        return _FURTHER[table.name]
    own = [c.name for c in table.columns if any(key.column.table.name == "people" for key in c.foreign_keys)]
    if own:
        return " or ".join(f"{name} = %(me)s" for name in own)
    of_tasks = [c.name for c in table.columns if any(key.column.table.name == "tasks" for key in c.foreign_keys)]
    mine = "(select id from tasks where creator_id = %(me)s or owner_id = %(me)s)"
    return " or ".join(f"{name} in {mine}" for name in of_tasks)


def _is_secret(column: sa.Column[Any]) -> bool:
    words = column.name.split("_")
    return isinstance(column.type, sa.LargeBinary) or not {"hash", "secret", "token"}.isdisjoint(words)


NEWEST = """
select * from data_exports where person_id = %(me)s order by asked_at desc, id desc limit 1
"""


async def lock_person(session: Session, person_id: UUID) -> None:
    """Until this transaction ends nobody else begins an export of this person."""
    query = sa.text("select pg_advisory_xact_lock(724104, hashtext(:person))")
    await session.execute(query, {"person": str(person_id)})


async def newest(session: Session, person_id: UUID) -> DataExportRow | None:
    """The export that was asked for last."""
    query = sa.select(DataExportRow).filter_by(person_id=person_id)
    found = await session.execute(query.order_by(sa.desc("asked_at"), sa.desc("id")).limit(1))
    return found.scalar_one_or_none()


async def note(session: Session, export_id: UUID, **values: Any) -> None:
    """Write down how far an export is."""
    await session.execute(sa.update(DataExportRow).filter_by(id=export_id).values(**values))


async def files_of_others(session: Session, person_id: UUID, keep: UUID) -> list[UUID]:
    """The files of the person's exports but one."""
    query = sa.text("select file_id from data_exports where person_id = :me and id <> :keep and file_id is not null")
    return list((await session.execute(query, {"me": person_id, "keep": keep})).scalars())


async def expired(session: Session, now: datetime) -> list[Any]:
    """Exports whose time is over (front desk)."""
    query = sa.text("select id, file_id from data_exports where expires_at < :now")
    return list((await session.execute(query, {"now": now})).all())


async def forget(session: Session, export_id: UUID) -> None:
    """Forget an export (front desk)."""
    await session.execute(sa.text("delete from data_exports where id = :id"), {"id": export_id})
