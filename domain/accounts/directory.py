"""Other people: names for display, and the administration of an organisation's people."""

from collections.abc import Iterable, Mapping
from typing import Any, NoReturn
from uuid import UUID

from domain import access, audit
from domain.accounts import renewal, sessions, standing
from domain.accounts.inputs import like
from domain.accounts.people import Person, PersonCard
from domain.clock import now
from domain.errors import Conflict, Invalid, NotPermitted, Outdated
from domain.paging import Page, id_in
from domain.transactions import front_desk, read, read_all, signal, transaction
from persistence.models import PersonRow
from persistence.queries import accounts, leaving
from persistence.session import Session as Transaction

ROLES, STATUSES = ("admin", "member"), ("active", "deactivated")


def can_administer(person: Person) -> bool:
    """Whether this person administers the people of their organisation. Who is about to leave does not."""
    return person.role == "admin" and person.deletion_due_at is None


async def cards(ids: Iterable[UUID], *, actor: Person) -> dict[UUID, PersonCard]:
    """The names of these people, for display; ids of nobody are left out."""
    rows = await read(actor, accounts.CARDS, {"ids": list(ids)})
    return {row.id: PersonCard(row.id, row.name) for row in rows}


async def people_of_organization(
    *, actor: Person, q: str = "", role: str | None = None, status: str | None = None, limit: int = 50,
    cursor: str | None = None,
) -> Page[Person]:  # fmt: skip
    """The people of the actor's organisation by name, for its admins; `q` is searched in names and addresses."""
    if not can_administer(actor):
        await refuse(actor, actor.organization_id, "organization")
    _check(role, ROLES, "role")
    _check(status, STATUSES, "status")
    asked = {"role": role, "status": status, "like": like(q), "after": id_in(cursor), "limit": limit + 1}
    rows, counted = await read_all(actor, [(accounts.PEOPLE_PAGE, asked), (accounts.PEOPLE_COUNT, asked)])
    following = rows[limit - 1].id.hex if len(rows) > limit else None
    return Page([sessions.person_of(row) for row in rows[:limit]], following, counted[0].total)


async def person_of_organization(person_id: UUID, *, actor: Person) -> Person:
    """Somebody of the actor's organisation, for its admins, and oneself. Raises NotFound and NotPermitted."""
    rows = await read(actor, accounts.PERSON, {"id": person_id})
    if not rows or rows[0].organization_id != actor.organization_id:
        async with transaction(actor) as session:
            await access.refuse(session, "person", person_id, actor=actor)
    if person_id != actor.id and not can_administer(actor):
        await refuse(actor, person_id, "person")
    return sessions.person_of(rows[0])


async def set_status(person_id: UUID, status: str, *, actor: Person) -> Person:
    """Deactivate or reactivate somebody of the actor's organisation (admins). Deactivation ends all their sessions.

    Raises Conflict when it would leave the organisation without an active admin.
    """
    return await administer(person_id, {"status": status}, actor=actor)


async def set_role(person_id: UUID, role: str, *, actor: Person) -> Person:
    """Make somebody of the actor's organisation its admin, or an ordinary member again (admins).

    Raises Conflict when it would leave the organisation without an active admin.
    """
    return await administer(person_id, {"role": role}, actor=actor)


async def administer(
    person_id: UUID, change: Mapping[str, str], *, actor: Person, version: int | None = None
) -> Person:
    """Change role and status of somebody of the actor's organisation at once, as `set_role` and `set_status` do.

    Raises Outdated when `version` is not the current one.
    """
    for field, known in (("role", ROLES), ("status", STATUSES)):
        _check(change.get(field), known, field)
    async with transaction(actor) as session:
        admins = await accounts.lock_admins(session, actor.organization_id)
        row = await accounts.find_person(session, person_id)
        if row is None or row.organization_id != actor.organization_id or row.deleted_at is not None:
            await access.refuse(session, "person", person_id, actor=actor)
        if actor.id not in admins:  # asked again under the lock: two admins may be deactivating each other
            await refuse(actor, person_id, "person")
        if version is not None and row.version != version:
            raise Outdated("The person was changed meanwhile.", fields={"version": row.version})
        if admins == {person_id} and change.items() & {("status", "deactivated"), ("role", "member")}:
            raise Conflict("This is the last admin of the organisation. Make somebody else an admin first.")
        if any(getattr(row, name) != value for name, value in change.items()):
            if change.get("status") == "deactivated" and await leaving.runs_alone(session, person_id):
                raise Conflict("Nobody else runs this installation, so this account has to stay active.")
            await _apply(session, row, change, admins, actor=actor)
    if change.get("status") == "deactivated":
        standing.ended_of(person_id)
        # their sessions count for nothing from now on; this also says so in their rows
        await sessions.end(person_id, actor_id=actor.id)
    elif "role" in change:
        async with front_desk() as session:
            await renewal.renew_all(session, person_id)
    standing.outdated(person_id)
    return sessions.person_of((await read(actor, accounts.PERSON, {"id": person_id}))[0])


async def _apply(
    session: Transaction, row: PersonRow, change: Mapping[str, Any], admins: set[UUID], *, actor: Person
) -> None:
    before = {name: getattr(row, name) for name in change}
    await accounts.edit_person(session, row.id, change, now())
    deactivated = change.get("status") == "deactivated"
    name = "person.deactivated" if deactivated else "person.updated"
    signal(session, name, kind="person", object_id=row.id, audience=[row.id, *admins])
    audit.write(session, "person.administered", actor_id=actor.id, object_kind="person", object_id=row.id,
                details={"before": before, "after": dict(change)})  # fmt: skip


async def refuse(actor: Person, object_id: UUID, kind: str) -> NoReturn:
    """Say no to somebody who is no admin, and write it down."""
    await audit.record("access.refused", actor_id=actor.id, object_kind=kind, object_id=object_id)
    raise NotPermitted("Only admins of the organisation may do this.")


def _check(value: str | None, known: tuple[str, ...], field: str) -> None:
    if value is not None and value not in known:
        raise Invalid(f"{field.capitalize()} must be one of {', '.join(known)}.", field=field)
