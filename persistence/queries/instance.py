"""The installation as those who run it see it; others get no rows. What may be read is said in the policies."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from persistence.session import Session

ORGANIZATIONS_PAGE = "select * from app.instance_organizations(null, %(like)s, %(after)s, %(limit)s)"
ORGANIZATIONS_COUNT = "select app.count_instance_organizations(%(like)s) as total"
ORGANIZATION = "select * from app.instance_organizations(%(id)s, null, null, 1)"

_WHICH = "%(organization_id)s, %(role)s, %(status)s, %(runs)s, %(like)s"
PEOPLE_PAGE = f"select * from app.instance_people(null, {_WHICH}, %(after)s, %(limit)s)"
PEOPLE_COUNT = f"select app.count_instance_people(null, {_WHICH}) as total"
PERSON = "select * from app.instance_people(%(id)s, null, null, null, null, null, null, 1)"

MAY = "select app.is_instance_admin() as may"
NUMBERS = "select * from app.instance_numbers(%(moment)s, %(kept_since)s, %(not_kept_since)s)"

_SET_QUOTA = sa.text("select * from app.set_storage_quota(:id, :bytes, :expected, :moment)")
_HOLD = sa.text("select * from app.hold_account(:person)")
_CHANGE = sa.text("select app.change_account(:person, :status, :is_instance_admin, :moment)")


async def set_quota(
    session: Session, organization_id: UUID, bytes_: int | None, moment: datetime, *, expected: int | None
) -> Any | None:
    """Let an organisation store so many bytes, None as many as all; `version` and `before` as they were until now.

    Nothing is changed when that version is not the expected one. None when there is no such organisation.
    """
    given = {"id": organization_id, "bytes": bytes_, "expected": expected, "moment": moment}
    return (await session.execute(_SET_QUOTA, given)).first()


async def hold(session: Session, person: UUID) -> Any | None:
    """How somebody stands, until the transaction ends; None when there is nobody. `may`: whether the asker may act."""
    return (await session.execute(_HOLD, {"person": person})).first()


async def change(session: Session, person: UUID, values: Mapping[str, Any], moment: datetime) -> None:
    """Write whether they are active, and whether they run the installation."""
    await session.execute(_CHANGE, {"person": person, "moment": moment, **values})
