"""Sending somebody to a provider, and what has to agree when they come back."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal
from uuid import UUID

from domain.accounts import oidc, providers
from domain.accounts.oidc import Claims
from domain.accounts.recent import require_recent
from domain.accounts.session import Session
from domain.accounts.sessions import key_of
from domain.clock import now
from domain.errors import Invalid, NotFound
from domain.provider_settings import Provider
from domain.transactions import front_desk
from persistence.models import ProviderVisitRow
from persistence.queries import identities

Purpose = Literal["sign_in", "connect", "confirm"]
LIFE = timedelta(minutes=10)
_LOST = "This sign-in was begun elsewhere or took too long. Please try again."


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody who came back from a provider, with what it says of them."""

    provider: Provider
    purpose: Purpose
    onward: str
    session_id: UUID | None
    claims: Claims


async def send_to_provider(key: str, *, browser: str, onward: str = "/") -> str:
    """The address at which a provider asks who somebody is. `browser` is a secret that this browser alone keeps.

    Raises NotFound for an unknown provider and Invalid when it does not answer.
    """
    return await _send(_provider(key), "sign_in", key_of(browser), onward, None)


async def send_to_connect(key: str, *, under: Session) -> str:
    """The same, to connect an account there with the person of this session. Raises NotRecent."""
    await require_recent(under)
    return await _send(_provider(key), "connect", key_of(str(under.id)), "/settings?part=security", under.id)


async def send_to_confirm(key: str, *, under: Session) -> str:
    """The same, to prove once more that it is oneself: the provider has to ask, too."""
    return await _send(_provider(key), "confirm", key_of(str(under.id)), "/", under.id)


async def _send(provider: Provider, purpose: Purpose, browser: bytes, onward: str, session_id: UUID | None) -> str:
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    url = await oidc.way_there(provider, state=state, nonce=nonce, verifier=verifier, anew=purpose == "confirm")
    row = ProviderVisitRow(
        state_hash=key_of(state), browser_hash=browser, provider=provider.key, purpose=purpose, nonce=nonce,
        code_verifier=verifier, onward=onward[:500], session_id=session_id, expires_at=now() + LIFE,
    )  # fmt: skip
    async with front_desk() as transaction:
        identities.add_visit(transaction, row)
    return url


async def come_back(key: str, *, state: str, code: str, issuer: str, browser: str, session_id: UUID | None) -> Visit:
    """Take what somebody brings back from a provider: once, from the browser and session that were sent there.

    Raises Invalid when anything does not agree, and when they did not let the provider tell.
    """
    provider = _provider(key)
    async with front_desk() as transaction:
        sent = await identities.take_visit(transaction, key_of(state), provider.key, now())
    own = key_of(browser) if sent and sent.session_id is None else key_of(str(session_id))
    if sent is None or not secrets.compare_digest(bytes(sent.browser_hash), own):
        raise Invalid(_LOST)
    if issuer not in ("", provider.issuer):  # RFC 9207: the answer of another provider
        raise Invalid(_LOST)
    if not code:
        raise Invalid(f"{provider.name} was not allowed to say who you are.")
    claims = await oidc.claims_of(provider, code=code, nonce=sent.nonce, verifier=sent.code_verifier)
    return Visit(provider, sent.purpose, sent.onward, sent.session_id, claims)


def _provider(key: str) -> Provider:
    found = providers.find(key)
    if found is None:
        raise NotFound("There is no such provider (any more).")
    return found
