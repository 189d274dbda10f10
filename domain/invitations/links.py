"""Join links: whoever has one becomes a member, until so many have, or it is too old, or an admin takes it back."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from domain import access, audit
from domain.accounts import Device, Person, can_administer, passwords, standing, taken
from domain.accounts import links as email_links
from domain.accounts.directory import refuse
from domain.accounts.throttle import Gate
from domain.clock import now
from domain.errors import Conflict
from domain.invitations import secrets
from domain.invitations.accepting import CLOSED, move_in, person, welcome
from domain.invitations.invitation import Joiner, JoinLink, JoinOffer, NewJoinLink
from domain.transactions import front_desk, read_at_front_desk, signal, transaction
from persistence.ids import new_id
from persistence.models import JoinLinkRow, PersonRow
from persistence.queries import accounts
from persistence.queries import invitations as queries
from persistence.session import Session

_OVER = "This link does not let anybody in any more. Ask for a new one."


async def make_link(form: NewJoinLink, *, actor: Person) -> tuple[JoinLink, str]:
    """Make a link for new members (admins), and where it leads: that is told only now, for only a hash is kept."""
    if not can_administer(actor):
        await refuse(actor, actor.organization_id, "organization")
    token, moment = secrets.new(), now()
    row = JoinLinkRow(
        id=new_id(), organization_id=actor.organization_id, token_hash=secrets.hash_of(token),
        most_uses=form.most_uses, created_by_id=actor.id, created_at=moment,
        expires_at=moment + timedelta(days=form.days),
    )  # fmt: skip
    async with transaction(actor) as session:
        session.add(row)
        await session.flush()
        await _tell(session, row, "join_link.made", actor=actor)
    made = JoinLink(row.id, row.most_uses, 0, actor.id, moment, row.expires_at)
    return made, secrets.link(secrets.JOIN, token)


async def revoke_link(link_id: UUID, *, actor: Person) -> None:
    """Let a link lead nowhere (admins); who came in by it stays. Twice changes nothing."""
    async with transaction(actor) as session:
        row = await queries.lock_link(session, link_id)
        if row is None:
            await access.refuse(session, "join link", link_id, actor=actor)
        if not can_administer(actor):
            await refuse(actor, link_id, "join link")
        if row.revoked_at is None:
            row.revoked_at = now()
            await session.flush()
            await _tell(session, row, "join_link.revoked", actor=actor)


async def join_offer(token: str) -> JoinOffer:
    """What a link offers; asking uses nothing up. Raises NotFound, and Conflict when it is over."""
    row = await _good(token)
    return JoinOffer(row.organization_name, row.expires_at)


async def join_as_new(token: str, form: Joiner, *, device: Device) -> Person:
    """Make an account in the organisation of the link. Raises Conflict when it is over or the address has an account.

    Several at once cannot pass its limit, and a use counts only when the account is there.
    """
    found = await _good(token)
    passwords.check_strength(form.password, form.email, form.name, found.organization_name)
    await Gate.for_sign_up(device.address).enter()
    hashed, moment = await passwords.hash_of(form.password), now()
    row = PersonRow(
        id=new_id(), organization_id=found.organization_id, email=form.email, name=form.name,
        time_zone=form.time_zone, locale=form.locale, created_at=moment, updated_at=moment,
    )  # fmt: skip
    async with taken.making(device.address, on_behalf_of=row.id) as session:
        await _use(session, token, found)
        if not await accounts.add_person(session, None, row, hashed):
            raise Conflict("This e-mail address has an account already. Sign in with it, then open the link again.")
        await _finish(session, found, row.id)
        await email_links.send(session, row, "verify")
    return await person(row.id)


async def join(token: str, *, actor: Person) -> Person:
    """Come in with the account one has; it moves as with an invitation. Who is in already uses nothing up."""
    found = await _good(token)
    if found.organization_id == actor.organization_id:
        return actor
    async with front_desk(actor.id) as session:
        await _use(session, token, found)
        row = await queries.lock_person(session, actor.id)
        if row is None or row.deletion_due_at:
            raise Conflict("Your account is about to be deleted. Keep it first, then open the link again.")
        await move_in(session, row, found.organization_id, "member", from_name=actor.organization_name)
        await _finish(session, found, actor.id)
    standing.outdated(actor.id)
    return await person(actor.id)


async def _good(token: str) -> Any:
    rows = await read_at_front_desk(queries.LINK_OPEN, {"hash": secrets.hash_of(token)})
    if not rows:
        raise secrets.unknown()
    row = rows[0]
    if row.revoked_at or row.expires_at <= now() or row.uses >= row.most_uses:
        raise Conflict(_OVER)
    return row


async def _use(session: Session, token: str, found: Any) -> None:
    if not await accounts.lock_admins(session, found.organization_id):
        raise Conflict(CLOSED.format(found.organization_name))
    if not await queries.use_link(session, secrets.hash_of(token), now()):
        raise Conflict(_OVER)


async def _finish(session: Session, found: Any, person_id: UUID) -> None:
    await welcome(session, person_id, found.organization_id)
    audit.write(session, "join_link.used", actor_id=person_id, object_kind="join link", object_id=found.id)


async def _tell(session: Session, row: JoinLinkRow, action: str, *, actor: Person) -> None:
    admins = await accounts.lock_admins(session, actor.organization_id)
    signal(session, action, kind="invitation", object_id=row.id, audience=[*admins])
    audit.write(session, action, actor_id=actor.id, object_kind="join link", object_id=row.id)
