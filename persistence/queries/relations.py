"""SELECTs about how tasks hang together."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col

from persistence.models import TaskRelationRow
from persistence.session import Session

# is an open task in the way of `t`?
BLOCKED = """exists (select from task_relations r where r.other_id = t.id and r.kind = 'blocks'
  and app.standing_of(r.task_id) in ('pending', 'in_progress'))"""

RELATIONS = """select r.id, r.created_at, o.id as task_id, o.key, o.title, app.standing_of(x.other_id) as status,
  case when x.is_mine then r.kind else case r.kind when 'blocks' then 'blocked_by'
    when 'duplicates' then 'duplicated_by' else r.kind end end as kind
from task_relations r
  cross join lateral (select r.task_id = %(task_id)s as is_mine,
    case when r.task_id = %(task_id)s then r.other_id else r.task_id end as other_id) x
  left join tasks o on o.id = x.other_id
where (r.task_id = %(task_id)s or r.other_id = %(task_id)s) and app.standing_of(x.other_id) is not null
order by array_position(array['blocked_by', 'blocks', 'duplicates', 'duplicated_by', 'relates_to'],
  case when x.is_mine then r.kind else case r.kind when 'blocks' then 'blocked_by'
    when 'duplicates' then 'duplicated_by' else r.kind end end), r.created_at, r.id"""


async def between(session: Session, task_id: UUID, other_id: UUID, kind: str) -> TaskRelationRow | None:
    """The relation of this kind, if there is one; what relates does so both ways."""
    pairs = [(task_id, other_id)] + ([(other_id, task_id)] if kind == "relates_to" else [])
    mine = sa.tuple_(col(TaskRelationRow.task_id), col(TaskRelationRow.other_id)).in_(pairs)
    query = sa.select(TaskRelationRow).where(mine, col(TaskRelationRow.kind) == kind)
    return (await session.execute(query)).scalars().first()


async def would_block_itself(session: Session, blocker: UUID, blocked: UUID) -> bool:
    """Whether `blocked` is already in the way of `blocker`, by whatever way round."""
    query = sa.text("select app.is_blocked_by_way(:blocker, :blocked)")
    return bool((await session.execute(query, {"blocker": blocker, "blocked": blocked})).scalar_one())


async def count_of(session: Session, task_id: UUID) -> int:
    query = sa.text("select count(*) from task_relations where task_id = :id or other_id = :id")
    return int((await session.execute(query, {"id": task_id})).scalar_one())


async def open_blockers(session: Session, task_id: UUID) -> list[Any]:
    """What is in the way of the task: (key, title), both None for what the person does not see."""
    query = sa.text("""select o.key, o.title from task_relations r left join tasks o on o.id = r.task_id
      where r.other_id = :id and r.kind = 'blocks' and app.standing_of(r.task_id) in ('pending', 'in_progress')
      order by r.created_at limit 20""")
    return list((await session.execute(query, {"id": task_id})).all())
