"""The link under every mail: signed, without signing in, for one person and one kind of mail.

Opening it changes nothing (mail programs open links by themselves); a POST to it does.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from uuid import UUID

from domain.errors import NotFound
from domain.notifications.notification import KINDS
from domain.notifications.preferences import choices_of, row_of
from domain.settings import settings
from domain.transactions import front_desk

DIGEST = "digest"  # all kinds that are told in the daily digest
_SIGNED = 16  # bytes of the signature


def link_for(person_id: UUID, kind: str) -> str:
    """The address that ends mails of this kind to this person."""
    said = person_id.bytes + kind.encode()
    token = urlsafe_b64encode(_signature(said) + said).decode().rstrip("=")
    return f"{settings().base_url}/unsubscribe?token={token}"


def what_would_stop(token: str) -> str:
    """The kind of mail that this link ends. Raises NotFound for a link that is not ours."""
    return _read(token)[1]


async def unsubscribe(token: str) -> str:
    """Send no more mails of the kind; it stays in the inbox. Answers the kind. Raises NotFound."""
    person_id, kind = _read(token)
    async with front_desk() as session:
        row = await row_of(session, person_id)
        chosen = choices_of(row.choices)
        ended = [k for k in KINDS if (chosen[k].mail == "daily" if kind == DIGEST else k == kind)]
        row.choices = row.choices | {k: row.choices.get(k, {}) | {"mail": "never"} for k in ended}
        row.version += 1
    return kind


def _read(token: str) -> tuple[UUID, str]:
    try:
        raw = urlsafe_b64decode(token + "=" * (-len(token) % 4))
        signature, said = raw[:_SIGNED], raw[_SIGNED:]
        person_id, kind = UUID(bytes=said[:16]), said[16:].decode("ascii")
    except ValueError:
        raise NotFound("This link is not complete.") from None
    if not hmac.compare_digest(signature, _signature(said)) or kind not in {*KINDS, DIGEST}:
        raise NotFound("This link is not complete.")
    return person_id, kind


def _signature(said: bytes) -> bytes:
    return hmac.new(settings().secret.encode(), b"unsubscribe " + said, sha256).digest()[:_SIGNED]
