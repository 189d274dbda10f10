"""Links that are mailed: 256 random bits, hashed at rest, good for one use and for a while."""

import secrets
from datetime import timedelta
from typing import Any, Literal, NoReturn
from urllib.parse import quote
from uuid import UUID

from domain import mail
from domain.accounts.sessions import key_of
from domain.clock import now
from domain.errors import Invalid
from domain.mail import Address
from domain.settings import settings
from domain.transactions import read_at_front_desk
from persistence.models import EmailTokenRow
from persistence.queries import email_tokens
from persistence.session import Session

Purpose = Literal["verify", "reset"]
_LIFE = {"verify": timedelta(days=2), "reset": timedelta(hours=1)}
_PAGES = {"verify": "/verify-email", "reset": "/reset-password"}
_TEMPLATES = {"verify": "verify-email", "reset": "password-reset"}


async def send(session: Session, person: Any, purpose: Purpose) -> None:
    """Mail a new link to a person; the ones before it lead nowhere from now on."""
    token, moment = secrets.token_urlsafe(32), now()
    expires_at = moment + _LIFE[purpose]
    row = EmailTokenRow(token_hash=key_of(token), person_id=person.id, purpose=purpose, email=person.email,
                        created_at=moment, expires_at=expires_at)  # fmt: skip
    await email_tokens.add(session, row)
    link = f"{settings().base_url}{_PAGES[purpose]}?token={quote(token)}"
    data = {"name": person.name, "email": person.email, "link": link, "expires_at": expires_at.isoformat()}
    await mail.send_later(session, to=Address(person.name, person.email), template=_TEMPLATES[purpose], data=data,
                          locale=person.locale, time_zone=person.time_zone)  # fmt: skip


async def owner(token: str, purpose: Purpose) -> Any:
    """Whose link it is; nothing is used up. Raises Invalid when it is not good (any more)."""
    asked = {"hash": key_of(token), "purpose": purpose, "now": now()}
    rows = await read_at_front_desk(email_tokens.OWNER, asked)
    if not rows:
        refuse()
    return rows[0]


async def check_link(token: str, purpose: Purpose) -> None:
    """Raise Invalid when a link is not good (any more). Asking uses nothing up."""
    await owner(token, purpose)


async def spend(session: Session, token: str, purpose: Purpose) -> UUID:
    """Use a link up, in this transaction; whose it was. Raises Invalid when it is not good (any more)."""
    person_id = await email_tokens.spend(session, key_of(token), purpose, now())
    if person_id is None:
        refuse()
    return person_id


def refuse() -> NoReturn:
    """Say that a link is not good, never why."""
    raise Invalid("This link is not valid (any more). Ask for a new one.", field="token")
