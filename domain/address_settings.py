"""What the addresses among the settings must look like. Raises ValueError with a sentence; never repeats the value."""

import re
from urllib.parse import SplitResult, parse_qsl, urlsplit

from persistence import s3

_MAIL = "as in smtps://user:password@mail.example.org?from=atrium@example.org"
_HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?")


def mail_server(url: str) -> str:
    """A mail server, and from which address mails come."""
    parts = split(url, _MAIL)
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


def hosts(given: tuple[str, ...]) -> tuple[str, ...]:
    """Names of hosts, with their ports or without."""
    if not all(_HOST.fullmatch(one) for one in given):
        raise ValueError("It must be names of hosts with commas between, as in tasks.example.org,10.0.0.5:8080.")
    return given


def split(url: str, example: str) -> SplitResult:
    """The parts of an address. Raises ValueError, with the example, when it is none."""
    try:
        parts = urlsplit(url.strip())
        _ = parts.port  # raises for what is none
    except ValueError:
        raise ValueError(f"It must be an address with a port from 1 to 65535 or none, {example}.") from None
    return parts
