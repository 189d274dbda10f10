"""What people type about themselves."""

from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field, StringConstraints

from domain.inputs import Input, Name, Storable
from domain.written_dates import Language
from persistence.words import containing

ZONES = available_timezones() - {"localtime", "Factory"}  # the database knows no zone of this computer


def becomes_another(email: str) -> bool:
    """Whether the address is written with a sign, like that of kelvin, that in lower case is a letter of another."""
    return not email.isascii() and email.lower().isascii()


def _email(value: str) -> str:
    local, _, host = value.rpartition("@")
    labels = host.split(".")
    is_host = len(labels) > 1 and all(labels) and all(c.isalnum() or c == "-" for label in labels for c in label)
    if not local or "@" in local or len(local) > 64 or not is_host:
        raise ValueError("must be an e-mail address, like ada@example.org")
    # also what has no width: it would look like another
    if any(c.isspace() or not c.isprintable() for c in value) or becomes_another(value):
        raise ValueError("must be an e-mail address, like ada@example.org")
    return value


def _zone(value: str) -> str:
    if value not in ZONES:
        raise ValueError("must be a time zone, like Europe/Berlin")
    return value


Email = Annotated[
    str,
    StringConstraints(strict=True, strip_whitespace=True, min_length=3, max_length=254),
    Storable,
    AfterValidator(_email),
]
NewPassword = Annotated[str, StringConstraints(strict=True, min_length=8, max_length=128), Storable]
Zone = Annotated[str, StringConstraints(strict=True, max_length=64), AfterValidator(_zone)]


def like(text: str) -> str | None:
    """A pattern that finds this text anywhere; None for nothing typed."""
    return containing(text.strip()) if text.strip() else None


class Joining(Input):
    """A new person with an organisation of their own, whatever proves who they are."""

    email: Email
    name: Name
    organization_name: Name
    time_zone: Zone = "UTC"
    locale: Language = "en"


class SignUp(Joining):
    """A new person with an organisation of their own."""

    password: NewPassword


class NewColleague(Input):
    """Somebody to have an account in the organisation of the admin who makes it."""

    email: Email
    password: NewPassword
    name: Name
    time_zone: Zone = "UTC"


class ProfileChanges(Input):
    """What a person may change about themselves; only the fields given are changed."""

    name: Name = ""
    time_zone: Zone = "UTC"
    locale: Language = "en"
    week_start: Annotated[int, Field(strict=True, ge=0, le=6)] = 0
    theme: Literal["auto", "light", "dark"] = "auto"
    quick_add_syntax: Literal["atrium", "todoist"] = "atrium"


class PasskeyName(Input):
    """What a passkey is called."""

    name: Name


class PasswordChange(Input):
    """A password to replace the present one."""

    password: NewPassword
