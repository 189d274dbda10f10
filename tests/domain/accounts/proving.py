"""People with second factors, and what their mail says."""

from datetime import datetime, timedelta
from typing import Any

import pyotp

from domain import accounts, audit, clock
from domain.accounts import Person, SignedIn
from domain.transactions import read_at_front_desk
from tests.domain.accounts.authenticator import Authenticator
from tests.domain.accounts.joining import device, join

ORIGIN = "http://localhost:8080"


class Phone:
    """An authenticator app. Each code it shows is of a time of its own, so that none was used before."""

    def __init__(self, secret: str) -> None:
        self.totp = pyotp.TOTP(secret)

    def code(self, at: datetime | None = None) -> str:
        return self.totp.at(at or clock.now())


async def with_phone(name: str = "Ada") -> tuple[SignedIn, Phone, list[str]]:
    """Somebody with two-step sign-in, turned on five minutes ago; their app and recovery codes."""
    joined = await join(name)
    with clock.at(clock.now() - timedelta(minutes=5)), audit.coming_from(device().address):
        made = await accounts.begin_two_factor(actor=joined.person, under=joined.session)
        phone = Phone(made.secret)
        codes = await accounts.confirm_two_factor(phone.code(), actor=joined.person, under=joined.session)
    return joined, phone, codes


async def with_passkey(name: str = "Ada") -> tuple[SignedIn, Authenticator]:
    """Somebody with a passkey."""
    joined, key = await join(name), Authenticator(ORIGIN)
    asked = await accounts.begin_passkey(actor=joined.person, under=joined.session)
    await accounts.add_passkey(key.make(asked), "Laptop", actor=joined.person, under=joined.session)
    return joined, key


def later(**time: float) -> Any:
    """Let everything inside happen so much later."""
    return clock.at(clock.now() + timedelta(**time))


async def mails_to(person: Person) -> list[str]:
    """Which letters somebody got, the oldest first."""
    query = "select template from mails where to_email = %(email)s order by created_at, id"
    return [row.template for row in await read_at_front_desk(query, {"email": person.email})]
