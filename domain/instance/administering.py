"""Deactivating people of any organisation and letting them in again; who runs the installation, of whom one stays."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from domain import audit
from domain.accounts import Person, Session, require_recent, sessions, standing
from domain.clock import now
from domain.errors import Conflict, NotFound, Outdated
from domain.instance.account import Account, AccountChanges, account_of
from domain.running import check, refuse
from domain.transactions import signal, transaction
from persistence.queries import instance
from persistence.session import Session as Transaction
from persistence.session import select_in


async def administer(
    person_id: UUID, changes: AccountChanges, *, actor: Person, under: Session, version: int | None = None
) -> Account:
    """Deactivate somebody or let them in again, let them run the installation or no longer (instance admins).

    Deactivation ends all their sessions. Raises NotRecent unless the actor proved lately, under this session, who they
    are; Conflict when nobody else would run the installation, or lead an organisation with other people; Outdated for
    another version than the present.
    """
    await check(actor, "person", person_id)
    await require_recent(under)
    async with transaction(actor) as session:
        held = await instance.hold(session, person_id)
        if held is None:
            raise NotFound("There is no such person (any more).")
        if not held.may:  # asked again under the lock: two may be taking it from each other
            await refuse(actor, "person", person_id)
        if version is not None and held.version != version:
            raise Outdated("The person was changed meanwhile.", fields={"version": held.version})
        found = account_of((await select_in(session, [(instance.PERSON, {"id": person_id})]))[0][0])
        before = {"status": held.status, "is_instance_admin": held.is_instance_admin}
        after = before | changes.given()
        if after != before:
            _check(held, before, after, is_oneself=person_id == actor.id)
            await instance.change(session, person_id, after, now())
            found = replace(found, **after, version=found.version + 1)
            _tell(session, person_id, before, after, audience=[person_id, *held.admins], actor=actor)
    if changes.given().get("status") == "deactivated":
        standing.ended_of(person_id)
        # their sessions count for nothing from now on; this also says so in their rows
        await sessions.end(person_id, actor_id=actor.id)
    standing.outdated(person_id)
    return found  # not read again: who gave it up themselves sees nobody now


def _check(held: Any, before: dict[str, Any], after: dict[str, Any], *, is_oneself: bool) -> None:
    is_active = after["status"] == "active"
    if held.runs_alone and not (is_active and after["is_instance_admin"]):
        raise Conflict("Nobody else runs this installation. Let somebody else run it first.")
    if not is_active and is_oneself:
        raise Conflict("Nobody deactivates themselves. Delete your own account instead.")
    if not is_active and before["status"] == "active" and held.leads_alone:
        raise Conflict(f"{held.name} is the last admin of {held.organization_name}. Its people need another one first.")
    if after["is_instance_admin"] and not before["is_instance_admin"] and (held.is_leaving or not is_active):
        raise Conflict(f"{held.name} is {'leaving' if is_active else 'deactivated'} and cannot run the installation.")


def _tell(
    session: Transaction, person_id: UUID, before: dict[str, Any], after: dict[str, Any], *, audience: list[UUID],
    actor: Person,
) -> None:  # fmt: skip
    changed = [name for name in after if after[name] != before[name]]
    is_out = "status" in changed and after["status"] == "deactivated"
    signal(session, "person.deactivated" if is_out else "person.updated", kind="person", object_id=person_id,
           audience=audience)  # fmt: skip
    audit.write(session, "person.administered", actor_id=actor.id, object_kind="person", object_id=person_id,
                details={"before": {name: before[name] for name in changed},
                         "after": {name: after[name] for name in changed}})  # fmt: skip
