"""`/tasks/{id}/shares`, `/access`, `/history`: who sees a task, and what became of it."""

from typing import Annotated, Any, Literal, Self
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import Field

from domain import tasks
from domain.errors import NotFound
from domain.inputs import Id
from domain.paging import Page
from domain.tasks import Change, NewShare, Permission, Share, ShareChange, Viewer
from ui.api.auth import Actor
from ui.api.conditional import Tag
from ui.api.outside import Moment, Out, Version
from ui.api.pagination import PageOut, Slice, part
from ui.api.routing import Route

router = APIRouter(prefix="/tasks/{task_id}", tags=["tasks"], route_class=Route)


class ShareOut(Out):
    """A task shown to one person or one team."""

    id: UUID
    task_id: UUID
    user_id: UUID | None
    team_id: UUID | None
    name: Annotated[str, Field(max_length=120, description="Of the person or the team.")]
    permission: Literal["view", "edit"]
    shared_by_id: UUID | None
    version: Version
    created_at: Moment


class ViewerOut(Out):
    """Somebody who can see a task, and every reason why."""

    user_id: UUID
    name: Annotated[str, Field(max_length=120)]
    permission: Permission
    reasons: Annotated[list[Annotated[str, Field(max_length=500)]], Field(max_length=100)]


class FieldChange(Out):
    """What a field was before, and what it became."""

    before: Any
    after: Any


class ChangeOut(Out):
    """Who changed which fields of a task in one act. `POST /undo` takes its id as token."""

    id: UUID
    task_id: UUID
    actor_id: UUID | None
    at: Moment
    verb: Annotated[str, Field(max_length=40)]
    fields: dict[str, FieldChange]

    @classmethod
    def of(cls, change: Change) -> Self:
        fields = {name: FieldChange(before=before, after=after) for name, (before, after) in change.fields.items()}
        return cls(
            id=change.id,
            task_id=change.task_id,
            actor_id=change.actor_id,
            at=change.at,
            verb=change.verb,
            fields=fields,
        )


@router.get("/shares", response_model=PageOut[ShareOut])
async def list_shares(task_id: Id, asked: Annotated[Slice, Query()], actor: Actor) -> Page[Share]:
    """Whom a task is shared with."""
    return part(await tasks.shares_of(task_id, actor=actor), asked)


@router.post("/shares", status_code=201, response_model=ShareOut)
async def share_task(task_id: Id, form: NewShare, actor: Actor, tag: Tag) -> Share:
    """Show a task to a person or a team, to view or to edit; sharing again changes which."""
    return tag.on(await tasks.share(task_id, form, actor=actor))


@router.patch("/shares/{share_id}", response_model=ShareOut)
async def change_share(task_id: Id, share_id: Id, form: ShareChange, actor: Actor, tag: Tag) -> Share:
    """Let the receiver edit, or only view."""
    await _check(tag, task_id, share_id, actor)
    return tag.on(await tasks.change_share(task_id, share_id, form, actor=actor))


@router.delete("/shares/{share_id}", status_code=204)
async def revoke_share(task_id: Id, share_id: Id, actor: Actor, tag: Tag) -> None:
    """Take a share back; a receiver may give up their own."""
    await _check(tag, task_id, share_id, actor)
    await tasks.revoke_share(task_id, share_id, actor=actor)


@router.get("/access", response_model=PageOut[ViewerOut])
async def list_viewers(task_id: Id, asked: Annotated[Slice, Query()], actor: Actor) -> Page[Viewer]:
    """Everybody who can see a task, what they may do, and every reason why."""
    return part(await tasks.access_of(task_id, actor=actor), asked)


@router.get("/history", response_model=PageOut[ChangeOut])
async def list_changes(task_id: Id, asked: Annotated[Slice, Query()], actor: Actor) -> Page[ChangeOut]:
    """Who changed which field from what to what, newest first."""
    return part([ChangeOut.of(change) for change in await tasks.history(task_id, actor=actor)], asked)


async def _check(tag: Tag, task_id: UUID, share_id: UUID, actor: Actor) -> None:
    if not tag.is_conditional:
        return
    found = [s for s in await tasks.shares_of(task_id, actor=actor) if s.id == share_id]
    if not found:
        raise NotFound("The task is not shared in this way (any more).")
    tag.check(found[0])
