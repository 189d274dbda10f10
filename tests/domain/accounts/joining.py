"""People for the tests of accounts: each test makes its own."""

from itertools import count

from domain import accounts
from domain.accounts import Device, Person, SignedIn, SignUp

PASSWORD = "quiet-harbour-lantern"
_numbers = count(1)


def device(address: str = "") -> Device:
    """A browser at an address of its own, so that the tests do not slow each other down."""
    return Device(address or f"10.9.{next(_numbers) // 250}.{next(_numbers) % 250}", "Firefox on a test")


def form(name: str = "Ada", **more: str) -> SignUp:
    email = f"{name.lower().replace(' ', '.')}.{next(_numbers)}@harbour.example.org"
    return SignUp.of(**{"email": email, "password": PASSWORD, "name": name, "organization_name": "Harbour"} | more)


async def join(name: str = "Ada", **more: str) -> SignedIn:
    return await accounts.sign_up(form(name, **more), device=device())


async def person(name: str = "Ada") -> Person:
    return (await join(name)).person
