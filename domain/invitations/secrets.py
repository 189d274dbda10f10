"""The secrets in links: 256 random bits, signed, so that made-up ones are refused unseen; only a hash is kept."""

import hmac
import secrets
from functools import cache
from hashlib import sha256
from urllib.parse import quote

from domain.accounts.sessions import key_of
from domain.errors import NotFound
from domain.settings import settings

INVITATION, JOIN = "/invitation", "/join"
_UNKNOWN = "This link is not one of ours. Look whether it was copied whole."


@cache
def _key() -> bytes:
    return hmac.new(settings().secret.encode(), b"invitations", sha256).digest()


def _signature(random: str) -> str:
    return hmac.new(_key(), random.encode(), sha256).hexdigest()[:32]


def new() -> str:
    """A secret that nobody can guess or make."""
    random = secrets.token_urlsafe(32)
    return f"{random}.{_signature(random)}"


def hash_of(token: str) -> bytes:
    """What is kept of it. Raises NotFound when we did not sign it."""
    random, _, signature = token.partition(".")
    if not token.isascii() or not hmac.compare_digest(signature, _signature(random)):
        raise NotFound(_UNKNOWN)
    return key_of(token)


def unknown() -> NotFound:
    """There is no such link."""
    return NotFound(_UNKNOWN)


def link(path: str, token: str) -> str:
    """Where a secret leads; the address is the configured one, whatever a request says."""
    return f"{settings().base_url}{path}?token={quote(token)}"
