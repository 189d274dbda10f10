"""Codes of authenticator apps (TOTP, RFC 6238): six digits every thirty seconds, each good for one use."""

import hmac
from dataclasses import dataclass

import pyotp

from domain.clock import now

_EARLIER_AND_LATER = (0, -1, 1)  # steps: clocks differ, and typing takes a while
_SECONDS = 30


@dataclass(frozen=True, slots=True)
class NewAuthenticator:
    """What an authenticator app has to be told: the address for its camera, the secret for its keyboard."""

    secret: str
    uri: str


def new(email: str) -> NewAuthenticator:
    """A new secret for the app of this person."""
    secret = pyotp.random_base32()
    return NewAuthenticator(secret, pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name="Atrium"))


def step_of(secret: str, typed: str) -> int | None:
    """In which time step this is the code; None when it is none of now."""
    code, totp, present = "".join(typed.split()), pyotp.TOTP(secret), int(now().timestamp()) // _SECONDS
    for step in (present + offset for offset in _EARLIER_AND_LATER):
        if hmac.compare_digest(totp.generate_otp(step).encode(), code.encode()):
            return step
    return None
