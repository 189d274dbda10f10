"""Changing what is known of oneself, as long as it is what one saw."""

from collections.abc import Mapping
from typing import Any

from domain.accounts.people import Person
from domain.clock import now
from domain.errors import NotFound, Outdated
from domain.transactions import signal
from persistence.queries import accounts
from persistence.session import Session


async def edit_oneself(session: Session, values: Mapping[str, Any], *, actor: Person, version: int | None) -> None:
    """Change columns of the actor's own. Raises Outdated for another version than the present."""
    if await accounts.edit_person(session, actor.id, values, now(), version=version) is None:
        await check_version(session, actor, version)
        raise NotFound("Your account does not exist any more.")
    signal(session, "person.updated", kind="person", object_id=actor.id, audience=[actor.id])


async def check_version(session: Session, actor: Person, version: int | None) -> None:
    """Raise Outdated unless the actor's own is of this version until the transaction ends; None is any."""
    present = await accounts.lock_version(session, actor.id) if version is not None else None
    if present is not None and present != version:
        raise Outdated("Your profile was changed meanwhile.", fields={"version": present})
