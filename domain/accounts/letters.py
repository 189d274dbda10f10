"""What a person is told by mail about their own account, so that they notice what they did not do."""

from typing import Any

from domain import mail
from domain.accounts.people import Person
from domain.clock import now
from domain.mail import Address
from domain.settings import settings
from persistence.session import Session as Transaction

_SECURITY = "/settings?part=security"


async def tell(transaction: Transaction, person: Person, template: str, *, path: str = _SECURITY, **data: Any) -> None:
    """Mail a person that something about their account changed just now."""
    said = {"name": person.name, "at": now().isoformat(), "link": f"{settings().base_url}{path}", **data}
    await mail.send_later(transaction, to=Address(person.name, person.email), template=template, data=said,
                          locale=person.locale, time_zone=person.time_zone, thread=f"security:{person.id}")  # fmt: skip
