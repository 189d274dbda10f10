"""Housekeeping of records, and whether something exists at all."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from persistence.session import Session


async def purge(session: Session, *, before: datetime) -> None:
    """Forget for good what was deleted before then (front desk only)."""
    await session.execute(sa.text("select app.purge(:before)"), {"before": before})


async def purge_tasks(session: Session, *, before: datetime, most: int) -> int:
    """The same for at most so many tasks, with all that hangs on them; how many there were (front desk only)."""
    query = sa.text("select app.purge_tasks(:before, :most)")
    return int((await session.execute(query, {"before": before, "most": most})).scalar_one())


async def exists(session: Session, kind: str, object_id: UUID) -> bool:
    """Whether there is such an object, whoever may see it."""
    found = await session.execute(sa.text("select app.exists(:kind, :id)"), {"kind": kind, "id": object_id})
    return bool(found.scalar_one())
