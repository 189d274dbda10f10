"""Links to a file's bytes that work without signing in, for a while, and only as long as their person may have them."""

import hmac
from functools import cache
from hashlib import sha256
from urllib.parse import urlencode
from uuid import UUID

from domain.clock import now
from domain.errors import NotPermitted
from domain.files.file import Actor
from domain.files.reading import file
from domain.settings import settings

LINK_SECONDS = 600


@cache
def _key() -> bytes:
    return hmac.new(settings().secret.encode(), b"links to files", sha256).digest()


def _signature(file_id: UUID, person_id: UUID, until: int) -> str:
    return hmac.new(_key(), b"%b%b%d" % (file_id.bytes, person_id.bytes, until), sha256).hexdigest()


async def link(file_id: UUID, *, actor: Actor) -> tuple[str, int]:
    """An address from which the file can be fetched without signing in, and until when (seconds since 1970).

    Permission is asked again at each fetch: it ends early when the actor may not see the file any more.
    """
    found = await file(file_id, actor=actor)
    until = int(now().timestamp()) + LINK_SECONDS
    query = {"for": actor.id.hex, "until": until, "signature": _signature(found.id, actor.id, until)}
    return f"{settings().base_url}/files/{found.id}?{urlencode(query)}", until


def check_link(file_id: UUID, person: str, until: str, signature: str) -> UUID:
    """On whose behalf a link is followed. Raises NotPermitted when it is not ours or its time is over."""
    try:
        person_id, ends = UUID(hex=person), int(until[:20])
    except ValueError:
        raise NotPermitted("This link is not complete.") from None
    if not hmac.compare_digest(_signature(file_id, person_id, ends).encode(), signature.encode()):
        raise NotPermitted("This link is not complete.")
    if ends < now().timestamp():
        raise NotPermitted("This link has expired. Open what it belongs to and follow it from there.")
    return person_id
