"""Organisations: one's own, the cards of all, the numbers for admins."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from persistence.models import OrganizationRow
from persistence.session import Session

MINE = """
select o.id, o.name, o.description, o.industry, o.website, o.city, o.logo_id, o.created_at, o.version,
  (select count(*) from people p where p.organization_id = o.id and p.deleted_at is null) as member_count
from organizations o where o.id = app.my_organization_id() and o.deleted_at is null
"""
CARD = "select * from app.organization_card(%(id)s)"
STATISTICS = "select * from app.organization_statistics()"


async def edit(
    session: Session, organization_id: UUID, values: Mapping[str, Any], at: datetime, version: int | None
) -> int | None:
    """Change columns of an organisation; the new version, None when there is no such one (of that version)."""
    wanted = {"id": organization_id, "deleted_at": None} | ({"version": version} if version is not None else {})
    change = (
        sa.update(OrganizationRow)
        .filter_by(**wanted)
        .values(**values, version=OrganizationRow.version + 1, updated_at=at)
        .returning(OrganizationRow.version)  # type: ignore[call-overload]
    )
    return (await session.execute(change)).scalar_one_or_none()
