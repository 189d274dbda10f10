"""What people change about themselves."""

from uuid import UUID

from domain import audit
from domain.accounts import passwords, sessions, standing
from domain.accounts.editing import edit_oneself
from domain.accounts.inputs import PasswordChange, ProfileChanges
from domain.accounts.letters import tell
from domain.accounts.people import Person
from domain.accounts.recent import require_recent
from domain.accounts.session import Session
from domain.accounts.throttle import Gate
from domain.clock import now
from domain.errors import Invalid
from domain.transactions import front_desk, read, read_at_front_desk, signal, transaction
from persistence.queries import accounts
from persistence.session import Session as Transaction


async def edit_profile(changes: ProfileChanges, *, actor: Person, version: int | None = None) -> Person:
    """Change the actor's own name, time zone, language, week start, theme or signs of quick add; who they are now.

    Raises Outdated for another version than the present.
    """
    if values := changes.given():
        async with transaction(actor) as session:
            await edit_oneself(session, values, actor=actor, version=version)
        standing.outdated(actor.id)
    return sessions.person_of((await read(actor, accounts.PERSON, {"id": actor.id}))[0])


async def change_password(current: str, new: str, *, actor: Person, keep: UUID | None) -> None:
    """Replace the actor's password and end all their sessions but `keep`.

    Raises Invalid naming the field, and Throttled when the current one was guessed too often.
    """
    PasswordChange.of(password=new)
    passwords.check_strength(new, actor.email, actor.name, actor.organization_name)
    gate = Gate.for_sign_in(actor.email, audit.caller().address)
    await gate.enter()
    rows = await read_at_front_desk(accounts.PASSWORD_HASH, {"id": actor.id})
    if not await passwords.matches(current, rows[0].password_hash if rows else None):
        await audit.record("password.refused", actor_id=actor.id, object_kind="person", object_id=actor.id)
        raise Invalid("The current password is wrong.", field="current")
    hashed = await passwords.hash_of(new)
    async with front_desk() as session:
        await gate.succeeded(session)
        ended = await _replace(session, actor, hashed, keep=keep)
    standing.ended(ended)


async def set_password(new: str, *, actor: Person, under: Session) -> None:
    """Give the actor a password without asking for the present one, and end all their sessions but this one.

    Raises NotRecent and Invalid.
    """
    await require_recent(under)
    PasswordChange.of(password=new)
    passwords.check_strength(new, actor.email, actor.name, actor.organization_name)
    hashed = await passwords.hash_of(new)
    async with front_desk() as session:
        ended = await _replace(session, actor, hashed, keep=under.id)
    standing.ended(ended)


async def _replace(session: Transaction, actor: Person, hashed: str, *, keep: UUID | None) -> list[UUID]:
    await accounts.set_password(session, actor.id, hashed, now())
    ended = await accounts.end_sessions(session, actor.id, now(), keep=keep)
    sessions.tell_ended(session, ended, actor.id, actor_id=actor.id)
    signal(session, "sign_in.changed", kind="sign_in", object_id=actor.id, audience=[actor.id])
    audit.write(session, "password.changed", actor_id=actor.id, object_kind="person", object_id=actor.id)
    await tell(session, actor, "password-changed", path="/forgot-password")
    return ended
