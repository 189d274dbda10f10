"""`/jobs`: what is done later, for those who run the installation."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from pydantic import Field

from domain import jobs
from domain.inputs import Storable
from domain.jobs import Entry
from domain.paging import Page
from ui.api.auth import Actor
from ui.api.outside import Count, Moment, Out
from ui.api.pagination import PageOut, Slice
from ui.api.routing import Route

router = APIRouter(prefix="/jobs", tags=["administration"], route_class=Route)

Status = Literal["waiting", "running", "succeeded", "failed"]
JobId = Annotated[int, Path(ge=1, le=2**63 - 1)]


class JobOut(Out):
    """One job. What it was given is not shown."""

    id: Annotated[int, Field(ge=1, le=2**63 - 1)]
    name: Annotated[str, Field(max_length=128)]
    queue: Annotated[str, Field(max_length=128)]
    status: Status
    attempts: Count
    scheduled_at: Annotated[Moment | None, Field(description="Not before then.")]
    queued_at: Moment | None
    changed_at: Annotated[Moment | None, Field(description="When it last began or ended.")]
    error: Annotated[str | None, Field(max_length=1000, description="Why it failed the last time.")]


class JobQuery(Slice):
    """Which jobs."""

    status: Status | None = None
    name: Annotated[str | None, Field(max_length=128, description="Of which kind."), Storable] = None


@router.get("", response_model=PageOut[JobOut])
async def list_jobs(asked: Annotated[JobQuery, Query()], actor: Actor) -> Page[Entry]:
    """The jobs of the installation, the newest first."""
    return await jobs.jobs_of_instance(
        actor=actor, status=asked.status, name=asked.name, limit=asked.limit, cursor=asked.cursor
    )


@router.post("/{job_id}/retry", response_model=JobOut)
async def retry_job(job_id: JobId, actor: Actor) -> Entry:
    """Put a failed job back into the queue."""
    return await jobs.run_again(job_id, actor=actor)
