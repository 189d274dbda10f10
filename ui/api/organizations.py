"""`/organizations`: what people belong to."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from domain import organizations
from domain.inputs import Id
from domain.organizations import Organization
from ui.api.auth import Actor
from ui.api.conditional import Tag
from ui.api.outside import Count, Moment, Out, Version
from ui.api.routing import Route

router = APIRouter(prefix="/organizations", tags=["organizations"], route_class=Route)


class OrganizationOut(Out):
    """An organisation as its people see it."""

    id: UUID
    name: Annotated[str, Field(max_length=120)]
    description: Annotated[str, Field(max_length=40_000)]
    member_count: Count
    version: Version
    created_at: Moment


@router.get("/me", response_model=OrganizationOut)
async def get_own_organization(actor: Actor, tag: Tag) -> Organization:
    """One's own organisation."""
    return tag.on(await organizations.my_organization(actor=actor))


@router.get("/{organization_id}", response_model=OrganizationOut)
async def get_organization(organization_id: Id, actor: Actor, tag: Tag) -> Organization:
    """An organisation by its id."""
    return tag.on(await organizations.organization(organization_id, actor=actor))
