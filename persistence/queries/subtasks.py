"""SELECTs about tasks under tasks."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from persistence.queries.tasks import COLUMNS
from persistence.session import Session

# every task under one that the person sees, in the order of a tree
TREE = f"""with recursive down(id, depth, way) as (
    select c.id, 1, array[row(c.position, c.id)] from tasks c
      where c.parent_id = %(task_id)s and c.deleted_at is null
    union all
    select c.id, depth + 1, way || row(c.position, c.id) from tasks c join down on c.parent_id = down.id
      where c.deleted_at is null and depth < 10)
  select {COLUMNS}, down.depth from down join tasks t on t.id = down.id order by down.way limit 500"""

# tasks whose row tells of one of these: it is under them, or in their way
TELLING_OF = """select parent_id as id from tasks where id = any(%(ids)s) and parent_id is not null
union select other_id from task_relations where kind = 'blocks' and task_id = any(%(ids)s) limit 500"""


async def below(session: Session, task_id: UUID) -> list[Any]:
    """Every task under this one at the same home, parents before their subtasks: (id, parent_id, status)."""
    query = sa.text("""with recursive home as (select owner_id, team_id from tasks where id = :id),
      down(id, parent_id, status, position, depth) as (
        select :id, null::uuid, ''::text, 0::float8, 0
        union all
        select t.id, t.parent_id, t.status, t.position, depth + 1 from tasks t join down on t.parent_id = down.id, home
          where t.deleted_at is null and depth < 10 and t.owner_id is not distinct from home.owner_id
            and t.team_id is not distinct from home.team_id)
      select * from down where depth > 0 order by depth, position, id""")
    return list((await session.execute(query, {"id": task_id})).all())


async def open_below(session: Session, task_ids: list[UUID]) -> list[UUID]:
    """Every open task under these ones that is at the same home as the one above it."""
    query = sa.text("""with recursive down(id, owner_id, team_id, status, depth) as (
        select id, owner_id, team_id, ''::text, 0 from tasks where id = any(:ids)
        union
        select t.id, t.owner_id, t.team_id, t.status, depth + 1 from tasks t join down on t.parent_id = down.id
          where t.deleted_at is null and depth < 10 and t.owner_id is not distinct from down.owner_id
            and t.team_id is not distinct from down.team_id)
      select distinct id from down where depth > 0 and status in ('pending', 'in_progress') order by id""")
    return list((await session.execute(query, {"ids": task_ids})).scalars())


async def ancestors(session: Session, task_id: UUID) -> list[UUID]:
    """The task's parents, nearest first, whether the person sees them or not."""
    return list((await session.execute(sa.text("select app.task_ancestors(:id)"), {"id": task_id})).scalars())


async def height(session: Session, task_id: UUID) -> int:
    """How many levels of subtasks are under the task."""
    return int((await session.execute(sa.text("select app.task_height(:id)"), {"id": task_id})).scalar_one() or 0)


async def number_below(session: Session, task_id: UUID) -> int:
    """How many subtasks the task has itself."""
    query = sa.text("select count(*) from tasks where parent_id = :id and deleted_at is null")
    return int((await session.execute(query, {"id": task_id})).scalar_one())


async def siblings(session: Session, parent_id: UUID) -> list[Any]:
    """The subtasks of a task in their order: (id, position)."""
    query = sa.text("""select id, position from tasks where parent_id = :id and deleted_at is null
      order by position, id""")
    return list((await session.execute(query, {"id": parent_id})).all())


async def deleted_with(session: Session, task_id: UUID) -> list[UUID]:
    """The subtasks that went into the trash in the same act as the task did last."""
    query = sa.text("""select t.id from tasks t where t.parent_id = :id and t.deleted_at is not null and exists (
        select from task_changes c where c.task_id = t.id and c.verb = 'deleted' and c.batch_id = (
          select l.batch_id from task_changes l where l.task_id = :id and l.verb = 'deleted'
          order by l.at desc, l.id desc limit 1))
      order by t.position, t.id""")
    return list((await session.execute(query, {"id": task_id})).scalars())
