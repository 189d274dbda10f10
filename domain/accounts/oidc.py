"""OpenID Connect as providers speak it: the way there (code flow, PKCE, nonce), and what came back.

What a provider says counts only when it is signed by a key that its issuer publishes, for us, now, and for this visit.
"""

import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from domain.accounts import discovery
from domain.accounts.discovery import Published, Unusable
from domain.accounts.loading import loaded
from domain.clock import now
from domain.errors import Invalid
from domain.provider_settings import Provider
from domain.settings import settings
from domain.written_dates import Language, language_of

log = logging.getLogger(__name__)
# signed with a key pair; nothing that our own secret could sign, nothing unsigned
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
_SCOPE = "openid email profile"
_LEEWAY = 60  # seconds, between its clock and ours


@dataclass(frozen=True, slots=True)
class Claims:
    """What a provider says of somebody."""

    issuer: str
    subject: str
    email: str
    is_verified: bool  # the address, by the provider
    name: str
    zone: str
    locale: Language
    authenticated_at: int | None  # when they last proved it there, seconds since 1970


def redirect_uri(provider: Provider) -> str:
    """Where this provider, and no other, sends people back to: an answer of one is none of another."""
    return f"{settings().base_url}/sign-in/from/{provider.key}"


async def way_there(provider: Provider, *, state: str, nonce: str, verifier: str, anew: bool) -> str:
    """The address of the provider's own page. `anew`: it is to ask who it is although it knows.

    Raises Invalid when the provider does not answer as it should.
    """
    async with _asking(provider, "does not answer just now. Please try again later.") as client:
        published = await discovery.published(client, provider)
        more = {"prompt": "login", "max_age": "0"} if anew else {}
        url, _ = client.create_authorization_url(
            published.endpoint("authorization_endpoint"), state=state, code_verifier=verifier, nonce=nonce, **more
        )
    return str(url)


async def claims_of(provider: Provider, *, code: str, nonce: str, verifier: str) -> Claims:
    """What the provider says of the person who came back with this code. Raises Invalid."""
    async with _asking(provider, "did not confirm who you are. Please try again.") as client:
        published = await discovery.published(client, provider)
        token = await client.fetch_token(
            published.endpoint("token_endpoint"), code=code, code_verifier=verifier, grant_type="authorization_code"
        )
        found = await _verified(client, provider, published, str(token.get("id_token") or ""), nonce)
        if not found.get("email") and published.has("userinfo_endpoint"):
            found = await _user_info(client, published, found["sub"]) | found
    return _claims(provider, found)


@asynccontextmanager
async def _asking(provider: Provider, sorry: str) -> AsyncIterator[Any]:
    """A client for this provider; whatever goes wrong is said in a sentence, and the rest is in the log."""
    await loaded("authlib.integrations.httpx_client")
    import httpx2
    from authlib.common.errors import AuthlibBaseError
    from authlib.integrations.httpx_client import AsyncOAuth2Client
    from joserfc.errors import JoseError

    client = AsyncOAuth2Client(
        provider.client_id, provider.client_secret, scope=_SCOPE, redirect_uri=redirect_uri(provider),
        code_challenge_method="S256", timeout=discovery.PATIENCE, follow_redirects=False, leeway=0,
    )  # fmt: skip
    try:
        async with client:
            yield client
    except (Unusable, AuthlibBaseError, JoseError, httpx2.HTTPError, ValueError, KeyError, TypeError) as error:
        log.warning("%s: %s: %s", provider.key, type(error).__name__, str(error)[:300])
        raise Invalid(f"{provider.name} {sorry}") from error


async def _verified(client: Any, provider: Provider, published: Published, id_token: str, nonce: str) -> dict[str, Any]:
    """The claims of an ID token (OpenID Connect Core 3.1.3.7)."""
    from joserfc import jwt
    from joserfc.errors import JoseError

    try:
        found = jwt.decode(id_token, await published.keys(client), algorithms=_ALGORITHMS)
    except JoseError:
        # the provider may have begun to use another key
        found = jwt.decode(id_token, await published.keys(client, anew=True), algorithms=_ALGORITHMS)
    registry = jwt.JWTClaimsRegistry(
        now=lambda: int(now().timestamp()), leeway=_LEEWAY, exp={"essential": True}, iat={"essential": True},
        sub={"essential": True}, iss={"essential": True, "value": provider.issuer},
        aud={"essential": True, "value": provider.client_id}, nonce={"essential": True, "value": nonce},
    )  # fmt: skip
    registry.validate(found.claims)
    _check_party(found.claims, provider.client_id)
    return dict(found.claims)


def _check_party(claims: Mapping[str, Any], client_id: str) -> None:
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if claims.get("azp", None if several else client_id) != client_id:
        raise Unusable("The token was made for another client.")


async def _user_info(client: Any, published: Published, subject: str) -> dict[str, Any]:
    found = await discovery.fetch(client, published.endpoint("userinfo_endpoint"), withhold_token=False)
    if found.get("sub") != subject:
        raise Unusable("The user info is of somebody else.")
    return found


def _claims(provider: Provider, said: Mapping[str, Any]) -> Claims:
    subject = said["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= 255:
        raise Invalid(f"{provider.name} did not confirm who you are. Please try again.")

    def text(name: str, longest: int) -> str:
        value = said.get(name)
        return " ".join(value.split())[:longest] if isinstance(value, str) else ""

    at, is_verified = said.get("auth_time"), said.get("email_verified")
    return Claims(
        issuer=provider.issuer, subject=subject, email=text("email", 254), name=text("name", 120),
        is_verified=is_verified is True or is_verified == "true", zone=text("zoneinfo", 64),
        locale=language_of(text("locale", 35)),
        authenticated_at=at if isinstance(at, int) else None,
    )  # fmt: skip
