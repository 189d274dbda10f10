"""The audit log is only ever added to."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from persistence.models import AuditRow
from persistence.session import Session


def add(
    session: Session,
    action: str,
    *,
    actor_id: UUID | None,
    object_kind: str,
    object_id: UUID | None,
    address: str,
    details: Mapping[str, Any],
) -> None:
    """Add one entry to the audit log, in this transaction."""
    entry = AuditRow(action=action, actor_id=actor_id, object_kind=object_kind, object_id=object_id, address=address)
    entry.details = dict(details)
    session.add(entry)
