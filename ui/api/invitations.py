"""`/invitations`: letting people in, by e-mail or by a link for several."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request
from pydantic import Field

from domain import accounts, invitations, organizations
from domain.accounts import Person
from domain.accounts.inputs import NewPassword, Zone
from domain.errors import FieldError, Invalid
from domain.inputs import Id, Input, Name, ShortText
from domain.invitations import Invitation, Joiner, JoinLink, Newcomer, NewInvitation, NewJoinLink, Statistics, Token
from domain.paging import Page
from domain.teams import GivenRole
from ui.api.accounts import TokensOut, shown
from ui.api.auth import Actor, FromDevice, sign_in_if_told
from ui.api.conditional import Tag
from ui.api.organizations import OrganizationOut
from ui.api.outside import Count, Moment, Out, Version
from ui.api.pagination import PageOut, Slice, part
from ui.api.people import Role, UserOut
from ui.api.routing import OpenRoute, Route

open_router = APIRouter(prefix="/invitations", tags=["invitations"], route_class=OpenRoute)
router = APIRouter(prefix="/invitations", tags=["invitations"], route_class=Route)


class InvitationOut(Out):
    """An invitation as admins see it. Its link is in the mail alone."""

    id: UUID
    email: Annotated[str, Field(max_length=254)]
    role: Role
    team_id: UUID | None
    team_name: Annotated[str | None, Field(max_length=120)]
    team_role: GivenRole | None
    status: invitations.Status
    invited_by_id: UUID
    invited_by_name: Annotated[str, Field(max_length=130)]
    sends: Count
    version: Version
    created_at: Moment
    sent_at: Moment
    expires_at: Moment
    accepted_at: Moment | None
    accepted_by_id: UUID | None
    cancelled_at: Moment | None


class InvitationStatisticsOut(Out):
    """How many invitations there are of each kind."""

    total: Count
    pending: Count
    accepted: Count
    expired: Count
    cancelled: Count
    acceptance_rate: Annotated[float | None, Field(ge=0, le=1, description="Of those that are not open any more.")]


class OfferOut(Out):
    """What an invitation says to whom it was sent."""

    organization_name: Annotated[str, Field(max_length=120)]
    invited_by_name: Annotated[str, Field(max_length=120)]
    email: Annotated[str, Field(max_length=254)]
    role: Role
    team_name: Annotated[str, Field(max_length=120, description="Empty without a team.")]
    expires_at: Moment
    has_account: Annotated[bool, Field(description="Then it is accepted with that person's access token.")]


class JoinLinkOut(Out):
    """A link for several people."""

    id: UUID
    most_uses: Count
    uses: Count
    created_by_id: UUID
    created_at: Moment
    expires_at: Moment


class NewJoinLinkOut(JoinLinkOut):
    """The same with its address, which is told only once."""

    url: Annotated[str, Field(max_length=2000)]


class JoinOfferOut(Out):
    """What a join link offers."""

    organization_name: Annotated[str, Field(max_length=120)]
    expires_at: Moment


class InvitationQuery(Slice):
    """Which invitations."""

    status: invitations.Status | None = None
    q: Annotated[ShortText, Field(description="Searched in addresses.")] = ""


class Acceptance(Input):
    """The token of a link; name and password make an account, without them one accepts as oneself."""

    token: Token
    name: Name | None = None
    password: NewPassword | None = None
    time_zone: Zone = "UTC"


class JoinAcceptance(Acceptance):
    """The same for a join link, which says nobody's address."""

    email: Annotated[str, Field(max_length=254)] | None = None


class ComeIn(Out):
    """Who came in, where, and for a new account the tokens to act with (both are secrets)."""

    user: UserOut
    organization: OrganizationOut
    tokens: TokensOut | None


async def _come_in(person: Person, tokens: accounts.Tokens | None) -> dict[str, Any]:
    organization = await organizations.my_organization(actor=person)
    return {"user": person, "organization": organization, "tokens": shown(tokens) if tokens else None}


def _required(form: Acceptance, *names: str) -> dict[str, Any]:
    """The fields of a new account. Raises Invalid for those that are missing."""
    missing = [name for name in names if getattr(form, name) is None]
    if missing:
        wrong = [FieldError(n, f"{n.capitalize()} is required, or an access token of your own.") for n in missing]
        raise Invalid(" ".join(e.message for e in wrong), errors=tuple(wrong))
    return {name: getattr(form, name) for name in (*names, "time_zone")}


@open_router.get("/validate", response_model=OfferOut)
async def validate_invitation(token: Annotated[Token, Query()]) -> invitations.Offer:
    """What an invitation says. Asking uses nothing up."""
    return await invitations.offer(token)


@open_router.post("/accept", response_model=ComeIn)
async def accept_invitation(form: Acceptance, request: Request, device: FromDevice) -> dict[str, Any]:
    """Accept with name and password, or as oneself with an access token in `Authorization`."""
    actor = await sign_in_if_told(request)
    if actor:
        return await _come_in(await invitations.accept(form.token, actor=actor), None)
    new = Newcomer.of(**_required(form, "name", "password"))
    person = await invitations.accept_as_new(form.token, new, device=device)
    return await _come_in(person, await accounts.issue_tokens(person.email, new.password, device=device))


@open_router.get("/links/validate", response_model=JoinOfferOut)
async def validate_join_link(token: Annotated[Token, Query()]) -> invitations.JoinOffer:
    """What a join link offers. Asking uses nothing up."""
    return await invitations.join_offer(token)


@open_router.post("/links/join", response_model=ComeIn)
async def join_by_link(form: JoinAcceptance, request: Request, device: FromDevice) -> dict[str, Any]:
    """Become a member with email, name and password, or as oneself with an access token in `Authorization`."""
    actor = await sign_in_if_told(request)
    if actor:
        return await _come_in(await invitations.join(form.token, actor=actor), None)
    new = Joiner.of(**_required(form, "email", "name", "password"))
    person = await invitations.join_as_new(form.token, new, device=device)
    return await _come_in(person, await accounts.issue_tokens(person.email, new.password, device=device))


@router.post("/send", status_code=201, response_model=InvitationOut)
async def send_invitation(form: NewInvitation, actor: Actor, tag: Tag) -> Invitation:
    """Mail somebody an invitation, good for a week. For admins; into a team for those who manage it."""
    return tag.on(await invitations.invite(form, actor=actor))


@router.get("", response_model=PageOut[InvitationOut])
async def list_invitations(asked: Annotated[InvitationQuery, Query()], actor: Actor) -> Page[Invitation]:
    """The invitations of one's organisation, the newest first. For admins."""
    return await invitations.invitations_of(
        actor=actor, status=asked.status, q=asked.q, limit=asked.limit, cursor=asked.cursor
    )


@router.get("/stats", response_model=InvitationStatisticsOut)
async def get_invitation_statistics(actor: Actor) -> Statistics:
    """How many there are of each kind. For admins."""
    return await invitations.statistics(actor=actor)


@router.post("/links", status_code=201, response_model=NewJoinLinkOut)
async def make_join_link(form: NewJoinLink, actor: Actor) -> dict[str, Any]:
    """Make a link by which several people may become members. For admins. Its address is told only now."""
    link, url = await invitations.make_link(form, actor=actor)
    return JoinLinkOut.model_validate(link).model_dump() | {"url": url}


@router.get("/links", response_model=PageOut[JoinLinkOut])
async def list_join_links(asked: Annotated[Slice, Query()], actor: Actor) -> Page[JoinLink]:
    """The join links that were not revoked. For admins."""
    return part(await invitations.join_links(actor=actor), asked)


@router.delete("/links/{link_id}", status_code=204)
async def revoke_join_link(link_id: Id, actor: Actor) -> None:
    """Let a join link lead nowhere. For admins."""
    await invitations.revoke_link(link_id, actor=actor)


@router.get("/{invitation_id}", response_model=InvitationOut)
async def get_invitation(invitation_id: Id, actor: Actor, tag: Tag) -> Invitation:
    """One invitation. For admins."""
    return tag.on(await invitations.invitation(invitation_id, actor=actor))


@router.post("/{invitation_id}/resend", response_model=InvitationOut)
async def resend_invitation(invitation_id: Id, actor: Actor, tag: Tag) -> Invitation:
    """Mail it anew, good for another week; the link before leads nowhere. For admins."""
    return tag.on(await invitations.resend(invitation_id, actor=actor))


@router.delete("/{invitation_id}", status_code=204)
async def cancel_invitation(invitation_id: Id, actor: Actor, tag: Tag) -> None:
    """Let an invitation lead nowhere. For admins."""
    await tag.matching(lambda version: invitations.cancel(invitation_id, version=version, actor=actor))
