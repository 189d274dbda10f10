"""Tokens for programs: an access token of fifteen minutes, and a chain of refresh tokens each good for one use."""

import secrets
from datetime import timedelta
from uuid import UUID

from domain import audit
from domain.accounts import personal_tokens, second_step, sessions, standing, taken, welcome
from domain.accounts.inputs import SignUp
from domain.accounts.people import Person
from domain.accounts.session import Device, Session, Tokens
from domain.accounts.sign_in import prove
from domain.accounts.sign_up import admit, join
from domain.clock import now
from domain.errors import Invalid, SecondFactorRequired, SignedOut
from domain.transactions import front_desk, read_at_front_desk
from persistence.models import RefreshTokenRow
from persistence.queries import accounts
from persistence.session import Session as Transaction

_REFRESH_LIFE = timedelta(days=14)
_GRACE = timedelta(seconds=10)  # a program whose answer got lost asks again with the same token
_NOT_REFRESHED = "This refresh token is not valid (any more). Sign in again."


async def person_of_access_token(token: str) -> tuple[Person, Session]:
    """Who acts with this token, also a personal one, and under which session.

    Raises SignedOut when it is bad or expired, or its person or session is no more.
    """
    from domain.accounts import access_tokens  # noqa: PLC0415 - what signs them is slow to load

    if token.startswith(personal_tokens.PREFIX):
        if known := await personal_tokens.person_of_token(token):
            return known
        raise SignedOut(access_tokens.REFUSED)
    person_id, session_id = access_tokens.read(token)
    found = await sessions.session_and_person(session_id)
    if found is None or found[0].id != person_id:
        raise SignedOut(access_tokens.REFUSED)
    standing.mark_used(session_id)
    return found


async def issue_tokens(email: str, password: str, *, device: Device, code: str | None = None) -> Tokens:
    """Begin a session for a program. Raises as `sign_in` does; with two-step sign-in it takes the code at once.

    Raises SecondFactorRequired without a code, and SignedOut when the code is wrong.
    """
    proven = await prove(email, password, device=device)
    person = proven.person
    async with front_desk() as transaction:
        await proven.settle(transaction)
        if not proven.needs_second_step:
            return await _welcome(transaction, person, device)
    if not code:
        raise SecondFactorRequired(second_step.REQUIRED)
    try:
        gate = await second_step.check_code(person.id, code, address=device.address)
    except Invalid as error:
        raise SignedOut(error.message) from None
    async with front_desk() as transaction:
        await gate.succeeded(transaction)
        return await _welcome(transaction, person, device)


async def _welcome(transaction: Transaction, person: Person, device: Device) -> Tokens:
    await welcome.note(transaction, person, "tokens.issued", device=device)
    return await _begin(transaction, person, device)


async def sign_up_tokens(form: SignUp, *, device: Device) -> Tokens:
    """Join, and begin a session for a program. Raises as `sign_up` does."""
    hashed = await admit(form, device=device)
    async with taken.making(device.address) as transaction:
        person = await join(transaction, form, hashed)
        return await _begin(transaction, person, device)


async def _begin(transaction: Transaction, person: Person, device: Device) -> Tokens:
    session, _ = sessions.begin(transaction, person, "api", device=device, remember=True)
    await transaction.flush()  # the token's row refers to the session's
    return _renewed(transaction, person, session.id)


def _renewed(transaction: Transaction, person: Person, session_id: UUID) -> Tokens:
    from domain.accounts import access_tokens  # noqa: PLC0415 - what signs them is slow to load

    secret, moment = secrets.token_urlsafe(32), now()
    row = RefreshTokenRow(
        session_id=session_id, token_hash=sessions.key_of(secret), created_at=moment, expires_at=moment + _REFRESH_LIFE
    )
    accounts.add_refresh_token(transaction, row)
    return Tokens(access_tokens.signed(person.id, session_id), secret, access_tokens.SECONDS, person)


async def refresh(refresh_token: str, *, device: Device) -> Tokens:
    """New tokens for an old refresh token, which is used up by this.

    A second use shows that somebody else has it too: it ends the session, unless it comes within ten seconds.
    Raises SignedOut.
    """
    key = sessions.key_of(refresh_token)
    owner = await read_at_front_desk(accounts.REFRESH_TOKEN_OWNER, {"hash": key})
    found = await sessions.session_and_person(owner[0].session_id) if owner else None
    if found is None:
        raise SignedOut(_NOT_REFRESHED)
    person, session = found
    async with front_desk() as transaction:
        row = await accounts.lock_refresh_token(transaction, key)
        if row is not None and row.expires_at > now() and (row.used_at is None or now() - row.used_at <= _GRACE):
            row.used_at = row.used_at or now()
            await accounts.note_seen(transaction, [session.id], now(), timedelta(0))
            return _renewed(transaction, person, session.id)
    if row is not None and row.used_at is not None:
        await audit.record("tokens.reused", actor_id=None, object_kind="session", object_id=session.id,
                           address=device.address)  # fmt: skip
        await sessions.end(person.id, only=session.id, actor_id=None)
    raise SignedOut(_NOT_REFRESHED)


async def revoke(refresh_token: str) -> None:
    """End the session of a refresh token. One that is unknown or used up is no error."""
    owner = await read_at_front_desk(accounts.REFRESH_TOKEN_OWNER, {"hash": sessions.key_of(refresh_token)})
    if owner and (found := await sessions.session_and_person(owner[0].session_id)):
        await sessions.end(found[0].id, only=found[1].id, actor_id=found[0].id)
