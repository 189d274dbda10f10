"""All organisations of the installation: how many people, how much they store."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from domain import files
from domain.accounts import Person
from domain.accounts.inputs import like
from domain.errors import NotFound
from domain.paging import Page, id_in
from domain.running import check
from domain.transactions import read, read_all
from persistence.queries import instance


@dataclass(frozen=True, slots=True)
class OrganizationOverview:
    """One organisation in numbers. Storage in bytes; `last_seen_at`: when any of its people was here last.

    `has_own_quota`: it may store more or less than others.
    """

    id: UUID
    name: str
    city: str
    created_at: datetime
    people: int  # active accounts
    admins: int
    deactivated: int
    storage_used: int
    storage_quota: int
    has_own_quota: bool
    last_seen_at: datetime | None
    version: int


async def organizations(
    *, actor: Person, q: str = "", limit: int = 50, cursor: str | None = None
) -> Page[OrganizationOverview]:
    """The organisations by name (instance admins); `q` is searched in names and cities."""
    await check(actor)
    asked = {"like": like(q), "after": id_in(cursor), "limit": limit + 1}
    rows, counted = await read_all(
        actor, [(instance.ORGANIZATIONS_PAGE, asked), (instance.ORGANIZATIONS_COUNT, {"like": like(q)})]
    )
    following = rows[limit - 1].id.hex if len(rows) > limit else None
    return Page([_overview(row) for row in rows[:limit]], following, counted[0].total)


async def organization(organization_id: UUID, *, actor: Person) -> OrganizationOverview:
    """One organisation in numbers (instance admins)."""
    await check(actor, "organization", organization_id)
    rows = await read(actor, instance.ORGANIZATION, {"id": organization_id})
    if not rows:
        raise NotFound("There is no such organisation (any more).")
    return _overview(rows[0])


def _overview(row: Any) -> OrganizationOverview:
    own = row.storage_quota
    told = row._asdict() | {"storage_quota": files.quota(own), "has_own_quota": own is not None}
    return OrganizationOverview(**told)
