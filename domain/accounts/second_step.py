"""The second step of signing in: half a sign-in in the database, and the code that completes it."""

import secrets
from datetime import timedelta
from uuid import UUID

from domain import audit
from domain.accounts import recovery_codes, sessions, totp, welcome
from domain.accounts.letters import tell
from domain.accounts.people import Person
from domain.accounts.sealing import unseal
from domain.accounts.session import Device, SignedIn
from domain.accounts.throttle import Gate
from domain.clock import now
from domain.errors import Invalid, SecondFactorRequired, SignedOut
from domain.transactions import front_desk, read_at_front_desk
from persistence.models import HalfSignInRow
from persistence.queries import second_factors
from persistence.session import Session as Transaction

LIFE = timedelta(minutes=10)
REQUIRED = "Enter the code of your authenticator app, or a recovery code."
_TOO_LATE = "That took too long. Please sign in again."
_WRONG = "The code is wrong or was used already."


def begin(transaction: Transaction, person: Person, *, remember: bool) -> SecondFactorRequired:
    """Keep for ten minutes that the first step was right; what to raise once that is committed."""
    ticket, moment = secrets.token_urlsafe(32), now()
    row = HalfSignInRow(secret_hash=sessions.key_of(ticket), person_id=person.id, remember=remember, created_at=moment,
                        expires_at=moment + LIFE)  # fmt: skip
    second_factors.add_half(transaction, row)
    return SecondFactorRequired(REQUIRED, ticket=ticket)


async def person_of_ticket(ticket: str) -> UUID:
    """Whose sign-in waits for its second step. Raises SignedOut when it does not (any more)."""
    rows = await read_at_front_desk(second_factors.HALF, {"hash": sessions.key_of(ticket), "now": now()})
    if not rows:
        raise SignedOut(_TOO_LATE)
    return rows[0].person_id  # type: ignore[no-any-return]


async def finish_sign_in(ticket: str, code: str, *, device: Device) -> SignedIn:
    """Complete a sign-in with a code of the authenticator app or a recovery code.

    Raises Invalid for a wrong code, Throttled after repeated ones, SignedOut when the first step is too long ago.
    """
    person_id = await person_of_ticket(ticket)
    gate = await check_code(person_id, code, address=device.address)
    async with front_desk() as transaction:
        await gate.succeeded(transaction)
        signed_in = await complete(transaction, ticket, device=device)
    return welcome.remember(signed_in)


async def complete(transaction: Transaction, ticket: str, *, device: Device) -> SignedIn:
    """Use the half sign-in up and begin a session. Raises SignedOut when it was used or is too old."""
    half = await second_factors.take_half(transaction, sessions.key_of(ticket), now())
    person = await sessions.find_person(transaction, half.person_id) if half else None
    if half is None or person is None:
        raise SignedOut(_TOO_LATE)
    return await welcome.begin(transaction, person, "sign_in.succeeded", device=device, remember=half.remember)


async def check_code(person_id: UUID, code: str, *, address: str) -> Gate:
    """Use up a code of the authenticator app, or a recovery code; the gate, to be told of the success.

    Raises Invalid when it is wrong or was used, and Throttled after repeated failures, also for the right code.
    """
    gate = Gate.for_second_factor(person_id, address)
    await gate.enter()
    state = (await read_at_front_desk(second_factors.STATE, {"id": person_id}))[0]
    is_right = state.confirmed_at is not None and await _use(person_id, code, state.secret_sealed)
    if not is_right:
        await audit.record("second_factor.failed", actor_id=None, object_kind="person", object_id=person_id,
                           address=address)  # fmt: skip
        raise Invalid(_WRONG, field="code")
    return gate


async def _use(person_id: UUID, code: str, sealed: str) -> bool:
    if recovery_codes.looks_like_one(code):
        return await _use_recovery_code(person_id, code)
    step = totp.step_of(unseal(sealed, purpose="authenticator", owner_id=person_id), code)
    if step is None:
        return False
    async with front_desk() as transaction:
        return await second_factors.use_step(transaction, person_id, step)


async def _use_recovery_code(person_id: UUID, code: str) -> bool:
    async with front_desk() as transaction:
        if not await recovery_codes.use(transaction, person_id, code):
            return False
        left = (await second_factors.state(transaction, person_id)).codes_left
        audit.write(transaction, "recovery_code.used", actor_id=person_id, object_kind="person", object_id=person_id)
        if person := await sessions.find_person(transaction, person_id):
            await tell(transaction, person, "recovery-code-used", left=left)
    return True
