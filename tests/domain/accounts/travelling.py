"""Somebody on the way to a provider of OpenID Connect and back."""

import asyncio
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from domain import accounts
from domain.accounts import Returned, SignedIn, discovery
from domain.clock import now
from domain.settings import settings
from domain.transactions import front_desk
from persistence.queries import email_tokens
from tests.domain.accounts.joining import device, join
from tests.oidc import Provider


@pytest.fixture
def trusted(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name, value in provider.variables.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    discovery.forget()
    yield
    monkeypatch.undo()
    settings.cache_clear()


class Traveller:
    """Somebody on the way to a provider and back."""

    def __init__(self, provider: Provider, key: str = "one") -> None:
        self.provider, self.key, self.kept = provider, key, uuid4().hex
        self.secret: str | None = None

    async def go(self, onward: str = "/") -> str:
        return await accounts.send_to_provider(self.key, browser=self.kept, onward=onward)

    async def answer(self, way: str, email: str, **more: str) -> dict[str, str]:
        return await asyncio.to_thread(self.provider.answer, way, email, **more)

    async def back(self, brought: dict[str, str], **changed: Any) -> Returned:
        given = {
            "state": brought["state"], "code": brought.get("code", ""), "issuer": brought["iss"],
            "browser": self.kept, "secret": self.secret, "device": device(),
        } | changed  # fmt: skip
        return await accounts.return_from_provider(given.pop("key", self.key), **given)

    async def sign_in(self, email: str, **more: str) -> SignedIn:
        returned = await self.back(await self.answer(await self.go(), email, **more))
        assert returned.signed_in
        return returned.signed_in


@pytest.fixture
def traveller(provider: Provider) -> Traveller:
    return Traveller(provider)


def address(name: str = "ada") -> str:
    return f"{name}.{uuid4().hex[:12]}@house.example.org"


async def proven(name: str = "Ada") -> SignedIn:
    """Somebody who joined with a password and confirmed the address."""
    joined = await join(name)
    async with front_desk() as transaction:
        await email_tokens.note_proven(transaction, joined.person.id, now())
    return joined


async def connected(traveller: Traveller, joined: SignedIn, email: str = "", **more: str) -> Returned:
    """Connect an account with somebody who is signed in."""
    traveller.secret = joined.secret
    way = await accounts.send_to_connect(traveller.key, under=joined.session)
    return await traveller.back(await traveller.answer(way, email or joined.person.email, **more))
