"""What a provider publishes is believed as far as it is its own, secure, and of a size that can be borne."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any

import pytest

from domain.accounts import discovery
from domain.accounts.discovery import Published, Unusable

ISSUER = "https://sso.example.org"


class _Client:
    """A provider's answers, whatever is asked."""

    def __init__(self, body: bytes, status: int = 200) -> None:
        self._body, self._status = body, status

    @asynccontextmanager
    async def stream(self, *_: Any, **__: Any) -> AsyncIterator[Any]:
        async def pieces() -> AsyncIterator[bytes]:
            for start in range(0, len(self._body), 65_536):
                yield self._body[start : start + 65_536]

        yield SimpleNamespace(status_code=self._status, aiter_bytes=pieces)


@pytest.mark.parametrize(
    ("client", "said"),
    [
        (_Client(json.dumps({"issuer": "https://evil.example"}).encode()), "another issuer"),
        (_Client(b'{"issuer": "' + b"x" * 5_000_000 + b'"}'), "too large"),
        (_Client(b"{}", 500), "answered 500"),
        (_Client(b'["issuer"]'), "without an object"),
    ],
)
async def test_what_is_not_the_providers_own_is_of_no_use(client: _Client, said: str) -> None:
    discovery.forget()
    with pytest.raises(Unusable, match=said):
        await discovery.published(client, SimpleNamespace(issuer=ISSUER))  # type: ignore[arg-type]


@pytest.mark.parametrize("url", [None, 5, "http://sso.example.org/token", "file:///etc/passwd", "//sso.example.org"])
def test_its_addresses_are_as_secure_as_itself(url: object) -> None:
    with pytest.raises(Unusable):
        Published(ISSUER, {"token_endpoint": url}).endpoint("token_endpoint")
