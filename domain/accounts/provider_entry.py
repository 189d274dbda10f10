"""Coming in by a provider: as whom it is known here, as the owner of the address it vouches for, or as a new person.

An address that a provider does not vouch for links to nobody; nor does one that its owner here never confirmed,
because whoever made that account may be somebody else.
"""

from typing import Any

from domain import audit
from domain.accounts import welcome
from domain.accounts.inputs import ZONES, Joining, becomes_another
from domain.accounts.letters import tell
from domain.accounts.people import Person
from domain.accounts.provider_visits import Visit
from domain.accounts.session import Device, SignedIn
from domain.accounts.sessions import find_person
from domain.accounts.sign_in import enter
from domain.accounts.sign_up import join
from domain.accounts.throttle import Gate, canonical
from domain.clock import now
from domain.errors import Conflict, Invalid, SecondFactorRequired, SignedOut
from domain.transactions import front_desk, read_at_front_desk, signal
from persistence.ids import new_id
from persistence.models import IdentityRow
from persistence.queries import accounts, identities
from persistence.session import Session as Transaction


async def come_in(visit: Visit, *, device: Device) -> SignedIn:
    """Begin a browser session for whom the provider names.

    Raises Invalid when it does not vouch for the address, Conflict when the address has an account here that it must
    not be linked to, SecondFactorRequired when the person has two-step sign-in, SignedOut when they are deactivated.
    """
    async with front_desk() as transaction:
        owner = await identities.owner(transaction, visit.claims.issuer, visit.claims.subject)
        outcome = await _come_back(transaction, owner, device=device) if owner else None
    return welcome.remember(outcome or await _come_first(visit, device=device))


async def _come_back(transaction: Transaction, owner: Any, *, device: Device) -> SignedIn | SecondFactorRequired:
    person = await find_person(transaction, owner.person_id)
    if person is None:
        raise SignedOut("This account cannot sign in here.")
    await identities.note_use(transaction, owner.id, now())
    return await enter(transaction, person, device=device, remember=False, is_half=owner.has_second_factor)


async def _come_first(visit: Visit, *, device: Device) -> SignedIn:
    check_verified(visit)
    rows = await read_at_front_desk(accounts.PERSON_TO_SIGN_IN, {"email": canonical(visit.claims.email)})
    if not rows:
        return await _join(visit, device=device)
    _check_linkable(visit, rows[0])
    async with front_desk() as transaction:
        person = await find_person(transaction, rows[0].id)
        if person is None or not await connect(transaction, visit, person):
            raise Conflict("This was done elsewhere just now. Please try again.")
        return await welcome.begin(transaction, person, "sign_in.succeeded", device=device, remember=False)


async def _join(visit: Visit, *, device: Device) -> SignedIn:
    claims = visit.claims
    name = claims.name or claims.email.partition("@")[0]
    form = Joining.of(email=claims.email, name=name, organization_name=f"{name[:100]}’s organisation",
                      time_zone=claims.zone if claims.zone in ZONES else "UTC", locale=claims.locale)  # fmt: skip
    await Gate.for_sign_up(device.address).enter()
    async with front_desk() as transaction:
        person = await join(transaction, form, None, is_verified=True)
        await connect(transaction, visit, person)
        return await welcome.begin(transaction, person, "sign_in.succeeded", device=device, remember=False)


def check_verified(visit: Visit) -> None:
    """Raise Invalid unless the provider vouches for the address."""
    if not visit.claims.email or not visit.claims.is_verified or becomes_another(visit.claims.email):
        name = visit.provider.name
        raise Invalid(f"{name} does not vouch for your e-mail address. Confirm it there, then try again.")


def _check_linkable(visit: Visit, row: Any) -> None:
    name = visit.provider.name
    if not row.email_verified:
        raise Conflict("There is an account with this address, and nobody confirmed the address yet. "
                       f"Sign in with its password and confirm it, then try {name} again.")  # fmt: skip
    if row.has_second_factor:
        raise Conflict(f"Your account has two-step sign-in. Sign in with your password and connect {name} in the "
                       "settings.")  # fmt: skip


async def connect(transaction: Transaction, visit: Visit, person: Person) -> bool:
    """Let the account sign this person in; they are told by mail. False when it signs in somebody already."""
    claims = visit.claims
    row = IdentityRow(id=new_id(), person_id=person.id, issuer=claims.issuer, subject=claims.subject,
                      email=claims.email, created_at=now())  # fmt: skip
    if not await identities.connect(transaction, row):
        return False
    audit.write(transaction, "identity.connected", actor_id=person.id, object_kind="identity", object_id=row.id)
    signal(transaction, "sign_in.changed", kind="sign_in", object_id=person.id, audience=[person.id])
    await tell(transaction, person, "account-connected", provider=visit.provider.name, account=claims.email)
    return True
