"""The cookies there are: a session, half a sign-in, a visit to a provider, and a form on its way back to its page."""

import base64
import hmac
import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from typing import Any

from starlette.requests import HTTPConnection, cookie_parser
from starlette.responses import Response

from domain.accounts import SignedIn
from domain.settings import settings

KEPT_SECONDS = 60 * 24 * 3600
HALF_SECONDS = VISIT_SECONDS = 600
_FLASH_SECONDS = 120
_MOST = 3800  # bytes a browser surely stores


def _name(plain: str) -> str:
    # The prefix makes browsers refuse it over http, from subdomains and for other paths; over http it cannot be used.
    return f"__Host-{plain}" if settings().is_secure else plain


def session_name() -> str:
    """The name of the cookie that proves a session."""
    return _name("atrium")


def flash_name() -> str:
    """The name of the cookie that carries a form back to its page."""
    return _name("atrium-flash")


def half_name() -> str:
    """The name of the cookie that proves the first step of a sign-in."""
    return _name("atrium-half")


def visit_name() -> str:
    """The name of the cookie that proves which browser was sent to a provider."""
    return _name("atrium-visit")


def value_of(connection: HTTPConnection, name: str) -> str:
    """The value of a cookie; empty when there is none."""
    return connection.cookies.get(name, "")


def secret_in(header: str) -> str | None:
    """The session's secret in a Cookie header."""
    return cookie_parser(header).get(session_name()) or None


def secret_of(connection: HTTPConnection) -> str | None:
    """The session's secret that came with a request."""
    return connection.cookies.get(session_name()) or None


def keep(response: Response, name: str, value: str, *, seconds: int | None) -> None:
    """Have the browser keep a cookie for so long, or until it is closed, out of reach of scripts."""
    response.set_cookie(
        name, value, max_age=seconds, path="/", httponly=True, secure=settings().is_secure, samesite="lax"
    )


def keep_session(response: Response, signed_in: SignedIn) -> None:
    """Have the browser keep the secret of its session."""
    keep(response, session_name(), signed_in.secret, seconds=KEPT_SECONDS if signed_in.session.remember else None)


def drop(response: Response, name: str) -> None:
    """Have the browser forget a cookie."""
    response.delete_cookie(name, path="/", httponly=True, secure=settings().is_secure, samesite="lax")


@cache
def _key() -> bytes:
    return hmac.new(settings().secret.encode(), b"flash cookies", sha256).digest()


def _signature(body: bytes) -> str:
    return hmac.new(_key(), body, sha256).hexdigest()


def set_flash(response: Response, values: Mapping[str, str], errors: Mapping[str, str]) -> None:
    """Carry what was typed and what is wrong with it to the next page, signed, for two minutes."""
    for kept in (values, {}):
        body = base64.urlsafe_b64encode(json.dumps([dict(kept), dict(errors)]).encode())
        if len(body) <= _MOST:
            keep(response, flash_name(), f"{_signature(body)}.{body.decode()}", seconds=_FLASH_SECONDS)
            return


def flash_of(connection: HTTPConnection) -> tuple[dict[str, str], dict[str, str]]:
    """Values and errors that came with a request; nothing when there is no such cookie or it is not ours."""
    signature, _, body = connection.cookies.get(flash_name(), "").partition(".")
    if not body.isascii() or not hmac.compare_digest(signature.encode(), _signature(body.encode()).encode()):
        return {}, {}
    found: Any = json.loads(base64.urlsafe_b64decode(body))
    return found[0], found[1]
