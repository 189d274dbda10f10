"""The queue as tables: putting jobs in, looking at them, running them again. Reading needs the front desk."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from persistence.session import Session

_STATUS = """case j.status::text when 'todo' then 'waiting' when 'doing' then 'running'
  when 'succeeded' then 'succeeded' else 'failed' end"""
_FROM = f"""from procrastinate.procrastinate_jobs j
where (%(status)s::text is null or {_STATUS} = %(status)s) and (%(name)s::text is null or j.task_name = %(name)s)"""
PAGE = f"""
select x.*, e.error, t.queued_at, t.changed_at from (
  select j.id, j.task_name as name, j.queue_name as queue, {_STATUS} as status, j.attempts, j.scheduled_at {_FROM}
    and (%(after)s::bigint is null or j.id < %(after)s) and (%(id)s::bigint is null or j.id = %(id)s)
  order by j.id desc limit %(limit)s) x
left join procrastinate.last_errors e on e.job_id = x.id
left join lateral (
  select min(at) filter (where type = 'deferred') as queued_at, max(at) filter (where type <> 'scheduled') as changed_at
  from procrastinate.procrastinate_events where job_id = x.id) t on true
order by x.id desc
"""
COUNT = f"select count(*) as total from (select 1 {_FROM} limit 10000) x"
COUNTS = f"select {_STATUS} as status, count(*) as number from procrastinate.procrastinate_jobs j group by 1"

_REVIVE = sa.text("""
with stalled as (
  select j.id, j.attempts + 1 >= coalesce((cast(:limits as jsonb) ->> j.task_name)::int, 5) as is_poison
  from procrastinate.procrastinate_jobs j left join procrastinate.procrastinate_workers w on w.id = j.worker_id
  where j.status = 'doing' and (w.id is null or w.last_heartbeat < now() - make_interval(secs => :patience)
    or j.id = any(cast(:lost as bigint[])))
  for update of j skip locked)
update procrastinate.procrastinate_jobs j
set status = cast(case when is_poison then 'failed' else 'todo' end as procrastinate.procrastinate_job_status),
  attempts = attempts + 1, scheduled_at = now(), worker_id = null
from stalled s where j.id = s.id returning j.id, j.task_name
""")
_RUN_AGAIN = sa.text("""
update procrastinate.procrastinate_jobs
set status = 'todo', attempts = 0, scheduled_at = now(), worker_id = null, abort_requested = false
where id = :id and status in ('failed', 'aborted', 'cancelled') returning task_name
""")
_NOTE = sa.text("""
insert into procrastinate.last_errors (job_id, error) values (:id, left(:error, 1000))
on conflict (job_id) do update set error = excluded.error, at = now()
""")
_TIDY = (
    """delete from procrastinate.procrastinate_jobs j where status in ('succeeded', 'failed', 'aborted', 'cancelled')
     and not exists (select from procrastinate.procrastinate_events e where e.job_id = j.id
       and e.at >= case when j.status = 'succeeded' then cast(:succeeded as timestamptz) else :failed end)""",
    "delete from procrastinate.effects where at < :failed",
)


async def defer(
    session: Session, queue: str, name: str, arguments: Mapping[str, Any], *, at: datetime | None, once_key: str | None
) -> int | None:
    """Put a job into the queue, by this transaction; its number, or None when that key was used before."""
    query = sa.text("select app.defer_job(:queue, :name, cast(:arguments as jsonb), :at, :once_key)")
    given = {"queue": queue, "name": name, "arguments": json.dumps(dict(arguments), default=str), "at": at,
             "once_key": once_key}  # fmt: skip
    return (await session.execute(query, given)).scalar_one()  # type: ignore[no-any-return]


async def claim(session: Session, effect: str) -> bool:
    """Whether nobody did this before; from this transaction's commit on it counts as done."""
    found = await session.execute(sa.text("select app.claim_effect(:effect)"), {"effect": effect})
    return bool(found.scalar_one())


async def revive(
    session: Session, *, patience: float, limits: Mapping[str, int], lost: Sequence[int]
) -> list[tuple[int, str]]:
    """Put back what workers without a heartbeat left running, and the jobs of `lost`; aside what died too often."""
    given = {"patience": patience, "limits": json.dumps(dict(limits)), "lost": list(lost)}
    return [(row.id, row.task_name) for row in await session.execute(_REVIVE, given)]


async def held_by(session: Session, worker: int | None) -> list[int]:
    """The jobs that a worker has taken and not given back."""
    query = sa.text("select id from procrastinate.procrastinate_jobs where status = 'doing' and worker_id = :worker")
    return list((await session.execute(query, {"worker": worker})).scalars())


async def run_again(session: Session, job_id: int) -> str | None:
    """Put a failed job back, as if it were new; its name, or None when there is no such failed job."""
    return (await session.execute(_RUN_AGAIN, {"id": job_id})).scalar_one_or_none()


async def note_error(session: Session, job_id: int, error: str) -> None:
    """Remember why a job failed."""
    await session.execute(_NOTE, {"id": job_id, "error": error})


async def tidy(session: Session, *, succeeded: datetime, failed: datetime) -> None:
    """Forget jobs that ended before then, and effects as old as failures."""
    for query in _TIDY:
        await session.execute(sa.text(query), {"succeeded": succeeded, "failed": failed})
