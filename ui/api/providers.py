"""`/auth/providers`: whom this installation lets say who somebody is, and one's own accounts there."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import Field

from domain import accounts
from domain.accounts import Identity, ProviderCard
from domain.inputs import Id
from domain.paging import Page
from ui.api.auth import Actor, ActorSession
from ui.api.outside import Moment, Out
from ui.api.pagination import PageOut, Slice, part
from ui.api.routing import OpenRoute, Route

open_router = APIRouter(prefix="/auth/providers", tags=["accounts"], route_class=OpenRoute)
router = APIRouter(prefix="/auth/providers", tags=["accounts"], route_class=Route)


class ProviderOut(Out):
    """An OpenID Connect provider. People sign in with it in a browser, at `/sign-in/with/{key}`."""

    key: Annotated[str, Field(max_length=40)]
    name: Annotated[str, Field(max_length=40)]


class IdentityOut(Out):
    """One of one's own accounts with a provider, which signs one in."""

    id: UUID
    provider: Annotated[str, Field(max_length=2000)]
    email: Annotated[str, Field(max_length=254, description="As the provider told it when it was connected.")]
    created_at: Moment
    last_used_at: Moment | None


@open_router.get("", response_model=PageOut[ProviderOut])
async def list_providers(asked: Annotated[Slice, Query()]) -> Page[ProviderCard]:
    """Those one can sign in with, by name."""
    return part(accounts.providers(), asked)


@router.get("/connected", response_model=PageOut[IdentityOut])
async def list_connected(asked: Annotated[Slice, Query()], actor: Actor) -> Page[Identity]:
    """One's own accounts with providers, the oldest first. They are connected in a browser, in the settings."""
    return part(await accounts.identities_of(actor=actor), asked)


@router.delete("/connected/{identity_id}", status_code=204)
async def disconnect(identity_id: Id, actor: Actor, session: ActorSession) -> None:
    """Let one of one's own accounts sign in no more; refused when it is the last way in."""
    await accounts.disconnect(identity_id, actor=actor, under=session)
