"""`/auth/two-factor` and `/auth/confirm`: two-step sign-in, and proving once more that it is oneself."""

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import Field, StringConstraints

from domain import accounts
from domain.accounts import NewAuthenticator, TwoFactor
from domain.errors import Invalid
from domain.inputs import Input, Storable
from ui.api.auth import Actor, ActorSession
from ui.api.outside import Count, Moment, Out
from ui.api.passkeys import Credential, OptionsOut, written
from ui.api.routing import Route, SecretRoute

router = APIRouter(prefix="/auth", tags=["accounts"], route_class=Route)
secret_router = APIRouter(prefix="/auth", tags=["accounts"], route_class=SecretRoute)
Code = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=40), Storable]


class CodeIn(Input):
    """Six digits of the authenticator app."""

    code: Code


class Confirmation(Input):
    """What proves that it is oneself: the password, a code of the authenticator app, or a passkey's answer."""

    password: Annotated[str, StringConstraints(strict=True, min_length=1, max_length=128), Storable] | None = None
    code: Code | None = None
    credential: Credential | None = None


class TwoFactorOut(Out):
    """How one's own sign-in is secured."""

    is_on: bool
    since: Moment | None
    codes_left: Annotated[Count, Field(description="Recovery codes that were not used yet.")]
    passkeys: Count
    has_password: bool


class AuthenticatorOut(Out):
    """What the authenticator app has to be told, by its camera or by hand. It is not shown again."""

    secret: Annotated[str, Field(max_length=64)]
    uri: Annotated[str, Field(max_length=1000)]


class RecoveryCodesOut(Out):
    """Ten codes, each good for one sign-in without the app. They are not shown again."""

    recovery_codes: Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=10)]


@secret_router.post("/confirm", status_code=204)
async def confirm(form: Confirmation, actor: Actor, session: ActorSession) -> None:
    """Prove once more that it is oneself. For ten minutes this session may change how one signs in.

    Signing in is such a proof, too. Without one, such changes answer 403 with the type
    `/problems/confirmation-required`.
    """
    if len(form.model_fields_set) != 1:
        raise Invalid("Send one of password, code and credential.", field="password")
    if form.credential is not None:
        await accounts.confirm_with_passkey(written(form.credential), actor=actor, under=session)
    elif form.password is not None:
        await accounts.confirm_with_password(form.password, actor=actor, under=session)
    elif form.code is not None:
        await accounts.confirm_with_code(form.code, actor=actor, under=session)


@router.post("/confirm/options", response_model=OptionsOut)
async def ask_for_own_passkey(actor: Actor) -> dict[str, Any]:
    """What the browser has to be asked to confirm with one of one's own passkeys."""
    return {"options": await accounts.ask_for_own_passkey(actor=actor)}


@router.get("/two-factor", response_model=TwoFactorOut)
async def get_two_factor(actor: Actor) -> TwoFactor:
    """How one's own sign-in is secured."""
    return await accounts.two_factor_of(actor=actor)


@secret_router.post("/two-factor", status_code=201, response_model=AuthenticatorOut)
async def begin_two_factor(actor: Actor, session: ActorSession) -> NewAuthenticator:
    """A new secret for the authenticator app. It counts for nothing until a code of it was confirmed."""
    return await accounts.begin_two_factor(actor=actor, under=session)


@secret_router.post("/two-factor/confirm", response_model=RecoveryCodesOut)
async def confirm_two_factor(form: CodeIn, actor: Actor, session: ActorSession) -> dict[str, list[str]]:
    """Turn two-step sign-in on with a code of the app."""
    return {"recovery_codes": await accounts.confirm_two_factor(form.code, actor=actor, under=session)}


@secret_router.post("/two-factor/recovery-codes", status_code=201, response_model=RecoveryCodesOut)
async def new_recovery_codes(actor: Actor, session: ActorSession) -> dict[str, list[str]]:
    """Ten new recovery codes; those before them are void."""
    return {"recovery_codes": await accounts.new_recovery_codes(actor=actor, under=session)}


@router.delete("/two-factor", status_code=204)
async def turn_off_two_factor(actor: Actor, session: ActorSession) -> None:
    """Sign in with one step again; the app and the recovery codes are void."""
    await accounts.turn_off_two_factor(actor=actor, under=session)
