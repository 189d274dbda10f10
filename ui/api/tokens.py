"""`/tokens`: personal tokens, for one's own programs."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import Field

from domain import accounts
from domain.accounts import NewlyMade, NewPersonalToken, Session
from domain.inputs import Id
from domain.paging import Page
from ui.api.auth import Actor, ActorSession
from ui.api.outside import Moment, Out
from ui.api.pagination import PageOut, Slice, part
from ui.api.routing import Route

router = APIRouter(prefix="/tokens", tags=["accounts"], route_class=Route)


class TokenOut(Out):
    """A personal token, without its secret."""

    id: UUID
    name: Annotated[str, Field(max_length=120)]
    scopes: Annotated[list[Annotated[str, Field(max_length=50)]], Field(max_length=40)]
    created_at: Moment
    expires_at: Moment
    last_used_at: Annotated[Moment | None, Field(description="Null when it was never used.")]


class NewTokenOut(TokenOut):
    """A new one. The secret is in this answer only."""

    token: Annotated[str, Field(max_length=200, description="`Authorization: Bearer <this>`. Keep it secret.")]


@router.get("", response_model=PageOut[TokenOut])
async def list_tokens(asked: Annotated[Slice, Query()], actor: Actor) -> Page[dict[str, object]]:
    """One's own personal tokens, the one used last first."""
    return part([_shown(token) for token in await accounts.tokens_of(actor=actor)], asked)


@router.post("", status_code=201, response_model=NewTokenOut)
async def create_token(form: NewPersonalToken, actor: Actor, session: ActorSession) -> dict[str, object]:
    """Make a personal token. A personal token cannot make one, and signing in must not be long ago."""
    made: NewlyMade = await accounts.create_token(form, actor=actor, under=session)
    return _shown(made.token) | {"token": made.secret}


@router.delete("/{token_id}", status_code=204)
async def delete_token(token_id: Id, actor: Actor) -> None:
    """End one of one's own tokens at once."""
    await accounts.delete_token(token_id, actor=actor)


def _shown(token: Session) -> dict[str, object]:
    used = token.last_seen_at if token.last_seen_at > token.created_at else None
    return {"id": token.id, "name": token.name, "scopes": list(token.scopes or ()), "created_at": token.created_at,
            "expires_at": token.expires_at, "last_used_at": used}  # fmt: skip
