"""`/notifications`: what one was told, and how one wants to be."""

from datetime import time
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import Field, field_validator

from domain import notifications
from domain.notifications import Kind, MailWish, Marking, Notification, PreferenceChanges, Preferences
from domain.paging import Page
from ui.api.auth import Actor
from ui.api.conditional import Tag
from ui.api.outside import Count, Moment, Out, Version
from ui.api.pagination import PageOut, Slice
from ui.api.routing import Route

router = APIRouter(prefix="/notifications", tags=["notifications"], route_class=Route)


class NotificationOut(Out):
    """Something one was told, as far as one sees it just now; `why` says what makes it one's own."""

    id: UUID
    kind: Kind
    why: Annotated[str, Field(max_length=40)]
    at: Moment
    read_at: Moment | None
    actor_id: UUID | None
    actor_name: Annotated[str, Field(max_length=120)]
    task_id: UUID | None
    task_key: Annotated[str, Field(max_length=20)]
    title: Annotated[str, Field(max_length=500, description="Of the task.")]
    team_id: UUID | None
    team_name: Annotated[str | None, Field(max_length=120)]
    comment_id: UUID | None
    excerpt: Annotated[str, Field(max_length=400, description="How the comment begins.")]


class NotificationSlice(Slice):
    """Which part of the inbox."""

    unread: Annotated[bool, Field(description="Only what was not read.")] = False


class MarkedOut(Out):
    """How many were marked, and how many are unread now (exact up to 1000)."""

    changed: Count
    unread: Count


class ChoiceOut(Out):
    """How one kind is told."""

    in_app: bool
    mail: MailWish


class PreferencesOut(Out):
    """How one wants to be told, of each kind; mails keep the quiet hours."""

    kinds: dict[Kind, ChoiceOut]
    quiet_from: Annotated[str | None, Field(max_length=5)]
    quiet_to: Annotated[str | None, Field(max_length=5)]
    digest_at: Annotated[str, Field(max_length=5)]
    version: Version

    @field_validator("quiet_from", "quiet_to", "digest_at", mode="before")
    @classmethod
    def _clock(cls, value: time | None) -> str | None:
        return value.strftime("%H:%M") if value else None


@router.get("", response_model=PageOut[NotificationOut])
async def list_notifications(asked: Annotated[NotificationSlice, Query()], actor: Actor) -> Page[Notification]:
    """What one was told, newest first."""
    return await notifications.notifications_of(
        unread=asked.unread, limit=asked.limit, cursor=asked.cursor, actor=actor
    )


@router.post("/read", response_model=MarkedOut)
async def mark_read(form: Marking, actor: Actor) -> MarkedOut:
    """Mark as read: some by `ids`, those of a task by `task_id`, or all; `read: false` makes them unread again."""
    changed = await notifications.mark(form, actor=actor)
    return MarkedOut(changed=changed, unread=await notifications.unread(actor=actor))


@router.get("/preferences", response_model=PreferencesOut)
async def get_preferences(actor: Actor, tag: Tag) -> Preferences:
    """How one wants to be told."""
    return tag.on(await notifications.preferences(actor=actor))


@router.patch("/preferences", response_model=PreferencesOut)
async def change_preferences(form: PreferenceChanges, actor: Actor, tag: Tag) -> Preferences:
    """Wish to be told otherwise, of the kinds given."""
    return tag.on(await tag.matching(lambda v: notifications.change_preferences(form, version=v, actor=actor)))
