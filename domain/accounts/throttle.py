"""Slowing down those who guess: per account and per address, in the database, in a transaction of its own.

A try counts before its password is compared, so that a hundred at once are not a hundred free ones. Ten failures
without fifteen quiet minutes between them begin a wait, doubled by each further one up to ten minutes: never for good.
"""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from uuid import UUID

from domain.clock import now
from domain.errors import Throttled
from domain.transactions import front_desk
from persistence.queries import throttles
from persistence.session import Session

WINDOW = timedelta(minutes=15)
FAILURES = 10
SIGN_UPS = 500  # from one address; only a flood reaches it
TAKEN = 20  # sign-ups from one address with e-mail addresses that have an account: more is asking who has one
_LONGEST_WAIT = 600


def canonical(email: str) -> str:
    """One spelling for all spellings of an address."""
    return email.strip().lower()


def network_of(address: str) -> str:
    """What one person may well have all of."""
    # Whoever has one IPv6 address has at least a /64 of them.
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((parsed, 64), strict=False)) if isinstance(parsed, IPv6Address) else address


@dataclass(frozen=True, slots=True)
class Gate:
    """What is counted for one try, and how many tries are free."""

    account: str | None
    address: str
    limit: int = FAILURES

    @classmethod
    def for_sign_in(cls, email: str, address: str) -> "Gate":
        return cls(key_for("account", canonical(email)), key_for("address", network_of(address)))

    @classmethod
    def for_second_factor(cls, person_id: UUID, address: str) -> "Gate":
        return cls(key_for("second-factor", str(person_id)), key_for("address", network_of(address)))

    @classmethod
    def for_passkey(cls, address: str) -> "Gate":
        return cls(None, key_for("address", network_of(address)))

    @classmethod
    def for_sign_up(cls, address: str) -> "Gate":
        return cls(None, key_for("sign-up", network_of(address)), SIGN_UPS)

    @classmethod
    def for_taken(cls, address: str) -> "Gate":
        return cls(None, key_for("taken", network_of(address)), TAKEN)

    async def enter(self) -> None:
        """Count one try. Raises Throttled when the account or the address has to wait."""
        moment = now()
        async with front_desk() as session:
            for key in sorted(k for k in (self.account, self.address) if k):  # in order, so that no two tries deadlock
                blocked_until = await throttles.count(
                    session, key, now=moment, stale=moment - WINDOW, limit=self.limit, longest=_LONGEST_WAIT
                )
                if blocked_until:
                    wait = max(1, ceil((blocked_until - moment).total_seconds()))
                    raise Throttled(f"Too many tries. Please wait {in_words(wait)}, then try again.", retry_after=wait)

    async def succeeded(self, session: Session) -> None:
        """The try was no failure: the account begins anew, the address gets this one back."""
        if self.account:
            await throttles.forget(session, self.account)
        await throttles.take_back(session, self.address, limit=self.limit)


def key_for(kind: str, value: str) -> str:
    """Under what it is counted: nothing that could be read back."""
    return f"{kind}:{sha256(value.encode()).hexdigest()}"


def in_words(seconds: int) -> str:
    """A wait as people say it."""
    if seconds < 60:
        return f"{seconds} seconds" if seconds > 1 else "a second"
    minutes = ceil(seconds / 60)
    return f"{minutes} minutes" if minutes > 1 else "a minute"
