"""Personal tokens: for one's own programs, each with a name, scopes and an end; shown once, kept as a hash.

A token is a session of its own kind, so it ends with the person, is looked up as quickly, and closes what it opened.
"""

import secrets
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from pydantic import field_validator

from domain import access, audit
from domain.accounts import sessions, standing
from domain.accounts.people import Person
from domain.accounts.recent import require_recent
from domain.accounts.scopes import Feature, Scopes
from domain.accounts.session import LONGEST_TOKEN, Session
from domain.clock import now
from domain.errors import Conflict, NotPermitted
from domain.inputs import Input, Instant, Name
from domain.transactions import front_desk
from persistence.ids import new_id
from persistence.models import SessionRow
from persistence.queries import accounts

PREFIX = "atr_"
_MOST = 50
_USUAL = timedelta(days=90)
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # what wants a fresh proof that it is oneself is not for tokens


class NewPersonalToken(Input):
    """What it is for, what it may do, and until when (ninety days when nothing is said, a year at most)."""

    name: Name
    scopes: Scopes
    expires_at: Instant | None = None

    @field_validator("expires_at")
    @classmethod
    def _soon_enough(cls, at: datetime | None) -> datetime | None:
        if at is not None and not now() < at <= now() + LONGEST_TOKEN:
            raise ValueError("must lie ahead, and within a year")
        return at


@dataclass(frozen=True, slots=True)
class NewlyMade:
    """A token and its secret, which nobody can be shown again."""

    token: Session
    secret: str


async def create_token(form: NewPersonalToken, *, actor: Person, under: Session) -> NewlyMade:
    """Make a personal token. Raises NotPermitted for who comes with one, NotRecent, and Conflict at fifty."""
    if under.kind == "token":
        raise NotPermitted("A personal token cannot make further tokens: sign in yourself.")
    await require_recent(under)
    if len(await sessions.tokens_of(actor=actor)) >= _MOST:
        raise Conflict(f"You have {_MOST} tokens. Delete one that you do not need any more.")
    token_id, moment = new_id(), now()
    secret = f"{PREFIX}{token_id.hex}_{secrets.token_urlsafe(32)}"
    token = Session(
        id=token_id, person_id=actor.id, kind="token", agent="", address="", created_at=moment, last_seen_at=moment,
        expires_at=form.expires_at or moment + _USUAL, remember=True, name=form.name, scopes=tuple(form.scopes),
    )  # fmt: skip
    row = asdict(token) | {"scopes": form.scopes, "secret_hash": _key_of(secret), "proven_at": _NEVER}
    async with front_desk() as transaction:
        accounts.add_session(transaction, SessionRow(**row))
        audit.write(transaction, "token.created", actor_id=actor.id, object_kind="token", object_id=token_id,
                    details={"name": form.name, "scopes": form.scopes})  # fmt: skip
    return NewlyMade(token, secret)


async def delete_token(token_id: UUID, *, actor: Person) -> None:
    """End one of the actor's own tokens at once. Raises NotFound and NotPermitted."""
    if token_id not in {token.id for token in await sessions.tokens_of(actor=actor)}:
        async with front_desk() as session:
            await access.refuse(session, "token", token_id, actor=actor)
    await sessions.end(actor.id, only=token_id, actor_id=actor.id)
    await audit.record("token.deleted", actor_id=actor.id, object_kind="token", object_id=token_id)


async def person_of_token(secret: str) -> tuple[Person, Session] | None:
    """Who acts with this personal token; None when it is bad, expired or deleted."""
    found = await sessions.by_key(_key_of(secret))
    if found:
        standing.mark_used(found[1].id)
    return found


async def check_scope(found: tuple[Person, Session], feature: Feature, *, writing: bool) -> None:
    """Raise NotPermitted, which is written to the audit log, when the session's token is not for this."""
    person, session = found
    if session.allows(feature, writing=writing):
        return
    lacking = f"{feature}:{'write' if writing else 'read'}"
    await audit.record("access.refused", actor_id=person.id, object_kind="token", object_id=session.id,
                       details={"lacking": lacking})  # fmt: skip
    raise NotPermitted(f"This token is not for that: it lacks the scope {lacking}.")


def _key_of(secret: str) -> bytes:
    # not what is stored of a browser's secret: a token is of no use as a cookie
    return sha256(b"personal token " + secret.encode()).digest()
