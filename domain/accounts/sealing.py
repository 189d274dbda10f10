"""Secrets that have to be read again: encrypted at rest under a key that only ATRIUM_SECRET gives."""

import hmac
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID

from domain.errors import Conflict
from domain.settings import settings

if TYPE_CHECKING:
    from joserfc.jwk import OctKey

_HEADER = {"alg": "dir", "enc": "A256GCM"}


@cache
def _key(purpose: str) -> "OctKey":
    from joserfc.jwk import OctKey

    return OctKey.import_key(hmac.new(settings().secret.encode(), f"sealed {purpose}".encode(), sha256).digest())


def seal(secret: str, *, purpose: str, owner_id: UUID) -> str:
    """Encrypt a secret of this person."""
    from joserfc import jwe

    return jwe.encrypt_compact(_HEADER, f"{owner_id} {secret}", _key(purpose))


def unseal(sealed: str, *, purpose: str, owner_id: UUID) -> str:
    """The secret again. Raises Conflict when it was sealed under another ATRIUM_SECRET or for somebody else."""
    from joserfc import jwe
    from joserfc.errors import JoseError

    try:
        large = jwe.JWERegistry()  # what is unsealed here was sealed here: its size is no surprise
        large.max_ciphertext_length = 50_000_000
        opened = (jwe.decrypt_compact(sealed, _key(purpose), registry=large).plaintext or b"").decode()
    except (JoseError, ValueError):
        opened = ""
    owner, _, secret = opened.partition(" ")
    if owner != str(owner_id):
        raise Conflict("This was kept under another ATRIUM_SECRET and cannot be read any more.")
    return secret
