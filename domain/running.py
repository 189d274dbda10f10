"""Who runs the installation. The database asks the same again (persistence/policies/instance.py)."""

from typing import NoReturn, Protocol
from uuid import UUID

from domain import audit
from domain.errors import NotPermitted


class Runner(Protocol):
    """Whoever asks: a person, of whom two things count here."""

    @property
    def id(self) -> UUID: ...
    @property
    def is_instance_admin(self) -> bool: ...


def can_run(person: Runner) -> bool:
    """Whether this person runs the installation."""
    return person.is_instance_admin


async def check(actor: Runner, kind: str = "instance", object_id: UUID | None = None) -> None:
    """Raise NotPermitted, and write it down, unless the actor runs the installation."""
    if not can_run(actor):
        await refuse(actor, kind, object_id)


async def refuse(actor: Runner, kind: str, object_id: UUID | None) -> NoReturn:
    """Say no, and write it down."""
    await audit.record("access.refused", actor_id=actor.id, object_kind=kind, object_id=object_id)
    raise NotPermitted("Only those who run this installation may do this.")
