"""What admins say about their organisation."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, StringConstraints

from domain.inputs import Input, LongText, Name, OneLine, Storable


def _website(value: str) -> str:
    if not value:
        return ""
    address = value if "://" in value else f"https://{value}"
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        host = ""
    is_host = "." in host and all(host.split(".")) and not any(c.isspace() or c in "<>\"'`" for c in address)
    if not is_host or parts.scheme not in ("http", "https") or "@" in parts.netloc:
        raise ValueError("must be an address on the web, like https://example.org")
    return address


Word = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, max_length=120), OneLine, Storable]
Website = Annotated[
    str, StringConstraints(strict=True, strip_whitespace=True, max_length=490), Storable, AfterValidator(_website)
]


class OrganizationChanges(Input):
    """What is to be said of an organisation; only the fields given are changed."""

    name: Name = ""
    description: LongText = ""
    industry: Word = ""
    website: Website = ""
    city: Word = ""
