"""A browser's session goes on under another id: after what changes how one signs in, or what one may do."""

import secrets
from datetime import timedelta
from uuid import UUID

from domain.accounts import sessions, standing
from domain.accounts.session import SignedIn
from domain.clock import now
from domain.transactions import front_desk
from persistence.ids import new_id
from persistence.models import SessionRow
from persistence.queries import accounts
from persistence.session import Session as Transaction

GRACE = timedelta(seconds=30)
_OF_ITS_OWN = {"id", "secret_hash", "must_renew", "last_seen_at"}


async def renew_all(transaction: Transaction, person_id: UUID) -> None:
    """Let the person's browsers go on under other ids from their next page on."""
    await accounts.mark_for_renewal(transaction, person_id)


async def renew(secret: str) -> SignedIn | None:
    """Put a new session in the place of one that has to be renewed; None when this one has not (any more).

    The old secret is good for half a minute more: other pages of the browser may be on their way with it.
    """
    found = await sessions.person_of_session(secret)
    if found is None or not found[1].must_renew:
        return None
    other = secrets.token_urlsafe(32)
    async with front_desk() as transaction:
        row = await accounts.lock_session(transaction, found[1].id)
        if row is None or not row.must_renew or row.ended_at:
            return None
        kept = row.model_dump(exclude=_OF_ITS_OWN)
        accounts.add_session(transaction, SessionRow(id=new_id(), secret_hash=sessions.key_of(other), **kept))
        row.must_renew, row.renewed_at, row.expires_at = False, now(), min(row.expires_at, now() + GRACE)
    standing.outdated(found[0].id)
    after = await sessions.person_of_session(other)
    return SignedIn(*after, other) if after else None
