"""To whom, and from whom."""

from dataclasses import dataclass
from email.headerregistry import Address as Header


@dataclass(frozen=True, slots=True)
class Address:
    """Somebody's name and e-mail address, both as they were typed."""

    name: str
    email: str

    def header(self) -> Header:
        """As mail wants it. Raises ValueError for an address that cannot stand in a header."""
        local, _, host = self.email.rpartition("@")
        return Header(one_line(self.name), local, host.encode("idna").decode("ascii"))


def one_line(text: str) -> str:
    """Without line ends and other signs that could begin another header."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
