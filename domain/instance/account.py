"""An account as those who run the installation see it, and what they may change about it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from domain.inputs import Flag, Input


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody's account: who they are, where, since when; nothing of what they do."""

    id: UUID
    organization_id: UUID
    organization_name: str
    email: str
    name: str
    role: str  # admin | member, in their organisation
    status: str  # active | deactivated
    is_instance_admin: bool
    email_verified: bool
    created_at: datetime
    last_seen_at: datetime | None
    deletion_due_at: datetime | None  # they asked for it
    version: int


class AccountChanges(Input):
    """What is decided about an account; only the fields given are changed."""

    status: Literal["active", "deactivated"] = "active"
    is_instance_admin: Flag = False


def account_of(row: Any) -> Account:
    """The account in a row of queries.instance.PERSON and its kin."""
    return Account(**row._asdict())
