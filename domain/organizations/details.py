"""What admins change about their organisation: details and logo. Its people see it at once."""

from collections.abc import Mapping
from typing import Any, NoReturn
from uuid import UUID

from domain import audit, files
from domain.accounts import Person, can_administer
from domain.clock import now
from domain.errors import NotFound, NotPermitted, Outdated
from domain.files import Arriving, File
from domain.organizations.inputs import OrganizationChanges
from domain.organizations.organization import Organization, my_organization
from domain.transactions import signal, transaction
from persistence.queries import files as file_queries
from persistence.queries import organizations
from persistence.session import Session


async def edit(changes: OrganizationChanges, *, actor: Person, version: int | None = None) -> Organization:
    """Change the details of the actor's organisation (admins). Raises Outdated for another version than the present."""
    if not can_administer(actor):
        await _refuse(actor)
    if values := changes.given():
        async with transaction(actor) as session:
            await _change(session, values, actor, version)
    return await my_organization(actor=actor)


async def set_logo(arrived: Arriving, name: str, *, actor: Person, version: int | None = None) -> Organization:
    """Make what arrived the logo of the actor's organisation (admins).

    Raises Invalid when it is no picture, and Outdated for another version of the organisation than the present.
    """
    if not can_administer(actor):
        await _refuse(actor)

    async def show(session: Session, file: File) -> None:
        await _show(session, file.id, actor, version)

    organization_id = actor.organization_id
    await files.keep(arrived, name, purpose="logo", subject_id=organization_id, actor=actor, within=show)
    return await my_organization(actor=actor)


async def remove_logo(*, actor: Person, version: int | None = None) -> Organization:
    """Show no logo any more (admins). Raises Outdated for another version than the present."""
    if not can_administer(actor):
        await _refuse(actor)
    async with transaction(actor) as session:
        await _show(session, None, actor, version)
    return await my_organization(actor=actor)


async def _show(session: Session, logo_id: UUID | None, actor: Person, version: int | None) -> None:
    await _change(session, {"logo_id": logo_id}, actor, version)
    known = await file_queries.ids_on(session, "logo", actor.organization_id)
    await files.remove(session, [old for old in known if old != logo_id])


async def _change(session: Session, values: Mapping[str, Any], actor: Person, version: int | None) -> None:
    found = await organizations.edit(session, actor.organization_id, values, now(), version)
    if found is None:
        current = (await my_organization(actor=actor)).version
        if version is not None and current != version:
            raise Outdated("The organisation was changed meanwhile.", fields={"version": current})
        raise NotFound("Your organisation does not exist any more.")
    audit.write(session, "organization.updated", actor_id=actor.id, object_kind="organization",
                object_id=actor.organization_id, details={"fields": sorted(values)})  # fmt: skip
    signal(session, "organization.updated", kind="organization", object_id=actor.organization_id,
           audience=[actor.organization_id])  # fmt: skip


async def _refuse(actor: Person) -> NoReturn:
    await audit.record("access.refused", actor_id=actor.id, object_kind="organization", object_id=actor.organization_id)
    raise NotPermitted("Only admins of the organisation may do this.")


async def _everybody(_: Session, __: File, ___: Any) -> None:
    """Whoever is signed in sees it."""


async def _admins(_: Session, subject_id: UUID | None, actor: Person) -> None:
    if subject_id != actor.organization_id or not can_administer(actor):
        raise NotPermitted("Only admins of the organisation may do this.")


async def _by_removing(_: Session, __: File, ___: Any) -> None:
    raise NotPermitted("A logo is removed in the settings, or DELETE /organizations/me/logo.")


files.declare("logo", see=_everybody, add=_admins, remove=_by_removing, shape=files.FIT, only_pictures=True)
