"""Proving who one is with a passkey: alone, as the second step, or once more before something sensitive.

A passkey asks for its person each time (a finger, a face, a PIN): it is both factors in one.
"""

from dataclasses import dataclass
from uuid import UUID

from domain import audit
from domain.accounts import ceremony, recent, second_step, sessions, welcome
from domain.accounts.ceremony import Asked, Purpose
from domain.accounts.passkeys import credentials_of
from domain.accounts.people import Person
from domain.accounts.session import Device, Session, SignedIn
from domain.accounts.throttle import Gate
from domain.clock import now
from domain.errors import Invalid
from domain.transactions import front_desk, read_at_front_desk
from persistence.queries import passkeys
from persistence.session import Session as Transaction


@dataclass(frozen=True, slots=True)
class _Proof:
    """A right answer of a passkey; `use` counts it once, in the transaction of what it opens."""

    person_id: UUID
    passkey_id: UUID
    before: int
    after: int

    async def use(self, transaction: Transaction) -> None:
        if not await passkeys.note_use(transaction, self.passkey_id, before=self.before, after=self.after, at=now()):
            ceremony.refuse()


async def ask_for_passkey() -> Asked:
    """What a browser has to be asked to sign in with any passkey that it has for this site."""
    return await ceremony.ask_to_prove("sign_in")


async def ask_for_passkey_of_ticket(ticket: str) -> Asked:
    """The same as the second step, with a passkey of that person. Raises SignedOut."""
    person_id = await second_step.person_of_ticket(ticket)
    return await _ask_person("second_step", person_id)


async def ask_for_own_passkey(*, actor: Person) -> Asked:
    """The same to prove once more who one is. Raises Invalid when the actor has none."""
    return await _ask_person("confirm", actor.id)


async def _ask_person(purpose: Purpose, person_id: UUID) -> Asked:
    known = await credentials_of(person_id)
    if not known:
        raise Invalid("There is no passkey yet.", field="credential")
    return await ceremony.ask_to_prove(purpose, person_id=person_id, known=known)


async def sign_in_with_passkey(credential: str, *, device: Device, remember: bool = False) -> SignedIn:
    """Begin a browser session. Raises Invalid, the same whatever was wrong, and Throttled after repeated failures."""
    gate = Gate.for_passkey(device.address)
    await gate.enter()
    proof = await _check(credential, "sign_in", None, address=device.address)
    async with front_desk() as transaction:
        await gate.succeeded(transaction)
        await proof.use(transaction)
        person = await sessions.find_person(transaction, proof.person_id)
        if person is None:
            ceremony.refuse()
        signed_in = await welcome.begin(transaction, person, "sign_in.succeeded", device=device, remember=remember)
    return welcome.remember(signed_in)


async def finish_sign_in_with_passkey(ticket: str, credential: str, *, device: Device) -> SignedIn:
    """Complete a sign-in with a passkey as the second step. Raises Invalid, Throttled and SignedOut."""
    person_id = await second_step.person_of_ticket(ticket)
    gate = Gate.for_second_factor(person_id, device.address)
    await gate.enter()
    proof = await _check(credential, "second_step", person_id, address=device.address)
    async with front_desk() as transaction:
        await gate.succeeded(transaction)
        await proof.use(transaction)
        signed_in = await second_step.complete(transaction, ticket, device=device)
    return welcome.remember(signed_in)


async def confirm_with_passkey(credential: str, *, actor: Person, under: Session) -> None:
    """Prove once more that it is oneself (see `require_recent`). Raises Invalid and Throttled."""
    gate = Gate.for_second_factor(actor.id, audit.caller().address)
    await gate.enter()
    proof = await _check(credential, "confirm", actor.id, address=audit.caller().address)
    async with front_desk() as transaction:
        await gate.succeeded(transaction)
        await proof.use(transaction)
        await recent.note(transaction, actor.id, under.id, "passkey")


async def _check(credential: str, purpose: Purpose, person_id: UUID | None, *, address: str) -> _Proof:
    """Whose passkey it is, if the answer is right and to what was asked of `person_id` (None: of anybody)."""
    try:
        answer = ceremony.parsed(credential)
        challenge, asked_id = await ceremony.spend_challenge(answer, purpose)
        rows = await read_at_front_desk(passkeys.BY_CREDENTIAL, {"credential_id": ceremony.credential_in(answer)})
        if not rows or asked_id != person_id or person_id not in (None, rows[0].person_id):
            ceremony.refuse()
        row = rows[0]
        found = ceremony.proven(answer, challenge, public_key=bytes(row.public_key), sign_count=row.sign_count)
    except Invalid:
        await audit.record("passkey.refused", actor_id=None, object_kind="person", object_id=person_id,
                           address=address)  # fmt: skip
        raise
    return _Proof(row.person_id, row.id, row.sign_count, found.new_sign_count)
