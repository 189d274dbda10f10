"""Two-step sign-in: an authenticator app, confirmed by a code before it counts, and recovery codes beside it."""

from dataclasses import dataclass
from datetime import datetime

from domain import audit
from domain.accounts import recovery_codes, renewal, standing, totp
from domain.accounts.letters import tell
from domain.accounts.people import Person
from domain.accounts.recent import require_recent
from domain.accounts.sealing import seal, unseal
from domain.accounts.session import Session
from domain.accounts.throttle import Gate
from domain.accounts.totp import NewAuthenticator
from domain.clock import now
from domain.errors import Conflict, Invalid
from domain.transactions import front_desk, read_at_front_desk, signal
from persistence.models import AuthenticatorRow
from persistence.queries import second_factors
from persistence.session import Session as Transaction

_PURPOSE = "authenticator"
_IS_ON = "Two-step sign-in is on already. Turn it off first."
_IS_OFF = "Two-step sign-in is not on."


@dataclass(frozen=True, slots=True)
class TwoFactor:
    """How somebody's sign-in is secured."""

    is_on: bool
    since: datetime | None
    codes_left: int  # recovery codes that were not used yet
    passkeys: int
    has_password: bool


async def two_factor_of(*, actor: Person) -> TwoFactor:
    """How the actor's sign-in is secured."""
    row = (await read_at_front_desk(second_factors.STATE, {"id": actor.id}))[0]
    return TwoFactor(row.confirmed_at is not None, row.confirmed_at, row.codes_left, row.passkeys, row.has_password)


async def begin_two_factor(*, actor: Person, under: Session) -> NewAuthenticator:
    """A new secret for the actor's authenticator app. It counts for nothing until a code of it was seen.

    Raises NotRecent, and Conflict when two-step sign-in is on already.
    """
    await require_recent(under)
    made = totp.new(actor.email)
    row = AuthenticatorRow(person_id=actor.id, created_at=now(),
                           secret_sealed=seal(made.secret, purpose=_PURPOSE, owner_id=actor.id))  # fmt: skip
    async with front_desk() as transaction:
        if not await second_factors.put_authenticator(transaction, row):
            raise Conflict(_IS_ON)
    return made


async def confirm_two_factor(code: str, *, actor: Person, under: Session) -> list[str]:
    """Turn two-step sign-in on with a code of the app; ten recovery codes, which are not shown again.

    Raises NotRecent, Invalid for a wrong code, Throttled after repeated ones, and Conflict when nothing was begun.
    """
    await require_recent(under)
    gate = Gate.for_second_factor(actor.id, audit.caller().address)
    await gate.enter()
    state = (await read_at_front_desk(second_factors.STATE, {"id": actor.id}))[0]
    if state.confirmed_at or not state.secret_sealed:
        raise Conflict(_IS_ON if state.confirmed_at else "Begin with a new secret for the app.")
    step = totp.step_of(unseal(state.secret_sealed, purpose=_PURPOSE, owner_id=actor.id), code)
    if step is None:
        raise Invalid("The code is wrong. Is the clock of your device right?", field="code")
    async with front_desk() as transaction:
        await gate.succeeded(transaction)
        if not await second_factors.confirm_authenticator(transaction, actor.id, state.secret_sealed, step, now()):
            raise Conflict("Another secret was begun meanwhile. Please begin again.")
        codes = await recovery_codes.replace(transaction, actor.id)
        await _changed(transaction, actor, "two_factor.turned_on", "two-factor-on")
        await renewal.renew_all(transaction, actor.id)
    standing.outdated(actor.id)
    return codes


async def new_recovery_codes(*, actor: Person, under: Session) -> list[str]:
    """Ten new recovery codes; those before them are void. Raises NotRecent, and Conflict when it is not on."""
    await require_recent(under)
    async with front_desk() as transaction:
        if (await second_factors.state(transaction, actor.id)).confirmed_at is None:
            raise Conflict(_IS_OFF)
        codes = await recovery_codes.replace(transaction, actor.id)
        await _changed(transaction, actor, "recovery_codes.renewed", "recovery-codes-renewed")
    return codes


async def turn_off_two_factor(*, actor: Person, under: Session) -> None:
    """Sign in with one step again; the app and the recovery codes are void. Raises NotRecent and Conflict."""
    await require_recent(under)
    async with front_desk() as transaction:
        if not await second_factors.forget_authenticator(transaction, actor.id):
            raise Conflict(_IS_OFF)
        await _changed(transaction, actor, "two_factor.turned_off", "two-factor-off")
        await renewal.renew_all(transaction, actor.id)
    standing.outdated(actor.id)


async def _changed(transaction: Transaction, actor: Person, action: str, template: str) -> None:
    audit.write(transaction, action, actor_id=actor.id, object_kind="person", object_id=actor.id)
    signal(transaction, "sign_in.changed", kind="sign_in", object_id=actor.id, audience=[actor.id])
    await tell(transaction, actor, template)
