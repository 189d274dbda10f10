"""A session: one signed-in browser or program."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from domain.accounts.people import Person

Kind = Literal["browser", "api", "token"]
ABSOLUTE = timedelta(days=60)
LONGEST_TOKEN = timedelta(days=366)
_IDLE = timedelta(days=14)
_IDLE_NOT_KEPT = timedelta(hours=12)


def idle_limit(kind: str, remember: bool) -> timedelta:
    """How long a session may rest: a browser that is not to be remembered half a day, personal tokens as long as they
    are good, all others two weeks."""
    if kind == "token":
        return LONGEST_TOKEN
    return _IDLE_NOT_KEPT if kind == "browser" and not remember else _IDLE


@dataclass(frozen=True, slots=True)
class Device:
    """With what, and from where, somebody signs in."""

    address: str
    agent: str


@dataclass(frozen=True, slots=True)
class Session:
    """One signed-in browser or program. `expires_at` is when it ends if it is not used again."""

    id: UUID
    person_id: UUID
    kind: str  # browser | api | token
    agent: str
    address: str
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    remember: bool
    name: str = ""  # of a personal token
    scopes: tuple[str, ...] | None = None  # what a personal token may be used for; None: for everything
    must_renew: bool = False  # the next page goes on under another one
    renewed_at: datetime | None = None  # when another one took its place

    def allows(self, feature: str, *, writing: bool) -> bool:
        """Whether what is done under it may read, or change, things of this feature."""
        return self.scopes is None or f"{feature}:{'write' if writing else 'read'}" in self.scopes


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A person, their new session, and the secret that proves it (to be kept by the browser alone)."""

    person: Person
    session: Session
    secret: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a program needs to act for a person: a short-lived access token, and what renews it once."""

    access_token: str
    refresh_token: str
    expires_in: int  # seconds
    person: Person
