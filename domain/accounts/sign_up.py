"""Joining: a new person with an organisation of their own."""

from domain import audit
from domain.accounts import links, passwords, sessions, standing, taken
from domain.accounts.inputs import Joining, SignUp
from domain.accounts.people import Person
from domain.accounts.session import Device, SignedIn
from domain.accounts.throttle import Gate
from domain.clock import now
from domain.errors import Invalid
from domain.transactions import read_at_front_desk, signal
from persistence.ids import new_id
from persistence.models import OrganizationRow, PersonRow
from persistence.queries import accounts
from persistence.session import Session as Transaction


async def is_first_run() -> bool:
    """Whether nobody has signed up to this installation yet."""
    return bool((await read_at_front_desk(accounts.IS_EMPTY))[0].is_empty)


async def sign_up(form: SignUp, *, device: Device) -> SignedIn:
    """Create a person, their organisation with them as its admin, and a browser session.

    The very first one also administers the installation. Raises Invalid when the address is taken or the password is
    one that others would guess, and Throttled when an address signs up hundreds or tries many that are taken.
    """
    hashed = await admit(form, device=device)
    async with taken.making(device.address) as transaction:
        person = await join(transaction, form, hashed)
        session, secret = sessions.begin(transaction, person, "browser", device=device, remember=False)
    standing.remember(sessions.key_of(secret), person, session)
    return SignedIn(person, session, secret)


async def admit(form: SignUp, *, device: Device) -> str:
    """The hash of a password that is good enough, for somebody who may sign up."""
    passwords.check_strength(form.password, form.email, form.name, form.organization_name)
    await Gate.for_sign_up(device.address).enter()
    return await passwords.hash_of(form.password)


async def join(
    transaction: Transaction, form: Joining, password_hash: str | None, *, is_verified: bool = False
) -> Person:
    """Add the person and the organisation to the transaction. Raises Invalid when the address is taken."""
    moment = now()
    organization = OrganizationRow(id=new_id(), name=form.organization_name, created_at=moment, updated_at=moment)
    row = PersonRow(
        id=new_id(), organization_id=organization.id, email=form.email, name=form.name, role="admin",
        time_zone=form.time_zone, locale=form.locale, email_verified_at=moment if is_verified else None,
        is_instance_admin=await accounts.claim_instance(transaction), created_at=moment,
        updated_at=moment,
    )  # fmt: skip
    if not await accounts.add_person(transaction, organization, row, password_hash):
        raise Invalid("This e-mail address already has an account. Sign in instead.", field="email")
    audit.write(transaction, "person.signed_up", actor_id=row.id, object_kind="person", object_id=row.id)
    signal(transaction, "person.joined", kind="person", object_id=row.id, audience=[])
    known = row.model_dump(include=set(Person.__dataclass_fields__))
    person = Person(**known, organization_name=organization.name, email_verified=is_verified)
    if not is_verified:
        await links.send(transaction, person, "verify")
    return person
