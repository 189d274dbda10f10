"""A session: one signed-in browser or program."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from domain.accounts.people import Person

Kind = Literal["browser", "api"]
ABSOLUTE = timedelta(days=60)
_IDLE = timedelta(days=14)
_IDLE_NOT_KEPT = timedelta(hours=12)


def idle_limit(kind: str, remember: bool) -> timedelta:
    """How long a session may rest: a browser that is not to be remembered half a day, all others two weeks."""
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
    kind: str  # browser | api
    agent: str
    address: str
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    remember: bool


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
