"""Handing a mail to the mail server of ATRIUM_SMTP_URL, and what its answers mean."""

import asyncio
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from hashlib import sha256
from urllib.parse import parse_qs, unquote, urlsplit

from domain.mail.address import Address, one_line
from domain.mail.letters import Written
from domain.settings import settings
from persistence.models import MailRow

_PATIENCE = 20.0  # seconds for each answer of the server
LONGEST = 60.0  # seconds for all of it


class Refused(Exception):
    """The server will never take this mail."""


class NotNow(Exception):
    """It may take it later."""


def _host() -> str:
    return urlsplit(settings().base_url).hostname or "localhost"


def _from() -> Address:
    said = parse_qs(urlsplit(settings().smtp_url or "").query).get("from", [""])[0]
    return Address("Atrium", one_line(said) if "@" in said else f"atrium@{_host()}")


def message(row: MailRow, letter: Written) -> EmailMessage:
    """The mail with its headers. Raises Refused when no header can be made of the address."""
    made = EmailMessage(policy=SMTP if row.to_email.isascii() else SMTPUTF8)
    try:
        made["To"] = Address(row.to_name, row.to_email).header()
    except (ValueError, IndexError) as error:
        raise Refused(f"The address cannot be used: {error}") from error
    made["From"] = _from().header()
    made["Subject"] = one_line(letter.subject)
    made["Date"] = row.created_at
    made["Message-ID"] = f"<{row.id}@{_host()}>"  # the same at each try: who gets it twice can tell
    made["Auto-Submitted"] = "auto-generated"
    if row.thread:
        root = f"<thread.{sha256(row.thread.encode()).hexdigest()[:32]}@{_host()}>"
        made["References"] = made["In-Reply-To"] = root
    if row.unsubscribe_url:
        made["List-Unsubscribe"] = f"<{one_line(row.unsubscribe_url)}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made.set_content(letter.text)
    made.add_alternative(letter.html, subtype="html")
    return made


async def deliver(mail: EmailMessage) -> None:
    """Returns once the server has taken the mail. Raises Refused or NotNow."""
    import aiosmtplib  # noqa: PLC0415 - slow to load; most installations begin without a mail server

    url = urlsplit(settings().smtp_url or "")
    is_tls, user = url.scheme == "smtps", unquote(url.username or "") or None
    is_near = url.hostname in ("localhost", "127.0.0.1", "::1")
    try:
        async with asyncio.timeout(LONGEST):
            await aiosmtplib.send(
                mail, hostname=url.hostname, port=url.port or (465 if is_tls else 587 if user else 25), username=user,
                password=unquote(url.password or "") or None, use_tls=is_tls, timeout=_PATIENCE,
                # a password never goes out in the clear, except to this machine
                start_tls=False if is_tls else True if user and not is_near else None, local_hostname=_host(),
            )  # fmt: skip
    except aiosmtplib.SMTPAuthenticationError as error:
        raise NotNow(f"The mail server does not know us: {error.code}") from error  # for people to put right
    except aiosmtplib.SMTPRecipientsRefused as error:
        codes = [refused.code for refused in error.recipients]
        said = "; ".join(f"{refused.code} {refused.message}" for refused in error.recipients)
        raise _meaning(min(codes, default=400), said) from error
    except aiosmtplib.SMTPResponseException as error:
        raise _meaning(error.code, f"{error.code} {error.message}") from error
    except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
        raise NotNow(str(error) or "The mail server did not answer in time.") from error


def _meaning(code: int, said: str) -> Exception:
    return Refused(said) if 500 <= code < 600 else NotNow(said)
