"""What those who run the installation see of the queue, and may do with it."""

from dataclasses import dataclass, fields
from datetime import datetime

from domain import audit
from domain.errors import Conflict, Invalid, NotFound
from domain.paging import Page, number_in
from domain.running import Runner, check
from domain.transactions import front_desk, read_at_front_desk
from persistence.queries import jobs

STATUSES = ("waiting", "running", "succeeded", "failed")


@dataclass(frozen=True, slots=True)
class Entry:
    """One job in the queue. `error` says why it failed the last time; what it was given is nobody's business."""

    id: int
    name: str
    queue: str
    status: str  # waiting | running | succeeded | failed
    attempts: int
    scheduled_at: datetime | None
    queued_at: datetime | None
    changed_at: datetime | None
    error: str | None


_FIELDS = [field.name for field in fields(Entry)]


async def jobs_of_instance(
    *, actor: Runner, status: str | None = None, name: str | None = None, limit: int = 50,
    cursor: str | None = None,
) -> Page[Entry]:  # fmt: skip
    """The jobs of the installation, the newest first (instance admins)."""
    await check(actor, "jobs")
    if status is not None and status not in STATUSES:
        raise Invalid(f"Status must be one of {', '.join(STATUSES)}.", field="status")
    asked = {"status": status, "name": name, "after": number_in(cursor), "limit": limit + 1, "id": None}
    rows = await read_at_front_desk(jobs.PAGE, asked)
    total = (await read_at_front_desk(jobs.COUNT, asked))[0].total
    found = [Entry(**{field: getattr(row, field) for field in _FIELDS}) for row in rows]
    return Page(found[:limit], str(found[limit - 1].id) if len(found) > limit else None, total)


async def counts(*, actor: Runner) -> dict[str, int]:
    """How many jobs there are of each status (instance admins)."""
    await check(actor, "jobs")
    rows = await read_at_front_desk(jobs.COUNTS)
    return dict.fromkeys(STATUSES, 0) | {row.status: row.number for row in rows}


async def run_again(job_id: int, *, actor: Runner) -> Entry:
    """Put a failed job back into the queue, with all its tries before it (instance admins).

    Raises Conflict when the job did not fail.
    """
    await check(actor, "jobs")
    async with front_desk() as session:
        name = await jobs.run_again(session, job_id)
        if name:
            audit.write(session, "job.run_again", actor_id=actor.id, object_kind="job",
                        details={"job": job_id, "name": name})  # fmt: skip
    rows = await read_at_front_desk(jobs.PAGE, {"status": None, "name": None, "after": None, "limit": 1, "id": job_id})
    if not rows:
        raise NotFound("There is no such job (any more).")
    if not name:
        raise Conflict("Only a job that failed can be run again.")
    return Entry(**{field: getattr(rows[0], field) for field in _FIELDS})
