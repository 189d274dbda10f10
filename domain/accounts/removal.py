"""Taking somebody out of the organisation, and back in within thirty days."""

from datetime import timedelta
from uuid import UUID

from domain import access, audit
from domain.accounts import sessions, standing
from domain.accounts.directory import can_administer, refuse
from domain.accounts.inputs import like
from domain.accounts.people import Person, Removed
from domain.clock import now
from domain.errors import Conflict, NotFound, Outdated
from domain.paging import Page, id_in
from domain.transactions import publish, read, read_all, signal, transaction
from persistence.queries import accounts, leaving
from persistence.session import Session

KEPT = timedelta(days=30)
LAST_ADMIN = "This is the last admin of the organisation. Make somebody else an admin first."
RUNS_IT = "Nobody else runs this installation, so this account has to stay."


async def remove(person_id: UUID, *, actor: Person, version: int | None = None) -> None:
    """Take somebody out of the actor's organisation (admins): they are signed out for good and are in no team any more.

    What they made stays under their name; teams they owned go to others (docs/permissions.md). For thirty days an
    admin may bring them back. Raises Conflict when it would leave the organisation without an active admin.
    """
    async with transaction(actor) as session:
        admins = await accounts.lock_admins(session, actor.organization_id)
        row = await accounts.find_person(session, person_id)
        if row is None or row.organization_id != actor.organization_id:
            await access.refuse(session, "person", person_id, actor=actor)
        if actor.id not in admins:  # asked again under the lock
            await refuse(actor, person_id, "person")
        if row.deleted_at is not None:
            raise NotFound("There is no such person (any more).")
        if version is not None and row.version != version:
            raise Outdated("The person was changed meanwhile.", fields={"version": row.version})
        if admins == {person_id}:
            raise Conflict(LAST_ADMIN)
        if actor.id == person_id:
            raise Conflict("Nobody removes themselves. Delete your own account instead.")
        if await leaving.runs_alone(session, person_id):
            raise Conflict(RUNS_IT)
        memo = await leaving.take_out_of_teams(session, person_id, fallback=actor.id, moment=now())
        await leaving.remember(session, person_id, {"deleted_at": now(), "updated_at": now()})
        tell_left(session, person_id, memo)
        signal(session, "person.deactivated", kind="person", object_id=person_id, audience=[person_id, *admins])
        audit.write(session, "person.removed", actor_id=actor.id, object_kind="person", object_id=person_id,
                    details={"teams": [left["team_id"] for left in memo]})  # fmt: skip
    standing.ended_of(person_id)
    await sessions.end(person_id, actor_id=actor.id)


async def restore(person_id: UUID, *, actor: Person) -> Person:
    """Bring somebody back who was removed in the last thirty days (admins), also into their teams.

    They own again what they owned, unless it went on to somebody else meanwhile. Twice changes nothing.
    """
    async with transaction(actor) as session:
        admins = await accounts.lock_admins(session, actor.organization_id)
        row = await accounts.find_person(session, person_id)
        if row is None or row.organization_id != actor.organization_id:
            await access.refuse(session, "person", person_id, actor=actor)
        if actor.id not in admins:
            await refuse(actor, person_id, "person")
        if row.erased_at is not None or (row.deleted_at is not None and now() - row.deleted_at > KEPT):
            raise NotFound("It is too late: this account was deleted for good.")
        if row.deleted_at is not None:
            if await leaving.is_address_taken(session, person_id):
                raise Conflict(f"Another account has the address {row.email} by now.")
            back = await leaving.bring_back_to_teams(session, person_id)
            await leaving.remember(session, person_id, {"deleted_at": None, "updated_at": now()})
            for team in back:
                _tell(session, "team.member_added", team["team_id"], person_id, heir=team["heir_id"])
            signal(session, "person.updated", kind="person", object_id=person_id, audience=[person_id, *admins])
            audit.write(session, "person.restored", actor_id=actor.id, object_kind="person", object_id=person_id)
    standing.outdated(person_id)
    return sessions.person_of((await read(actor, accounts.PERSON, {"id": person_id}))[0])


async def removed_people(*, actor: Person, q: str = "", limit: int = 50, cursor: str | None = None) -> Page[Removed]:
    """Who was removed from the actor's organisation and can be brought back, the last one first (admins)."""
    if not can_administer(actor):
        await refuse(actor, actor.organization_id, "organization")
    asked = {"like": like(q), "after": id_in(cursor), "limit": limit + 1}
    rows, counted = await read_all(actor, [(accounts.REMOVED_PAGE, asked), (accounts.REMOVED_COUNT, asked)])
    following = rows[limit - 1].id.hex if len(rows) > limit else None
    found = [Removed(sessions.person_of(row), row.deleted_at, row.deleted_at + KEPT) for row in rows[:limit]]
    return Page(found, following, counted[0].total)


def tell_left(session: Session, person_id: UUID, memo: list[dict[str, str]]) -> None:
    """Let the teams know who is gone, and who owns them now."""
    for left in memo:
        _tell(session, "team.member_removed", left["team_id"], person_id, heir=left["heir_id"])


def _tell(session: Session, event: str, team: str, person_id: UUID, *, heir: str | None) -> None:
    team_id = UUID(team)
    publish(session, event, kind="team", object_id=team_id, team_id=team_id, affected=[person_id],
            detail=str(person_id))  # fmt: skip
    if heir:
        publish(session, "team.role_changed", kind="team", object_id=team_id, team_id=team_id, affected=[UUID(heir)],
                detail=heir)  # fmt: skip
