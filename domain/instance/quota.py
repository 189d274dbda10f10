"""How much an organisation may store, when that is other than what all others may."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from domain import audit
from domain.accounts import Person
from domain.clock import now
from domain.errors import NotFound, Outdated
from domain.inputs import Input
from domain.instance.organizations import OrganizationOverview, organization
from domain.running import check
from domain.transactions import signal, transaction
from persistence.queries import instance

MOST_STORAGE = 100_000_000_000_000  # bytes, as much as ATRIUM_STORAGE_MB may say


class StorageQuota(Input):
    """So many bytes; null: as many as all others (ATRIUM_STORAGE_MB)."""

    storage_quota: Annotated[int, Field(strict=True, ge=0, le=MOST_STORAGE)] | None = None


async def set_quota(
    organization_id: UUID, quota: StorageQuota, *, actor: Person, version: int | None = None
) -> OrganizationOverview:
    """Let an organisation store more or less than others (instance admins). What is stored already stays.

    Raises Outdated for another version than the present.
    """
    await check(actor, "organization", organization_id)
    if quota.given():
        await _set(organization_id, quota.storage_quota, actor=actor, version=version)
    return await organization(organization_id, actor=actor)


async def _set(organization_id: UUID, wanted: int | None, *, actor: Person, version: int | None) -> None:
    async with transaction(actor) as session:
        found = await instance.set_quota(session, organization_id, wanted, now(), expected=version)
        if found is None:
            raise NotFound("There is no such organisation (any more).")
        if version is not None and found.version != version:
            raise Outdated("The organisation was changed meanwhile.", fields={"version": found.version})
        if found.before != wanted:
            audit.write(session, "organization.quota_set", actor_id=actor.id, object_kind="organization",
                        object_id=organization_id, details={"before": found.before, "after": wanted})  # fmt: skip
            signal(session, "organization.updated", kind="organization", object_id=organization_id,
                   audience=[organization_id])  # fmt: skip
