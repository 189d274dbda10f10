"""`/auth`: signing up and in, tokens, sessions."""

from dataclasses import asdict
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import Field, StringConstraints

from domain import accounts, organizations
from domain.accounts import SignUp, Tokens
from domain.accounts.inputs import Email, NewPassword
from domain.inputs import Id, Input, Storable
from domain.paging import Page
from ui.api.auth import Actor, ActorSession, FromDevice
from ui.api.organizations import OrganizationOut
from ui.api.outside import Moment, Out
from ui.api.pagination import PageOut, Slice, part
from ui.api.people import UserOut
from ui.api.routing import OpenRoute, Route

open_router = APIRouter(prefix="/auth", tags=["accounts"], route_class=OpenRoute)
router = APIRouter(prefix="/auth", tags=["accounts"], route_class=Route)


class Credentials(Input):
    """Who signs in. `code` is for two-step sign-in: of the authenticator app, or a recovery code."""

    email: Annotated[str, StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=254), Storable]
    password: Annotated[str, StringConstraints(strict=True, min_length=1, max_length=128), Storable]
    code: Annotated[str, StringConstraints(strict=True, max_length=40), Storable] | None = None


class RefreshToken(Input):
    """The token that renews, or that is given up."""

    refresh_token: Annotated[str, StringConstraints(strict=True, min_length=1, max_length=200), Storable]


class EmailToken(Input):
    """The token of a link that was mailed."""

    token: Annotated[str, StringConstraints(strict=True, min_length=1, max_length=200), Storable]


class EmailAsked(Input):
    """To which address a link is to be mailed."""

    email: Email


class PasswordByToken(EmailToken):
    """A new password, by the token of a link."""

    password: NewPassword


class TokensOut(Out):
    """What a program needs to act for a person. Both tokens are secrets."""

    access_token: Annotated[str, Field(max_length=2000, description="Good for `expires_in` seconds.")]
    refresh_token: Annotated[str, Field(max_length=200, description="Good for one use.")]
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - a kind of token
    expires_in: Annotated[int, Field(ge=1, le=86_400)]
    user: UserOut


class SignedUpOut(TokensOut):
    """The same, and the organisation that was made."""

    organization: OrganizationOut


class SessionOut(Out):
    """One signed-in browser or program of one's own."""

    id: UUID
    kind: Literal["browser", "api"]
    agent: Annotated[str, Field(max_length=300)]
    address: Annotated[str, Field(max_length=64)]
    created_at: Moment
    last_seen_at: Moment
    expires_at: Moment
    current: Annotated[bool, Field(description="The one that this request was made with.")]


def shown(tokens: Tokens) -> dict[str, Any]:
    """Tokens as they are told outside."""
    return {
        "access_token": tokens.access_token,
        "refresh_token": tokens.refresh_token,
        "expires_in": tokens.expires_in,
        "user": tokens.person,
    }


@open_router.post("/signup", status_code=201, response_model=SignedUpOut)
async def sign_up(form: SignUp, device: FromDevice) -> dict[str, Any]:
    """Join, with an organisation of one's own."""
    tokens = await accounts.sign_up_tokens(form, device=device)
    organization = await organizations.my_organization(actor=tokens.person)
    return shown(tokens) | {"organization": organization}


@open_router.post("/login", response_model=TokensOut)
async def log_in(form: Credentials, device: FromDevice) -> dict[str, Any]:
    """Sign in with e-mail address and password.

    With two-step sign-in and without a `code` it answers 401 with the type `/problems/second-factor-required`.
    """
    return shown(await accounts.issue_tokens(form.email, form.password, device=device, code=form.code))


@open_router.post("/refresh", response_model=TokensOut)
async def refresh(form: RefreshToken, device: FromDevice) -> dict[str, Any]:
    """New tokens for a refresh token, which is used up by this."""
    return shown(await accounts.refresh(form.refresh_token, device=device))


@open_router.post("/logout", status_code=204)
async def log_out(form: RefreshToken) -> None:
    """End the session that a refresh token belongs to."""
    await accounts.revoke(form.refresh_token)


@open_router.post("/verify-email", status_code=204)
async def verify_email(form: EmailToken) -> None:
    """Prove an address with the token of a link that was mailed to it."""
    await accounts.verify_email(form.token)


@open_router.post("/verify-email/resend", status_code=202, response_class=Response)
async def resend_verification(form: EmailAsked) -> Response:
    """Have the link mailed again. The answer is the same whether anybody has this address."""
    await accounts.ask_verification(form.email)
    return Response(status_code=202)


@open_router.post("/password-reset", status_code=202, response_class=Response)
async def ask_password_reset(form: EmailAsked) -> Response:
    """Have a link mailed to choose a new password. The answer is the same whether anybody has this address."""
    await accounts.ask_password_reset(form.email)
    return Response(status_code=202)


@open_router.post("/password-reset/confirm", status_code=204)
async def confirm_password_reset(form: PasswordByToken) -> None:
    """Choose a new password with the token of a mailed link. All sessions of the person end."""
    await accounts.reset_password(form.token, form.password)


@router.get("/sessions", response_model=PageOut[SessionOut])
async def list_sessions(asked: Annotated[Slice, Query()], actor: Actor, session: ActorSession) -> Page[dict[str, Any]]:
    """One's own open sessions, the one used last first."""
    found = await accounts.sessions_of(actor=actor)
    return part([asdict(s) | {"current": s.id == session.id} for s in found], asked)


@router.delete("/sessions/{session_id}", status_code=204)
async def end_session(session_id: Id, actor: Actor) -> None:
    """End one of one's own sessions; its tokens and open pages end with it."""
    await accounts.end_session(session_id, actor=actor)


@router.delete("/sessions", status_code=204)
async def end_other_sessions(actor: Actor, session: ActorSession) -> None:
    """End all of one's own sessions but the one that asks."""
    await accounts.end_other_sessions(session.id, actor=actor)
