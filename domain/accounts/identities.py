"""Accounts with providers that sign a person in: coming back from one, connecting, disconnecting."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain import access, audit
from domain.accounts import provider_entry, provider_visits, providers, recent, sessions
from domain.accounts.letters import tell
from domain.accounts.people import Person
from domain.accounts.provider_visits import Purpose, Visit
from domain.accounts.recent import RECENT, require_recent
from domain.accounts.session import Device, Session, SignedIn
from domain.clock import now
from domain.errors import Conflict, Invalid, SignedOut
from domain.transactions import front_desk, read_at_front_desk, signal
from persistence.queries import identities
from persistence.queries.passkeys import has_way_in
from persistence.session import Session as Transaction


@dataclass(frozen=True, slots=True)
class Identity:
    """One account with a provider that signs a person in."""

    id: UUID
    provider: str  # its name; of one that is not set up any more, its address
    email: str  # as the provider told it when it was connected
    created_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Returned:
    """What coming back from a provider led to; `signed_in` when somebody came in by it."""

    purpose: Purpose
    onward: str
    signed_in: SignedIn | None = None


async def identities_of(*, actor: Person) -> list[Identity]:
    """The accounts that sign the actor in, the oldest first."""
    rows = await read_at_front_desk(identities.OF_PERSON, {"id": actor.id})
    return [Identity(r.id, _name_of(r.issuer), r.email, r.created_at, r.last_used_at) for r in rows]


async def return_from_provider(
    key: str, *, state: str, code: str, issuer: str, browser: str, secret: str | None, device: Device
) -> Returned:
    """Take what somebody brings back from a provider, and do for what they were sent there.

    `browser` and `secret` are what the browser keeps of the visit and of its session. Raises Invalid when anything does
    not agree, Conflict when the account is somebody else's, SecondFactorRequired, and as `provider_entry` does.
    """
    found = await sessions.person_of_session(secret) if secret else None
    session_id = found[1].id if found else None
    visit = await provider_visits.come_back(key, state=state, code=code, issuer=issuer, browser=browser,
                                            session_id=session_id)  # fmt: skip
    if visit.purpose == "sign_in":
        return Returned("sign_in", visit.onward, await provider_entry.come_in(visit, device=device))
    if found is None:
        raise SignedOut("You are signed out. Please sign in again.")
    act = _connect if visit.purpose == "connect" else _confirm
    await act(visit, actor=found[0], under=found[1])
    return Returned(visit.purpose, visit.onward)


async def disconnect(identity_id: UUID, *, actor: Person, under: Session) -> None:
    """Let one of the actor's accounts sign in no more; its person is told by mail.

    Raises NotRecent, NotFound, NotPermitted, and Conflict when it is the actor's last way in.
    """
    await require_recent(under)
    async with front_desk() as transaction:
        gone = await identities.disconnect(transaction, actor.id, identity_id)
        if gone is None:
            await access.refuse(transaction, "connected account", identity_id, actor=actor)
        if not await has_way_in(transaction, actor.id, providers.issuers()):
            raise Conflict("This is your only way in. Choose a password or add a passkey first.")
        _note(transaction, actor, "identity.disconnected", identity_id)
        await tell(transaction, actor, "account-disconnected", provider=_name_of(gone.issuer), account=gone.email)


async def _connect(visit: Visit, *, actor: Person, under: Session) -> None:
    provider_entry.check_verified(visit)
    async with front_desk() as transaction:
        owner = await identities.owner(transaction, visit.claims.issuer, visit.claims.subject)
        if owner and owner.person_id == actor.id:
            return
        if owner or not await provider_entry.connect(transaction, visit, actor):
            raise Conflict(f"This account with {visit.provider.name} belongs to somebody else here.")


async def _confirm(visit: Visit, *, actor: Person, under: Session) -> None:
    at = visit.claims.authenticated_at
    if at is None or now().timestamp() - at > RECENT.total_seconds():
        raise Invalid(f"{visit.provider.name} did not ask who you are. Please confirm in another way.")
    async with front_desk() as transaction:
        owner = await identities.owner(transaction, visit.claims.issuer, visit.claims.subject)
        if owner is None or owner.person_id != actor.id:
            raise Conflict(f"This account with {visit.provider.name} is not connected with yours.")
        await recent.note(transaction, actor.id, under.id, "provider")


def _name_of(issuer: str) -> str:
    return next((p.name for p in providers.all_of_them() if p.issuer == issuer), issuer)


def _note(transaction: Transaction, actor: Person, action: str, identity_id: UUID) -> None:
    audit.write(transaction, action, actor_id=actor.id, object_kind="identity", object_id=identity_id)
    signal(transaction, "sign_in.changed", kind="sign_in", object_id=actor.id, audience=[actor.id])
