"""Who runs the installation. The database asks the same again (persistence/policies/instance.py)."""

from typing import NoReturn
from uuid import UUID

from domain import audit
from domain.accounts import Person
from domain.errors import NotPermitted


def can_run(person: Person) -> bool:
    """Whether this person runs the installation."""
    return person.is_instance_admin


async def check(actor: Person, kind: str = "instance", object_id: UUID | None = None) -> None:
    """Raise NotPermitted, and write it down, unless the actor runs the installation."""
    if not can_run(actor):
        await refuse(actor, kind, object_id)


async def refuse(actor: Person, kind: str, object_id: UUID | None) -> NoReturn:
    """Say no, and write it down."""
    await audit.record("access.refused", actor_id=actor.id, object_kind=kind, object_id=object_id)
    raise NotPermitted("Only those who run this installation may do this.")
