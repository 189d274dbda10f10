"""Housekeeping of records, and whether something exists at all."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from persistence.session import Session


async def purge(session: Session, *, before: datetime) -> None:
    """Forget for good what was deleted before then (front desk only)."""
    await session.execute(sa.text("select app.purge(:before)"), {"before": before})


async def exists(session: Session, kind: str, object_id: UUID) -> bool:
    """Whether there is such an object, whoever may see it."""
    found = await session.execute(sa.text("select app.exists(:kind, :id)"), {"kind": kind, "id": object_id})
    return bool(found.scalar_one())
