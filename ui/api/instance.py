"""`/admin`: the installation as a whole, for those who run it."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import Field

from domain import instance
from domain.inputs import Id, ShortText
from domain.instance import Account, AccountChanges, Health, Loop, OrganizationOverview, StorageQuota
from domain.paging import Page
from ui.api.auth import Actor, ActorSession
from ui.api.conditional import Tag
from ui.api.files import Bytes
from ui.api.outside import Count, Moment, Out, Version
from ui.api.pagination import PageOut, Slice
from ui.api.routing import Route
from ui.heartbeat import heartbeat

router = APIRouter(prefix="/admin", tags=["administration"], route_class=Route)

Role = Literal["admin", "member"]
Status = Literal["active", "deactivated"]
Milliseconds = Annotated[float, Field(ge=0)]


class OrganizationOverviewOut(Out):
    """One organisation in numbers."""

    id: UUID
    name: Annotated[str, Field(max_length=120)]
    city: Annotated[str, Field(max_length=120)]
    created_at: Moment
    people: Annotated[Count, Field(description="Active accounts.")]
    admins: Count
    deactivated: Count
    storage_used: Bytes
    storage_quota: Bytes
    has_own_quota: Annotated[bool, Field(description="It may store more or less than others.")]
    last_seen_at: Annotated[Moment | None, Field(description="When any of its people was here last.")]
    version: Version


class AccountOut(Out):
    """Somebody's account: who they are, where, since when; nothing of what they do."""

    id: UUID
    organization_id: UUID
    organization_name: Annotated[str, Field(max_length=120)]
    email: Annotated[str, Field(max_length=254)]
    name: Annotated[str, Field(max_length=120)]
    role: Annotated[Role, Field(description="In their organisation.")]
    status: Status
    is_instance_admin: Annotated[bool, Field(description="Whether they run the installation.")]
    email_verified: bool
    created_at: Moment
    last_seen_at: Moment | None
    deletion_due_at: Annotated[Moment | None, Field(description="When it will be deleted, as its person asked.")]
    version: Version


class DatabaseOut(Out):
    """The database and what it tells."""

    ok: bool
    version: Annotated[str, Field(max_length=100)]
    milliseconds: Annotated[Milliseconds, Field(description="For one question and its answer.")]
    size: Bytes
    revision: Annotated[str, Field(max_length=100, description="Up to where it is migrated.")]
    is_migrated: bool
    is_heard: Annotated[bool, Field(description="Whether changes reach open pages.")]


class JobsOut(Out):
    """The queue. `failed` jobs were given up: the dead letters."""

    ok: bool
    waiting: Annotated[Count, Field(description="Due, and nobody works on them yet.")]
    waiting_since: Annotated[Moment | None, Field(description="Since when the oldest of these is due.")]
    planned: Annotated[Count, Field(description="For later.")]
    running: Count
    failed: Count


class MailOut(Out):
    """The outbox."""

    ok: bool
    has_server: bool
    waiting: Count
    failed: Count
    held: Annotated[Count, Field(description="Kept because there is no mail server.")]


class FilesOut(Out):
    """Where the bytes of files are."""

    ok: bool
    place: Literal["disk", "s3"]
    is_reachable: bool
    files: Count
    used: Bytes
    free: Annotated[Bytes, Field(description="On the disk of the data folder.")]


class SessionsOut(Out):
    """Who is here."""

    people: Annotated[Count, Field(description="Active accounts.")]
    organizations: Count
    seen_lately: Annotated[Count, Field(description="People who did something in the last quarter of an hour.")]
    browsers: Count
    programs: Count
    tokens: Count


class ProcessOut(Out):
    """The process that answers. The lag of its event loop in milliseconds, just now and the worst of a minute."""

    ok: bool
    started_at: Moment
    memory: Bytes
    lag: Milliseconds
    worst_lag: Milliseconds


class HealthOut(Out):
    """How the installation is doing. `ok`: nobody needs to look."""

    ok: bool
    version: Annotated[str, Field(max_length=50)]
    at: Moment
    database: DatabaseOut
    jobs: JobsOut
    mail: MailOut
    files: FilesOut
    sessions: SessionsOut
    process: ProcessOut


class OrganizationsQuery(Slice):
    """Which organisations."""

    q: Annotated[ShortText, Field(description="Searched in names and cities.")] = ""


class AccountsQuery(Slice):
    """Which people: every given condition must hold."""

    role: Role | None = None
    status: Status | None = None
    is_instance_admin: bool | None = None
    organization_id: Id | None = None
    q: Annotated[ShortText, Field(description="Searched in names and addresses.")] = ""


@router.get("/organizations", response_model=PageOut[OrganizationOverviewOut])
async def list_organizations(asked: Annotated[OrganizationsQuery, Query()], actor: Actor) -> Page[OrganizationOverview]:
    """All organisations by name, in numbers."""
    return await instance.organizations(actor=actor, q=asked.q, limit=asked.limit, cursor=asked.cursor)


@router.get("/organizations/{organization_id}", response_model=OrganizationOverviewOut)
async def get_organization_overview(organization_id: Id, actor: Actor, tag: Tag) -> OrganizationOverview:
    """One organisation in numbers."""
    return tag.on(await instance.organization(organization_id, actor=actor))


@router.patch("/organizations/{organization_id}", response_model=OrganizationOverviewOut)
async def set_storage_quota(organization_id: Id, quota: StorageQuota, actor: Actor, tag: Tag) -> OrganizationOverview:
    """Let an organisation store more or less than others; null lets it store as much as they."""
    return tag.on(await tag.matching(lambda v: instance.set_quota(organization_id, quota, version=v, actor=actor)))


@router.get("/people", response_model=PageOut[AccountOut])
async def list_accounts(asked: Annotated[AccountsQuery, Query()], actor: Actor) -> Page[Account]:
    """The people of all organisations, by name."""
    return await instance.people(
        actor=actor, q=asked.q, role=asked.role, status=asked.status, runs=asked.is_instance_admin,
        organization_id=asked.organization_id, limit=asked.limit, cursor=asked.cursor,
    )  # fmt: skip


@router.get("/people/{user_id}", response_model=AccountOut)
async def get_account(user_id: Id, actor: Actor, tag: Tag) -> Account:
    """Anybody's account."""
    return tag.on(await instance.person(user_id, actor=actor))


@router.patch("/people/{user_id}", response_model=AccountOut)
async def administer_account(
    user_id: Id, changes: AccountChanges, actor: Actor, session: ActorSession, tag: Tag
) -> Account:
    """Deactivate somebody or let them in again, let them run the installation or no longer.

    Answers 403 with the type `/problems/confirmation-required` unless one proved lately who one is, as
    `POST /auth/confirm` does; a personal token proves nobody. The last who runs the installation stays: 409.
    """
    return tag.on(
        await tag.matching(lambda v: instance.administer(user_id, changes, version=v, under=session, actor=actor))
    )


@router.get("/health", response_model=HealthOut)
async def get_health(actor: Actor) -> Health:
    """How the installation is doing, and the process that answers."""
    return await instance.health(loop=Loop(heartbeat.lag, heartbeat.worst), actor=actor)
