"""Access tokens for programs: signed, fifteen minutes long, of one session. Loaded when the first one is asked for."""

import hmac
from functools import cache
from hashlib import sha256
from uuid import UUID

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from domain.clock import now
from domain.errors import SignedOut
from domain.settings import settings

SECONDS = 900
REFUSED = "This access token is not valid (any more). Sign in again or use the refresh token."
_AUDIENCE, _ALGORITHM, _TYPE = "atrium-api", "HS256", "at+jwt"


@cache
def key() -> OctKey:
    """What they are signed with."""
    return OctKey.import_key(hmac.new(settings().secret.encode(), b"access tokens", sha256).digest())


@cache
def _claims() -> jwt.JWTClaimsRegistry:
    return jwt.JWTClaimsRegistry(
        now=lambda: int(now().timestamp()), leeway=5,  # between the clocks of several machines
        iss={"essential": True, "value": settings().base_url}, aud={"essential": True, "value": _AUDIENCE},
        sub={"essential": True}, sid={"essential": True}, exp={"essential": True}, iat={"essential": True},
    )  # fmt: skip


def signed(person_id: UUID, session_id: UUID) -> str:
    """A new token for this session."""
    issued = int(now().timestamp())
    claims = {
        "iss": settings().base_url, "aud": _AUDIENCE, "sub": str(person_id), "sid": str(session_id), "iat": issued,
        "exp": issued + SECONDS,
    }  # fmt: skip
    return jwt.encode({"alg": _ALGORITHM, "typ": _TYPE}, claims, key())


def read(token: str) -> tuple[UUID, UUID]:
    """Whose token it is, and of which session. Raises SignedOut when it is bad or expired."""
    try:
        found = jwt.decode(token, key(), algorithms=[_ALGORITHM])
        _claims().validate(found.claims)
        if found.header.get("typ") != _TYPE:
            raise ValueError("another kind of token")
        return UUID(found.claims["sub"]), UUID(found.claims["sid"])
    except (JoseError, ValueError, TypeError, AttributeError, KeyError):
        raise SignedOut(REFUSED) from None
