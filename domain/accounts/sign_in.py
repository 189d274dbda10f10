"""Proving who one is with e-mail address and password."""

from domain import audit
from domain.accounts import passwords, second_step, sessions, welcome
from domain.accounts.people import Person
from domain.accounts.session import Device, SignedIn
from domain.accounts.throttle import Gate, canonical
from domain.errors import SecondFactorRequired, SignedOut
from domain.transactions import front_desk, read_at_front_desk
from persistence.queries import accounts
from persistence.session import Session as Transaction

_LONGEST_PASSWORD, _LONGEST_EMAIL = 128, 254


async def sign_in(email: str, password: str, *, device: Device, remember: bool = False) -> SignedIn:
    """Begin a browser session. `remember` keeps it over weeks and restarts of the browser, else half a day.

    Raises SecondFactorRequired, with a ticket for `finish_sign_in`, when the person has two-step sign-in; SignedOut,
    the same and as slowly for a wrong password as for an unknown or deactivated person; and Throttled after repeated
    failures of the account or from the address.
    """
    proven = await prove(email, password, device=device)
    person = proven.person
    async with front_desk() as transaction:
        await proven.settle(transaction)
        outcome = await enter(transaction, person, device=device, remember=remember, is_half=proven.needs_second_step)
    return welcome.remember(outcome)


async def enter(
    transaction: Transaction, person: Person, *, device: Device, remember: bool, is_half: bool
) -> SignedIn | SecondFactorRequired:
    """What the first step leads to: a session, or half a sign-in."""
    if is_half:
        return second_step.begin(transaction, person, remember=remember)
    return await welcome.begin(transaction, person, "sign_in.succeeded", device=device, remember=remember)


class Proven:
    """A person whose password was right."""

    def __init__(self, person: Person, gate: Gate, better_hash: str | None, *, needs_second_step: bool) -> None:
        self.person, self._gate, self._better_hash = person, gate, better_hash
        self.needs_second_step = needs_second_step

    async def settle(self, transaction: Transaction) -> None:
        """What every success brings with it: failures forgotten, the hash brought up to date."""
        await self._gate.succeeded(transaction)
        if self._better_hash:
            await accounts.set_password(transaction, self.person.id, self._better_hash)


async def prove(email: str, password: str, *, device: Device) -> Proven:
    """Compare the password, counted by the throttle. Raises SignedOut or Throttled."""
    email = canonical(email).replace("\x00", "")[:_LONGEST_EMAIL]
    gate = Gate.for_sign_in(email, device.address)
    await gate.enter()
    rows = await read_at_front_desk(accounts.PERSON_TO_SIGN_IN, {"email": email})
    hashed = rows[0].password_hash if rows and len(password) <= _LONGEST_PASSWORD else None
    if not await passwords.matches(password[:_LONGEST_PASSWORD], hashed) or hashed is None:
        await audit.record("sign_in.failed", actor_id=None, object_kind="person",
                           object_id=rows[0].id if rows else None, address=device.address)  # fmt: skip
        raise SignedOut("E-mail address or password is wrong.")
    better = await passwords.hash_of(password) if passwords.is_outdated(hashed) else None
    return Proven(sessions.person_of(rows[0]), gate, better, needs_second_step=rows[0].has_second_factor)
