"""Proving once more that it is oneself, before what would let somebody else in or cannot be taken back."""

from datetime import timedelta
from uuid import UUID

from domain import audit
from domain.accounts import second_step
from domain.accounts.passwords import matches
from domain.accounts.people import Person
from domain.accounts.session import Session
from domain.accounts.throttle import Gate
from domain.clock import now
from domain.errors import Invalid, NotRecent
from domain.transactions import front_desk, read_at_front_desk, signal
from persistence.queries import accounts
from persistence.session import Session as Transaction

RECENT = timedelta(minutes=10)


async def is_recent(session: Session, *, within: timedelta = RECENT) -> bool:
    """Whether the person proved who they are under this session lately; signing in is such a proof."""
    rows = await read_at_front_desk(accounts.PROVEN_AT, {"id": session.id})
    return bool(rows) and now() - rows[0].proven_at <= within


async def require_recent(session: Session, *, within: timedelta = RECENT) -> None:
    """Raise NotRecent unless the person proved who they are under this session lately."""
    if not await is_recent(session, within=within):
        raise NotRecent("Please confirm first that it is you.")


async def confirm_with_password(password: str, *, actor: Person, under: Session) -> None:
    """Prove it with the password. Raises Invalid, and Throttled after repeated failures."""
    gate = Gate.for_sign_in(actor.email, audit.caller().address)
    await gate.enter()
    rows = await read_at_front_desk(accounts.PASSWORD_HASH, {"id": actor.id})
    if not await matches(password[:128], rows[0].password_hash if rows else None):
        await audit.record("confirmation.failed", actor_id=actor.id, object_kind="session", object_id=under.id)
        raise Invalid("The password is wrong.", field="password")
    async with front_desk() as transaction:
        await gate.succeeded(transaction)
        await note(transaction, actor.id, under.id, "password")


async def confirm_with_code(code: str, *, actor: Person, under: Session) -> None:
    """Prove it with a code of the authenticator app. Raises Invalid, and Throttled after repeated failures."""
    gate = await second_step.check_code(actor.id, code, address=audit.caller().address)
    async with front_desk() as transaction:
        await gate.succeeded(transaction)
        await note(transaction, actor.id, under.id, "code")


async def note(transaction: Transaction, person_id: UUID, session_id: UUID, how: str) -> None:
    """Remember that it was proven just now; the person's open pages hear of it."""
    await accounts.note_proven(transaction, session_id, now())
    signal(transaction, "session.proven", kind="session", object_id=session_id, audience=[person_id])
    audit.write(transaction, "session.proven", actor_id=person_id, object_kind="session", object_id=session_id,
                details={"how": how})  # fmt: skip
