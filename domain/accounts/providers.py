"""The OpenID Connect providers that this installation trusts, from ATRIUM_OIDC_*."""

from dataclasses import dataclass

from domain.provider_settings import Provider
from domain.settings import settings

__all__ = ["Provider", "ProviderCard", "find", "issuers", "providers"]


@dataclass(frozen=True, slots=True)
class ProviderCard:
    """A provider as people see it: its key in addresses, and its name."""

    key: str
    name: str


def providers() -> list[ProviderCard]:
    """Those one can sign in with, by name."""
    return sorted((ProviderCard(p.key, p.name) for p in settings().oidc), key=lambda card: card.name.lower())


def find(key: str) -> Provider | None:
    """The provider with this key."""
    return next((p for p in settings().oidc if p.key == key), None)


def all_of_them() -> tuple[Provider, ...]:
    """Every provider, with what only we may know of it."""
    return settings().oidc


def issuers() -> list[str]:
    """By what all of them sign."""
    return [p.issuer for p in settings().oidc]
