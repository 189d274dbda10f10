"""`/organizations`: what people belong to."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from domain import organizations
from domain.inputs import Id
from domain.organizations import Organization, OrganizationCard, OrganizationChanges, OrganizationStatistics
from ui.api.auth import Actor
from ui.api.conditional import Tag
from ui.api.files import Bytes
from ui.api.outside import Count, Moment, Out, PictureUrl, Version, picture_url
from ui.api.routing import Route
from ui.api.uploading import Sent, UploadRoute, takes_file

router = APIRouter(prefix="/organizations", tags=["organizations"], route_class=Route)
upload_router = APIRouter(prefix="/organizations", tags=["organizations"], route_class=UploadRoute)


class OrganizationCardOut(Out):
    """What every signed-in person may know of an organisation."""

    id: UUID
    name: Annotated[str, Field(max_length=120)]
    description: Annotated[str, Field(max_length=40_000)]
    industry: Annotated[str, Field(max_length=120)]
    website: Annotated[str, Field(max_length=500)]
    city: Annotated[str, Field(max_length=120)]
    logo_url: Annotated[PictureUrl, picture_url("logo_id")]


class OrganizationOut(OrganizationCardOut):
    """An organisation as its people see it."""

    member_count: Count
    version: Version
    created_at: Moment


class OrganizationStatisticsOut(Out):
    """People, activity and storage of an organisation."""

    people: Annotated[Count, Field(description="Active accounts.")]
    admins: Count
    deactivated: Count
    seen_lately: Annotated[Count, Field(description="Active accounts used in the last 7 days.")]
    teams: Count
    tasks_created: Annotated[Count, Field(description="In the last 30 days.")]
    tasks_completed: Annotated[Count, Field(description="In the last 30 days.")]
    files: Count
    storage_used: Bytes
    storage_quota: Bytes


@router.get("/me", response_model=OrganizationOut)
async def get_own_organization(actor: Actor, tag: Tag) -> Organization:
    """One's own organisation."""
    return tag.on(await organizations.my_organization(actor=actor))


@router.patch("/me", response_model=OrganizationOut)
async def change_own_organization(changes: OrganizationChanges, actor: Actor, tag: Tag) -> Organization:
    """Change the details of one's own organisation. For admins."""
    return tag.on(await tag.matching(lambda v: organizations.edit(changes, version=v, actor=actor)))


@upload_router.put("/me/logo", response_model=OrganizationOut, openapi_extra=takes_file())
async def set_logo(sent: Sent, actor: Actor, tag: Tag) -> Organization:
    """Give one's own organisation a logo. For admins."""
    version = tag.only(await organizations.my_organization(actor=actor))
    return tag.on(await organizations.set_logo(sent.arrived, sent.name, version=version, actor=actor))


@router.delete("/me/logo", status_code=204)
async def remove_logo(actor: Actor, tag: Tag) -> None:
    """Take the logo of one's own organisation away. For admins."""
    await tag.matching(lambda version: organizations.remove_logo(version=version, actor=actor))


@router.get("/stats", response_model=OrganizationStatisticsOut)
async def get_statistics(actor: Actor) -> OrganizationStatistics:
    """People, activity and storage of one's own organisation. For admins."""
    return await organizations.statistics(actor=actor)


@router.get("/{organization_id}", response_model=OrganizationCardOut)
async def get_organization(organization_id: Id, actor: Actor) -> OrganizationCard:
    """The card of an organisation, which every signed-in person may see."""
    return await organizations.card(organization_id, actor=actor)
