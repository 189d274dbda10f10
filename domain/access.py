"""Saying no to somebody who asked for an object by its id."""

from typing import NoReturn
from uuid import UUID

from domain import audit
from domain.errors import NotFound, NotPermitted
from domain.transactions import HasId
from persistence.queries import records
from persistence.session import Session


async def refuse(session: Session, kind: str, object_id: UUID, *, actor: HasId) -> NoReturn:
    """Raise NotFound when there is no such object, and NotPermitted, written to the audit log, when it is hidden."""
    if not await records.exists(session, kind, object_id):
        raise NotFound(f"There is no such {kind} (any more).")
    await audit.record("access.refused", actor_id=actor.id, object_kind=kind, object_id=object_id)
    raise NotPermitted(f"You may not see this {kind}.")
