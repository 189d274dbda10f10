"""Deleting one's own account: after fourteen days in which one may change one's mind."""

from datetime import timedelta
from uuid import UUID

from domain import audit, jobs, mail
from domain.accounts import recent, sessions, standing
from domain.accounts.editing import check_version
from domain.accounts.people import Person
from domain.accounts.removal import KEPT, LAST_ADMIN, RUNS_IT, tell_left
from domain.accounts.session import Session
from domain.clock import now
from domain.errors import Conflict
from domain.mail import Address
from domain.settings import settings
from domain.transactions import front_desk, read, read_at_front_desk, signal
from persistence.queries import accounts, leaving
from persistence.session import Session as Transaction

GRACE = timedelta(days=14)


async def delete_account(password: str, *, actor: Person, under: Session, version: int | None = None) -> Person:
    """Have the actor's account deleted in fourteen days; all their sessions end at once.

    Who signs in again until then may keep it. Raises Invalid for a wrong password (who has none must have signed in
    `under` this session lately, else NotRecent is raised), Outdated for another version than the present, and Conflict
    for the last admin of an organisation with other people; who is alone in theirs takes it along.
    """
    await _prove(password, actor=actor, under=under)
    due = now() + GRACE
    async with front_desk() as session:
        admins = await accounts.lock_admins(session, actor.organization_id)
        await check_version(session, actor, version)
        has_colleagues = await leaving.has_colleagues(session, actor.organization_id, actor.id)
        if admins == {actor.id} and has_colleagues:
            raise Conflict(LAST_ADMIN)
        if await leaving.runs_alone(session, actor.id):
            raise Conflict(RUNS_IT)
        await leaving.remember(session, actor.id, {"deletion_due_at": due, "updated_at": now()})
        if not has_colleagues:
            await leaving.withdraw_invitations(session, actor.organization_id, now())
        ended = await accounts.end_sessions(session, actor.id, now())
        sessions.tell_ended(session, ended, actor.id, actor_id=actor.id)
        signal(session, "person.updated", kind="person", object_id=actor.id, audience=[actor.id, *admins])
        audit.write(session, "account.deletion_asked", actor_id=actor.id, object_kind="person", object_id=actor.id,
                    details={"due_at": due.isoformat()})  # fmt: skip
        await _mail(session, actor, "deletion-scheduled", due.isoformat())
    standing.ended(ended)
    standing.outdated(actor.id)
    return sessions.person_of((await read(actor, accounts.PERSON, {"id": actor.id}))[0])


async def keep_account(*, actor: Person) -> Person:
    """Stay after all. Twice changes nothing."""
    async with front_desk() as session:
        admins = await accounts.lock_admins(session, actor.organization_id)
        if await accounts.cancel_deletion(session, actor.id, now()):
            signal(session, "person.updated", kind="person", object_id=actor.id, audience=[actor.id, *admins])
            audit.write(session, "account.kept", actor_id=actor.id, object_kind="person", object_id=actor.id)
            await _mail(session, actor, "deletion-cancelled", now().isoformat())
    standing.outdated(actor.id)
    return sessions.person_of((await read(actor, accounts.PERSON, {"id": actor.id}))[0])


@jobs.periodic(name="accounts.erase_due", cron="23 * * * *")
async def erase_due() -> None:
    """Forget those whose grace is over, and those who were removed thirty days ago. One after the other, each whole.

    One who cannot be forgotten keeps nobody else; the job then counts as failed and is tried again.
    """
    failed: list[Exception] = []
    for row in await read_at_front_desk(leaving.DUE, {"now": now(), "before": now() - KEPT}):
        try:
            await _erase(row.id)
        except Exception as error:
            failed.append(error)
    if failed:
        raise ExceptionGroup("accounts could not be erased", failed)


async def _erase(person_id: UUID) -> None:
    """What was theirs alone is gone; what they made in teams stays, by "Deleted person"."""
    moment = now()
    async with front_desk() as session:
        organization_id = await leaving.lock_due(session, person_id, now=moment, before=moment - KEPT)
        if organization_id is None:  # they kept it, or another process was faster
            return
        heir = await leaving.oldest_admin(session, organization_id, person_id)
        tell_left(session, person_id, await leaving.take_out_of_teams(session, person_id, fallback=heir, moment=moment))
        await leaving.erase(session, person_id, moment)
        signal(session, "person.deactivated", kind="person", object_id=person_id, audience=[person_id])
        audit.write(session, "account.erased", actor_id=None, object_kind="person", object_id=person_id)
    standing.ended_of(person_id)


async def _prove(password: str, *, actor: Person, under: Session) -> None:
    if not await read_at_front_desk(accounts.PASSWORD_HASH, {"id": actor.id}):
        await recent.require_recent(under)
        return
    await recent.confirm_with_password(password, actor=actor, under=under)


async def _mail(session: Transaction, person: Person, template: str, at: str) -> None:
    data = {"name": person.name, "at": at, "link": settings().base_url}
    await mail.send_later(session, to=Address(person.name, person.email), template=template, data=data,
                          locale=person.locale, time_zone=person.time_zone)  # fmt: skip
