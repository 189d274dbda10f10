"""OpenID Connect providers from the environment: ATRIUM_OIDC_<KEY>_ISSUER, _CLIENT_ID, _CLIENT_SECRET and _NAME."""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

PREFIX = "ATRIUM_OIDC_"
_NEEDED = ("ISSUER", "CLIENT_ID", "CLIENT_SECRET")
_VARIABLE = re.compile(rf"{PREFIX}(?P<key>[A-Z0-9_]{{1,32}}?)_(?P<what>ISSUER|CLIENT_ID|CLIENT_SECRET|NAME)")
VARIABLES = tuple(f"{PREFIX}<KEY>_{what}" for what in (*_NEEDED, "NAME"))  # as the README lists them
_KNOWN = "It must be ATRIUM_OIDC_<KEY>_ISSUER, _CLIENT_ID, _CLIENT_SECRET or _NAME, as in ATRIUM_OIDC_GOOGLE_ISSUER."


@dataclass(frozen=True, slots=True)
class Provider:
    """Whom this installation lets say who somebody is."""

    key: str  # in addresses: google
    name: str  # for people: Google
    issuer: str  # compared as it is written, also a slash at the end
    client_id: str
    client_secret: str = field(repr=False)


def read(environment: Mapping[str, str], *, is_production: bool) -> tuple[Provider, ...]:
    """All providers, by key. Raises ValueError with a sentence that begins with the variable at fault."""
    said: dict[str, dict[str, str]] = {}
    for name, value in sorted(environment.items()):
        if name.startswith(PREFIX) and value.strip():
            found = _VARIABLE.fullmatch(name)
            if not found:
                raise ValueError(f"{name} cannot be used. {_KNOWN}")
            said.setdefault(found["key"], {})[found["what"]] = value.strip()
    providers = tuple(_provider(key, values, is_production=is_production) for key, values in said.items())
    _check_distinct(providers)
    return providers


def _provider(key: str, values: Mapping[str, str], *, is_production: bool) -> Provider:
    for what in _NEEDED:
        if what not in values:
            raise ValueError(f"{PREFIX}{key}_{what} is missing. A provider needs an issuer, a client id and a secret.")
    _check_issuer(f"{PREFIX}{key}_ISSUER", values["ISSUER"], is_production=is_production)
    name = values.get("NAME", key.replace("_", " ").title())
    if len(name) > 40:
        raise ValueError(f"{PREFIX}{key}_NAME cannot be used. It must have at most 40 characters.")
    slug = key.lower().replace("_", "-")
    return Provider(slug, name, values["ISSUER"], values["CLIENT_ID"], values["CLIENT_SECRET"])


def _check_issuer(variable: str, issuer: str, *, is_production: bool) -> None:
    parts = urlsplit(issuer)
    if not parts.hostname or parts.query or parts.fragment or parts.username or parts.scheme not in ("http", "https"):
        raise ValueError(f"{variable} cannot be used. It must be an address like https://accounts.example.org.")
    if parts.scheme == "http" and (is_production or not _is_here(parts.hostname)):
        raise ValueError(f"{variable} cannot be used. It must begin with https://.")


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _check_distinct(providers: tuple[Provider, ...]) -> None:
    by_issuer: dict[str, str] = {}
    for provider in providers:
        if provider.issuer in by_issuer:
            variable = f"{PREFIX}{provider.key.upper().replace('-', '_')}_ISSUER"
            raise ValueError(f"{variable} cannot be used. It is the issuer of {by_issuer[provider.issuer]} already.")
        by_issuer[provider.issuer] = provider.name
