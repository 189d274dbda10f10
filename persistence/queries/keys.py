"""Finding tasks by what people call them: TEAM-42."""

from uuid import UUID

import sqlalchemy as sa

from persistence.session import Session

# One task for each key: near one's own work before what is shared, what is called so now before what was once.
BY_KEY = """select distinct on (wanted.key) wanted.key, t.id, t.title, t.status
from unnest(%(keys)s::text[]) wanted(key)
  join lateral (
    select t.id, t.title, t.status, t.team_id, t.owner_id, t.updated_at, true as is_current from tasks t
      where t.key = wanted.key and t.deleted_at is null
    union all
    select t.id, t.title, t.status, t.team_id, t.owner_id, t.updated_at, false from task_keys k
      join tasks t on t.id = k.task_id where k.key = wanted.key and t.deleted_at is null
  ) t on true
order by wanted.key, coalesce(t.team_id = %(team_id)s, false) desc, t.is_current desc,
  coalesce(t.owner_id = app.uid(), false) desc, (t.team_id = any((select app.my_team_ids())::uuid[])) desc nulls last,
  t.updated_at desc, t.id"""


async def keep(session: Session, key: str, task_id: UUID) -> None:
    """Remember that the task was once called so."""
    query = sa.text("insert into task_keys (key, task_id, since) values (:key, :id, now()) on conflict do nothing")
    await session.execute(query, {"key": key, "id": task_id})
