"""What an OpenID Connect provider publishes about itself: its addresses and its keys."""

import json
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from domain.provider_settings import Provider

if TYPE_CHECKING:
    from joserfc.jwk import KeySet

PATIENCE = 7.0  # seconds for each answer
_LARGEST = 1_000_000  # bytes
_KEPT, _SOONEST = 3600.0, 20.0  # seconds: how long it is believed, and how soon keys are asked for again
_PAIRS = ("RSA", "EC", "OKP")


class Unusable(Exception):
    """What a provider answered cannot be used; the message is for the log."""


class Published:
    """The addresses of one provider, and its keys once they are asked for."""

    def __init__(self, issuer: str, metadata: dict[str, Any]) -> None:
        self._issuer, self._metadata = issuer, metadata
        self.at = time.monotonic()
        self._keys: KeySet | None = None
        self._keys_at = 0.0

    def has(self, name: str) -> bool:
        """Whether there is such an address."""
        return isinstance(self._metadata.get(name), str)

    def endpoint(self, name: str) -> str:
        """One of its addresses. Raises Unusable when it is missing or less secure than the issuer."""
        url = self._metadata.get(name)
        if not isinstance(url, str) or urlsplit(url).scheme not in {"https", urlsplit(self._issuer).scheme}:
            raise Unusable(f"{name} is missing or not secure.")
        return url

    async def keys(self, client: Any, *, anew: bool = False) -> "KeySet":
        """The keys it signs with; asked for `anew` when one of them is not among those that are known."""
        from joserfc.jwk import KeySet

        age = time.monotonic() - self._keys_at
        if self._keys is None or age > (_SOONEST if anew else _KEPT):
            found = await fetch(client, self.endpoint("jwks_uri"))
            pairs = [key for key in found["keys"] if key.get("kty") in _PAIRS and key.get("use", "sig") == "sig"]
            self._keys, self._keys_at = KeySet.import_key_set({"keys": pairs}), time.monotonic()
        return self._keys


_known: dict[str, Published] = {}


async def published(client: Any, provider: Provider) -> Published:
    """What a provider publishes, from memory for an hour. Raises Unusable when it is another issuer's."""
    known = _known.get(provider.issuer)
    if known is None or time.monotonic() - known.at > _KEPT:
        metadata = await fetch(client, f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
        if metadata.get("issuer") != provider.issuer:
            raise Unusable("It publishes another issuer than the one that is set.")
        known = _known[provider.issuer] = Published(provider.issuer, metadata)
    return known


async def fetch(client: Any, url: str, *, withhold_token: bool = True) -> dict[str, Any]:
    """A JSON object, of a size that can be borne. Raises Unusable."""
    async with client.stream("GET", url, withhold_token=withhold_token) as answer:
        body = b""
        async for part in answer.aiter_bytes():
            body += part
            if len(body) > _LARGEST:
                raise Unusable("The answer is too large.")
    found = json.loads(body) if answer.status_code == 200 else None
    if not isinstance(found, dict):
        raise Unusable(f"It answered {answer.status_code}, without an object.")
    return found


def forget() -> None:
    """Ask every provider anew (tests, which start others at the same address)."""
    _known.clear()
