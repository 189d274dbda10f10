"""Accepting an invitation: with a new account, or with the one that has the invited address."""

from typing import Any, NoReturn
from uuid import UUID

from domain import audit, mail
from domain.accounts import Device, Person, passwords, renewal, sessions, standing
from domain.accounts.throttle import Gate
from domain.clock import now
from domain.errors import Conflict, NotPermitted
from domain.invitations import secrets
from domain.invitations.invitation import Newcomer, Offer
from domain.mail import Address
from domain.settings import settings
from domain.transactions import front_desk, publish, read_at_front_desk, signal
from persistence.ids import new_id
from persistence.models import InvitationRow, PersonRow
from persistence.queries import accounts, email_tokens
from persistence.queries import invitations as queries
from persistence.session import Session

CLOSED = "{} does not take anybody in any more."
NOT_ALONE = (
    "You belong to {} together with others, and nobody can be in two organisations. Ask an admin there to remove you, "
    "or accept with another address."
)
_STATES = {
    "accepted": "This invitation was used already. Sign in with {email}.",
    "cancelled": "This invitation was cancelled. Ask {inviter} for a new one.",
    "expired": "This invitation has expired. Ask {inviter} to send it again.",
}


async def offer(token: str) -> Offer:
    """What an invitation says. Asking uses nothing up.

    Raises NotFound for a secret that is not ours, Conflict when it is used, cancelled or expired.
    """
    row = await _good(token)
    return Offer(
        organization_name=row.organization_name, invited_by_name=row.invited_by_name, email=row.email, role=row.role,
        team_name=row.team_name, expires_at=row.expires_at, has_account=row.account_id is not None,
    )  # fmt: skip


async def accept_as_new(token: str, form: Newcomer, *, device: Device) -> Person:
    """Make an account with the invited address, which is proven by this, in the organisation that invites.

    Raises Conflict when the address has an account: whose it is signs in and accepts as themselves.
    """
    found = await _good(token)
    if found.account_id:
        _has_account(found.email)
    passwords.check_strength(form.password, found.email, form.name, found.organization_name)
    await Gate.for_sign_up(device.address).enter()
    hashed, moment = await passwords.hash_of(form.password), now()
    row = PersonRow(
        id=new_id(), organization_id=found.organization_id, email=found.email, name=form.name, role=found.role,
        time_zone=form.time_zone, locale=form.locale, email_verified_at=moment, created_at=moment, updated_at=moment,
    )  # fmt: skip
    async with front_desk(row.id) as session:
        await _taking_in(session, found.organization_id, found.organization_name)
        held = await _held(session, token)
        if not await accounts.add_person(session, None, row, hashed):
            _has_account(found.email)
        await _finish(session, held, found, row)
    return await person(row.id)


async def accept(token: str, *, actor: Person) -> Person:
    """Accept as the person whose address was invited.

    They move to the organisation that invites, with their tasks and teams, when nobody else is in theirs; see
    docs/decisions/0010. Raises NotPermitted for anybody else, Conflict when others are in their organisation.
    """
    found = await _good(token)
    if actor.email.lower() != found.email.lower():
        await audit.record("access.refused", actor_id=actor.id, object_kind="invitation", object_id=found.id)
        raise NotPermitted(f"This invitation is for {found.email}. You are signed in as {actor.email}.")
    async with front_desk(actor.id) as session:
        await _taking_in(session, found.organization_id, found.organization_name)
        held = await _held(session, token)
        row = await queries.lock_person(session, actor.id)
        if row is None or row.deletion_due_at:
            raise Conflict("Your account is about to be deleted. Keep it first, then accept.")
        await move_in(session, row, found.organization_id, found.role, from_name=actor.organization_name)
        await email_tokens.note_proven(session, actor.id, now())
        await _finish(session, held, found, row)
    standing.outdated(actor.id)
    return await person(actor.id)


async def move_in(session: Session, row: PersonRow, organization_id: UUID, role: str, *, from_name: str) -> None:
    """Let somebody with an account come in. Who is there already keeps the role they have."""
    if row.organization_id == organization_id:
        return
    if not await queries.move(session, row.id, organization_id, role, now()):
        raise Conflict(NOT_ALONE.format(from_name))
    await renewal.renew_all(session, row.id)
    audit.write(session, "person.moved", actor_id=row.id, object_kind="person", object_id=row.id,
                details={"from": str(row.organization_id), "to": str(organization_id)})  # fmt: skip


async def welcome(session: Session, person_id: UUID, organization_id: UUID) -> None:
    """Let the admins, and the person's own pages, know that somebody came."""
    admins = await accounts.lock_admins(session, organization_id)
    signal(session, "person.updated", kind="person", object_id=person_id, audience=[person_id, *admins])


async def _good(token: str) -> Any:
    rows = await read_at_front_desk(queries.BY_TOKEN, {"hash": secrets.hash_of(token), "now": now()})
    if not rows:
        raise secrets.unknown()
    row = rows[0]
    if said := _STATES.get(row.status):
        raise Conflict(said.format(email=row.email, inviter=row.invited_by_name))
    if row.organization_deleted_at:
        raise Conflict(CLOSED.format(row.organization_name))
    return row


async def _held(session: Session, token: str) -> InvitationRow:
    """The invitation under its lock: of two who accept at once one comes through."""
    row = await queries.lock_by_hash(session, secrets.hash_of(token))
    if row is None or row.accepted_at or row.cancelled_at or row.expires_at <= now():
        raise Conflict("This invitation is not open any more.")
    return row


async def _taking_in(session: Session, organization_id: UUID, name: str) -> None:
    if not await accounts.lock_admins(session, organization_id):
        raise Conflict(CLOSED.format(name))


async def _finish(session: Session, held: InvitationRow, found: Any, row: PersonRow) -> None:
    moment = now()
    held.accepted_at, held.accepted_by_id, held.version = moment, row.id, held.version + 1
    await session.flush()
    team_id = await queries.joined_team(session, held.id, row.id, moment)
    if team_id:
        publish(session, "team.member_added", kind="team", object_id=team_id, team_id=team_id, affected=[row.id],
                detail=str(row.id))  # fmt: skip
    await welcome(session, row.id, held.organization_id)
    admins = await accounts.lock_admins(session, held.organization_id)
    signal(session, "invitation.accepted", kind="invitation", object_id=held.id, audience=[*admins])
    audit.write(session, "invitation.accepted", actor_id=row.id, object_kind="invitation", object_id=held.id,
                details={"role": held.role})  # fmt: skip
    await _thank(session, held, found, row)


async def _thank(session: Session, held: InvitationRow, found: Any, row: PersonRow) -> None:
    inviter = await accounts.find_person(session, held.invited_by_id)
    if inviter is None or inviter.status != "active" or inviter.deleted_at:
        return
    data = {
        "name": row.name, "email": row.email, "organization": found.organization_name, "at": now().isoformat(),
        "link": f"{settings().base_url}/settings?part=people",
    }  # fmt: skip
    await mail.send_later(session, to=Address(inviter.name, inviter.email), template="join-accepted", data=data,
                          locale=inviter.locale, time_zone=inviter.time_zone)  # fmt: skip


def _has_account(email: str) -> NoReturn:
    raise Conflict(f"{email} has an account already. Sign in with it, then accept the invitation.")


async def person(person_id: UUID) -> Person:
    """Who came in, as they are now."""
    return sessions.person_of((await read_at_front_desk(accounts.PERSON, {"id": person_id}))[0])
