"""What the addresses among the settings must look like. Raises ValueError with a sentence; never repeats the value."""

import ipaddress
import re
from typing import Any
from urllib.parse import SplitResult, parse_qsl, urlsplit, urlunsplit

from persistence import s3

_MAIL = "as in smtps://user:password@mail.example.org?from=atrium@example.org"
_DATABASE = "as in postgresql://user:password@host/database"
_HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?")


def database_url(url: str) -> str:
    """A PostgreSQL, for SQLAlchemy."""
    parts = _split(url, _DATABASE)
    if parts.scheme.partition("+")[0] not in {"postgres", "postgresql"}:
        raise ValueError(f"It must begin with postgresql://, {_DATABASE}.")
    if not (parts.hostname or "host=" in parts.query) or len(parts.path) < 2:
        raise ValueError(f"It must name a host and a database, {_DATABASE}.")
    # not urlunsplit: it drops the empty host of a socket's URL
    query = f"?{parts.query}" if parts.query else ""
    return f"postgresql+psycopg://{parts.netloc}{parts.path}{query}"


def web_address(url: str) -> str:
    """How people reach it: scheme, host and port."""
    parts = _split(url, "as in https://atrium.example.org")
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("It must be an address like https://atrium.example.org.")
    if parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc:
        raise ValueError("It must be only scheme, host and port, as in https://atrium.example.org.")
    return urlunsplit((parts.scheme, parts.netloc.lower(), "", "", ""))


def mail_server(url: str) -> str:
    """A mail server, and from which address mails come."""
    parts = _split(url, _MAIL)
    if parts.scheme not in {"smtp", "smtps"}:
        raise ValueError(f"It must begin with smtp:// or smtps://, {_MAIL}.")
    if not parts.hostname or parts.path.strip("/"):
        raise ValueError(f"It must name a host and no folder, {_MAIL}.")
    for key, value in parse_qsl(parts.query, keep_blank_values=True):
        if key != "from":
            raise ValueError(f"It must have nothing but “from” behind the question mark, {_MAIL}.")
        if not all(value.partition("@")):
            raise ValueError(f"It must have an e-mail address behind “from=”, {_MAIL}.")
    return url.strip()


def file_store(url: str) -> str:
    """An S3-compatible store that can be made of this; it is not asked for anything yet."""
    s3.opened(url)
    return url.strip()


def networks(text: Any) -> Any:
    """Addresses or networks, with commas between."""
    items = words(text)
    for item in items:
        try:
            ipaddress.ip_network(item, strict=False)
        except ValueError as error:
            raise ValueError(
                "It must be addresses or networks with commas between, as in 127.0.0.1,10.0.0.0/8."
            ) from error
    return items


def hosts(text: Any) -> Any:
    """Names of hosts, with commas between."""
    items = words(text)
    if not all(_HOST.fullmatch(item) for item in items):
        raise ValueError("It must be names of hosts with commas between, as in tasks.example.org,10.0.0.5:8080.")
    return items


def words(text: Any) -> Any:
    """What stands between commas."""
    return tuple(word.strip() for word in text.split(",") if word.strip()) if isinstance(text, str) else text


def _split(url: str, example: str) -> SplitResult:
    try:
        parts = urlsplit(url.strip())
        _ = parts.port  # raises for what is none
    except ValueError:
        raise ValueError(f"It must be an address with a port from 1 to 65535 or none, {example}.") from None
    return parts
