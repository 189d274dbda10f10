"""What every sign-in ends with: a session, an audit entry, and a letter when the device is a new one."""

from domain import audit
from domain.accounts import devices, sessions, standing
from domain.accounts.letters import tell
from domain.accounts.people import Person
from domain.accounts.session import Device, SignedIn
from domain.errors import SecondFactorRequired
from persistence.queries import accounts
from persistence.session import Session as Transaction


async def begin(transaction: Transaction, person: Person, action: str, *, device: Device, remember: bool) -> SignedIn:
    """Begin a browser session for somebody who proved who they are."""
    await note(transaction, person, action, device=device)
    session, secret = sessions.begin(transaction, person, "browser", device=device, remember=remember)
    return SignedIn(person, session, secret)


async def note(transaction: Transaction, person: Person, action: str, *, device: Device) -> None:
    """Write it down, and mail the person when they never signed in with such a device before."""
    audit.write(transaction, action, actor_id=person.id, object_kind="person", object_id=person.id,
                address=device.address)  # fmt: skip
    kind, known = devices.kind_of(device.agent), await accounts.agents_of(transaction, person.id)
    if known and kind not in map(devices.kind_of, known):
        await tell(transaction, person, "new-sign-in", path="/settings?part=sessions", device=kind,
                   address=device.address[:64])  # fmt: skip


def remember(outcome: SignedIn | SecondFactorRequired) -> SignedIn:
    """Know the new session in this process, once it is committed. Raises what is still required."""
    if isinstance(outcome, SecondFactorRequired):
        raise outcome
    standing.remember(sessions.key_of(outcome.secret), outcome.person, outcome.session)
    return outcome
