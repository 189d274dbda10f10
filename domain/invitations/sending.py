"""Inviting people: by admins of the organisation, twenty an hour."""

from datetime import timedelta
from uuid import UUID

from domain import access, audit, mail
from domain.accounts import Person, can_administer
from domain.accounts.directory import refuse
from domain.accounts.quota import spend
from domain.clock import now
from domain.errors import Conflict, NotPermitted, Outdated
from domain.invitations import secrets
from domain.invitations.invitation import Invitation, NewInvitation
from domain.invitations.reading import invitation
from domain.mail import Address
from domain.teams import Team, can_manage
from domain.teams.reading import team_in
from domain.transactions import signal, transaction
from persistence.ids import new_id
from persistence.models import InvitationRow
from persistence.queries import accounts
from persistence.queries import invitations as queries
from persistence.session import Session

LIFE = timedelta(days=7)
AN_HOUR = 20


async def invite(form: NewInvitation, *, actor: Person) -> Invitation:
    """Mail somebody a link by which they become a member of the actor's organisation, good for a week (admins).

    With a team, which the actor has to manage, they join that too. Raises Conflict for colleagues and for who is
    invited already, Throttled after twenty in an hour.
    """
    await _check(actor, actor.organization_id, "organization")
    moment, token = now(), secrets.new()
    row = InvitationRow(
        id=new_id(), organization_id=actor.organization_id, email=form.email, role=form.role, team_id=form.team_id,
        team_role=form.team_role if form.team_id else None, token_hash=secrets.hash_of(token), invited_by_id=actor.id,
        created_at=moment, sent_at=moment, expires_at=moment + LIFE,
    )  # fmt: skip
    async with transaction(actor) as session:
        team = await _managed(session, form.team_id, actor=actor) if form.team_id else None
        if mate := await queries.colleague_with(session, actor.organization_id, form.email):
            raise Conflict(_here_already(mate.name, actor.organization_name, team))
        await queries.drop_expired(session, actor.organization_id, form.email, moment)
        if not await queries.add(session, row):
            raise Conflict(f"{form.email} is invited already. Send that invitation again, or cancel it first.")
        await _count(actor)
        await _mail(session, row, token, actor=actor)
        await _tell(session, row.id, "invitation.sent", actor=actor, details={"role": form.role})
    return await invitation(row.id, actor=actor)


async def resend(invitation_id: UUID, *, actor: Person) -> Invitation:
    """Mail the link anew, good for another week; the one before leads nowhere (admins)."""
    async with transaction(actor) as session:
        row = await _open(session, invitation_id, actor=actor)
        await _count(actor)
        token, moment = secrets.new(), now()
        row.token_hash, row.sent_at, row.expires_at = secrets.hash_of(token), moment, moment + LIFE
        row.sends, row.version = row.sends + 1, row.version + 1
        await session.flush()
        await _mail(session, row, token, actor=actor)
        await _tell(session, row.id, "invitation.resent", actor=actor)
    return await invitation(invitation_id, actor=actor)


async def cancel(invitation_id: UUID, *, actor: Person, version: int | None = None) -> None:
    """Let an invitation lead nowhere (admins). Twice changes nothing; Conflict once it was accepted."""
    async with transaction(actor) as session:
        row = await _held(session, invitation_id, actor=actor)
        if version is not None and row.version != version:
            raise Outdated("The invitation was changed meanwhile.", fields={"version": row.version})
        if row.accepted_at:
            raise Conflict("This invitation was accepted already.")
        if row.cancelled_at is None:
            row.cancelled_at, row.version = now(), row.version + 1
            await session.flush()
            await _tell(session, row.id, "invitation.cancelled", actor=actor)


async def _open(session: Session, invitation_id: UUID, *, actor: Person) -> InvitationRow:
    row = await _held(session, invitation_id, actor=actor)
    if row.accepted_at:
        raise Conflict("This invitation was accepted already.")
    if row.cancelled_at:
        raise Conflict("This invitation was cancelled. Invite them anew.")
    return row


async def _held(session: Session, invitation_id: UUID, *, actor: Person) -> InvitationRow:
    row = await queries.lock(session, invitation_id)
    if row is None:
        await access.refuse(session, "invitation", invitation_id, actor=actor)
    await _check(actor, invitation_id, "invitation")
    return row


async def _check(actor: Person, object_id: UUID, kind: str) -> None:
    if not can_administer(actor):
        await refuse(actor, object_id, kind)


async def _managed(session: Session, team_id: UUID, *, actor: Person) -> Team:
    team = await team_in(session, team_id, actor=actor)
    if not can_manage(team):
        raise NotPermitted(f"Only the owner and admins of {team.name} may invite people to it.")
    return team


async def _count(actor: Person) -> None:
    await spend("invitations", str(actor.organization_id), most=AN_HOUR,
                sentence=f"Your organisation has sent {AN_HOUR} invitations in this hour.")  # fmt: skip


async def _mail(session: Session, row: InvitationRow, token: str, *, actor: Person) -> None:
    data = {
        "inviter": actor.name, "organization": actor.organization_name, "expires_at": row.expires_at.isoformat(),
        "link": secrets.link(secrets.INVITATION, token),
    }  # fmt: skip
    await mail.send_later(session, to=Address("", row.email), template="invitation", data=data, locale=actor.locale,
                          time_zone=actor.time_zone)  # fmt: skip


async def _tell(
    session: Session, invitation_id: UUID, action: str, *, actor: Person, details: dict[str, str] | None = None
) -> None:
    admins = await accounts.lock_admins(session, actor.organization_id)
    signal(session, action, kind="invitation", object_id=invitation_id, audience=[*admins])
    audit.write(session, action, actor_id=actor.id, object_kind="invitation", object_id=invitation_id,
                details=details)  # fmt: skip


def _here_already(name: str, organization: str, team: Team | None) -> str:
    return f"{name} is in {organization} already." + (f" Add them to {team.name} directly." if team else "")
