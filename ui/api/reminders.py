"""`/tasks/{id}/reminders`: one's own."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import Field

from domain.inputs import Id
from domain.paging import Page
from domain.tasks import NewReminder, Reminder, ReminderChanges, reminders
from ui.api.auth import Actor
from ui.api.conditional import Tag
from ui.api.outside import Moment, Out, Version
from ui.api.pagination import PageOut, Slice, part
from ui.api.routing import Route

router = APIRouter(prefix="/tasks/{task_id}/reminders", tags=["reminders"], route_class=Route)


class ReminderOut(Out):
    """When one is reminded of a task. A day without a time counts as nine in the morning where one is."""

    id: UUID
    task_id: UUID
    at: Moment | None
    minutes_before: Annotated[int | None, Field(ge=0, le=525_600, description="Before the task is due.")]
    remind_at: Annotated[Moment | None, Field(description="When that is, as things stand; null without a due date.")]
    sent_for: Annotated[Moment | None, Field(description="The last moment it was sent for.")]
    version: Version
    created_at: Moment


@router.get("", response_model=PageOut[ReminderOut])
async def list_reminders(task_id: Id, asked: Annotated[Slice, Query()], actor: Actor) -> Page[Reminder]:
    """One's own reminders of a task, the next first."""
    return part(await reminders.reminders_of(task_id, actor=actor), asked)


@router.post("", status_code=201, response_model=ReminderOut)
async def create_reminder(task_id: Id, form: NewReminder, actor: Actor, tag: Tag) -> Reminder:
    """Be reminded of a task that one can see, at an instant or so many minutes before it is due."""
    return tag.on(await reminders.create(task_id, form, actor=actor))


@router.get("/{reminder_id}", response_model=ReminderOut)
async def get_reminder(task_id: Id, reminder_id: Id, actor: Actor, tag: Tag) -> Reminder:
    """One reminder of one's own."""
    return tag.on(await reminders.reminder(task_id, reminder_id, actor=actor))


@router.patch("/{reminder_id}", response_model=ReminderOut)
async def change_reminder(task_id: Id, reminder_id: Id, form: ReminderChanges, actor: Actor, tag: Tag) -> Reminder:
    """Be reminded at another moment."""
    return tag.on(await tag.matching(lambda v: reminders.change(task_id, reminder_id, form, version=v, actor=actor)))


@router.delete("/{reminder_id}", status_code=204)
async def delete_reminder(task_id: Id, reminder_id: Id, actor: Actor, tag: Tag) -> None:
    """Do not be reminded."""
    await tag.matching(lambda v: reminders.delete(task_id, reminder_id, version=v, actor=actor))
