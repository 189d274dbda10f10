"""`/auth/passkeys`: one's own passkeys.

What a passkey is asked is `options` for the browser's `navigator.credentials`; its answer is sent back as `credential`.
"""

from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Query
from pydantic import Field

from domain import accounts
from domain.accounts import Passkey
from domain.accounts.ceremony import LONGEST
from domain.errors import Invalid
from domain.inputs import Id, Input, Name
from domain.paging import Page
from ui.api.auth import Actor, ActorSession
from ui.api.outside import Moment, Out
from ui.api.pagination import PageOut, Slice, part
from ui.api.routing import Route

router = APIRouter(prefix="/auth/passkeys", tags=["accounts"], route_class=Route)
Credential = Annotated[dict[str, Any], Field(description="What the browser answered, as `toJSON()` writes it.")]


class NewPasskey(Input):
    """A passkey that the browser made."""

    name: Name
    credential: Credential


class PasskeyChanges(Input):
    """Another name."""

    name: Name


class OptionsOut(Out):
    """What the browser has to be asked."""

    options: dict[str, Any]


class PasskeyOut(Out):
    """One of one's own passkeys."""

    id: UUID
    name: Annotated[str, Field(max_length=120)]
    is_synced: Annotated[bool, Field(description="Its keeper has a copy: it is not lost with the device.")]
    created_at: Moment
    last_used_at: Moment | None


@router.get("", response_model=PageOut[PasskeyOut])
async def list_passkeys(asked: Annotated[Slice, Query()], actor: Actor) -> Page[Passkey]:
    """One's own passkeys, the oldest first."""
    return part(await accounts.passkeys_of(actor=actor), asked)


@router.post("/options", response_model=OptionsOut)
async def ask_for_new_passkey(actor: Actor, session: ActorSession) -> dict[str, Any]:
    """What the browser has to be asked to make a passkey, good for five minutes and one answer."""
    return {"options": await accounts.begin_passkey(actor=actor, under=session)}


@router.post("", status_code=201, response_model=PasskeyOut)
async def add_passkey(form: NewPasskey, actor: Actor, session: ActorSession) -> Passkey:
    """Keep a passkey that the browser made."""
    return await accounts.add_passkey(written(form.credential), form.name, actor=actor, under=session)


@router.patch("/{passkey_id}", status_code=204)
async def rename_passkey(passkey_id: Id, changes: PasskeyChanges, actor: Actor) -> None:
    """Give one of one's own passkeys another name."""
    await accounts.rename_passkey(passkey_id, changes.name, actor=actor)


@router.delete("/{passkey_id}", status_code=204)
async def remove_passkey(passkey_id: Id, actor: Actor, session: ActorSession) -> None:
    """Let one of one's own passkeys open nothing any more."""
    await accounts.remove_passkey(passkey_id, actor=actor, under=session)


def written(credential: dict[str, Any]) -> str:
    """A passkey's answer as text. Raises Invalid when it is longer than one can be."""
    text = orjson.dumps(credential).decode()
    if len(text) > LONGEST:
        raise Invalid(f"Credential must have at most {LONGEST} characters.", field="credential")
    return text
