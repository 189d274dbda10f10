"""`/users`: oneself, and for admins the people of their organisation."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import Field, StringConstraints

from domain import accounts
from domain.accounts import NewColleague, Person, ProfileChanges, Removed
from domain.accounts.inputs import NewPassword
from domain.inputs import Id, Input, ShortText, Storable
from domain.paging import Page
from ui.api.auth import Actor, ActorSession
from ui.api.conditional import Tag
from ui.api.outside import Moment, Out, PictureUrl, Version, picture_url
from ui.api.pagination import PageOut, Slice
from ui.api.routing import Route
from ui.api.uploading import Sent, UploadRoute, takes_file

router = APIRouter(prefix="/users", tags=["users"], route_class=Route)
upload_router = APIRouter(prefix="/users", tags=["users"], route_class=UploadRoute)

Role = Literal["admin", "member"]
Status = Literal["active", "deactivated"]


class UserOut(Out):
    """A person, as they and their admins see them."""

    id: UUID
    email: Annotated[str, Field(max_length=254)]
    name: Annotated[str, Field(max_length=120)]
    role: Role
    status: Status
    organization_id: UUID
    email_verified: bool
    picture_url: Annotated[PictureUrl, picture_url("picture_id")]
    time_zone: Annotated[str, Field(max_length=64)]
    locale: Annotated[str, Field(max_length=10)]
    week_start: Annotated[int, Field(ge=0, le=6, description="0 is Monday.")]
    theme: Literal["auto", "light", "dark"]
    quick_add_syntax: Annotated[
        Literal["atrium", "todoist"], Field(description="The signs of quick add: `#label @person +team`, or Todoist’s.")
    ]
    version: Version
    created_at: Moment
    deletion_due_at: Annotated[
        Moment | None, Field(description="When the account will be deleted, as its person asked.")
    ] = None


class RemovedOut(Out):
    """Somebody who was removed, and until when they can be brought back."""

    person: Annotated[UserOut, Field(serialization_alias="user")]
    removed_at: Moment
    until: Moment


class RemovedQuery(Slice):
    """Which of those who were removed."""

    q: Annotated[ShortText, Field(description="Searched in names and addresses.")] = ""


class Deletion(Input):
    """One's own password, once more."""

    password: Annotated[str, StringConstraints(strict=True, min_length=1, max_length=128), Storable]


class UserQuery(Slice):
    """Which people."""

    role: Role | None = None
    status: Status | None = None
    q: Annotated[ShortText, Field(description="Searched in names and addresses.")] = ""


class PasswordChange(Input):
    """One's own password, the present one and the new."""

    current: Annotated[str, StringConstraints(strict=True, min_length=1, max_length=128), Storable]
    password: NewPassword


class UserChanges(Input):
    """What admins decide about a person; only the fields given are changed."""

    role: Role = "member"
    status: Status = "active"


@router.get("/me", response_model=UserOut)
async def get_own_profile(actor: Actor, tag: Tag) -> Person:
    """Oneself."""
    return tag.on(actor)


@router.patch("/me", response_model=UserOut)
async def change_own_profile(changes: ProfileChanges, actor: Actor, tag: Tag) -> Person:
    """Change one's own name, time zone, language, week start, theme or syntax of quick add."""
    return tag.on(await tag.matching(lambda v: accounts.edit_profile(changes, version=v, actor=actor)))


@router.delete("/me", status_code=204)
async def delete_own_account(form: Deletion, actor: Actor, session: ActorSession, tag: Tag) -> None:
    """Have one's own account deleted in fourteen days; all sessions end now. Who signs in again may keep it."""
    await tag.matching(
        lambda version: accounts.delete_account(form.password, version=version, actor=actor, under=session)
    )


@router.post("/me/keep", response_model=UserOut)
async def keep_own_account(actor: Actor, tag: Tag) -> Person:
    """Stay after all."""
    return tag.on(await accounts.keep_account(actor=actor))


@router.get("/removed", response_model=PageOut[RemovedOut])
async def list_removed_people(asked: Annotated[RemovedQuery, Query()], actor: Actor) -> Page[Removed]:
    """Who was removed in the last thirty days and can be brought back. For admins."""
    return await accounts.removed_people(actor=actor, q=asked.q, limit=asked.limit, cursor=asked.cursor)


@upload_router.put("/me/picture", response_model=UserOut, openapi_extra=takes_file())
async def set_picture(sent: Sent, actor: Actor, tag: Tag) -> Person:
    """Give oneself a picture: the middle of what is sent, as a square, made anew without metadata."""
    return tag.on(await accounts.set_picture(sent.arrived, sent.name, version=tag.only(actor), actor=actor))


@router.delete("/me/picture", status_code=204)
async def remove_picture(actor: Actor, tag: Tag) -> None:
    """Take one's own picture away."""
    await tag.matching(lambda version: accounts.remove_picture(version=version, actor=actor))


@router.get("", response_model=PageOut[UserOut])
async def list_people(asked: Annotated[UserQuery, Query()], actor: Actor) -> Page[Person]:
    """The people of one's organisation, by name. For admins."""
    return await accounts.people_of_organization(
        actor=actor, q=asked.q, role=asked.role, status=asked.status, limit=asked.limit, cursor=asked.cursor
    )


@router.put("/me/password", status_code=204)
async def change_password(form: PasswordChange, actor: Actor, session: ActorSession) -> None:
    """Replace one's own password; all other sessions of one's own end."""
    await accounts.change_password(form.current, form.password, actor=actor, keep=session.id)


@router.post("", status_code=201, response_model=UserOut)
async def add_person(form: NewColleague, actor: Actor, tag: Tag) -> Person:
    """Make an account in one's organisation, with a first password to hand over. For admins."""
    return tag.on(await accounts.add_colleague(form, actor=actor))


@router.get("/{user_id}", response_model=UserOut)
async def get_person(user_id: Id, actor: Actor, tag: Tag) -> Person:
    """Somebody of one's organisation. For admins."""
    return tag.on(await accounts.person_of_organization(user_id, actor=actor))


@router.patch("/{user_id}", response_model=UserOut)
async def administer_person(user_id: Id, changes: UserChanges, actor: Actor, tag: Tag) -> Person:
    """Change somebody's role in the organisation, deactivate or reactivate them. For admins."""
    return tag.on(await tag.matching(lambda v: accounts.administer(user_id, changes.given(), version=v, actor=actor)))


@router.delete("/{user_id}", status_code=204)
async def remove_person(user_id: Id, actor: Actor, tag: Tag) -> None:
    """Take somebody out of one's organisation; for thirty days they can be restored. For admins."""
    await tag.matching(lambda version: accounts.remove(user_id, version=version, actor=actor))


@router.post("/{user_id}/restore", response_model=UserOut)
async def restore_person(user_id: Id, actor: Actor, tag: Tag) -> Person:
    """Bring somebody back who was removed, also into their teams. For admins."""
    return tag.on(await accounts.restore(user_id, actor=actor))
