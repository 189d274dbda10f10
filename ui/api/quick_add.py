"""`/tasks/quick`: lines as people type them, each a task."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from domain.tasks import Priority, quick_add
from domain.tasks.quick_add import Added, Line, QuickText
from ui.api.auth import Actor
from ui.api.outside import Moment, Out
from ui.api.routing import Route
from ui.api.tasks import Dress, RecurrenceOut, TaskOut

router = APIRouter(prefix="/tasks/quick", tags=["tasks"], route_class=Route)


class SpanOut(Out):
    """A phrase of a line and what it was taken to mean; `dismissed` ones stayed text. `start` counts from `offset`."""

    start: Annotated[int, Field(ge=0, le=20_000)]
    end: Annotated[int, Field(ge=0, le=20_000)]
    kind: Literal["label", "assignee", "team", "priority", "due", "repeat"]
    text: Annotated[str, Field(max_length=2000)]
    meaning: Annotated[str, Field(max_length=2200)]
    dismissed: bool


class LineOut(Out):
    """What was understood of a line: the title that remains, the fields it gives, and what stayed text, in sentences.

    `line` counts the lines of the text from 0, `offset` its characters to where the words of the line begin; `parent`
    is the place in this list of the one it is indented below.
    """

    line: Annotated[int, Field(ge=0, le=20_000, validation_alias="number")]
    offset: Annotated[int, Field(ge=0, le=20_000)]
    parent: Annotated[int | None, Field(ge=0, le=20_000)]
    title: Annotated[str, Field(max_length=20_000)]
    priority: Priority | None
    labels: Annotated[list[Annotated[str, Field(max_length=50)]], Field(max_length=20)]
    assignee_ids: Annotated[list[UUID], Field(max_length=20)]
    team_id: UUID | None
    due_on: date | None
    due_at: Moment | None
    recurrence: RecurrenceOut | None
    spans: Annotated[list[SpanOut], Field(max_length=2000)]
    notices: Annotated[list[Annotated[str, Field(max_length=2200)]], Field(max_length=2000)]


class AddedOut(Out):
    """The tasks in the order of their lines, and what was understood."""

    items: Annotated[list[TaskOut], Field(max_length=quick_add.MOST)]
    understood: Annotated[list[LineOut], Field(max_length=quick_add.MOST)]


class UnderstoodOut(Out):
    """What would be added."""

    understood: Annotated[list[LineOut], Field(max_length=20_000)]


@router.post("", status_code=201, response_model=AddedOut)
async def add_quickly(form: QuickText, actor: Actor, dress: Dress) -> Added:
    """Add a task for every line, all of them or none: `Call the printer tomorrow 5pm !high @ben #office +Launch`."""
    added = await quick_add.add(form, actor=actor)
    for task in added.items[:1]:
        dress.undoable(task)
    return added


@router.post("/preview", response_model=UnderstoodOut)
async def preview_quick_add(form: QuickText, actor: Actor) -> dict[str, list[Line]]:
    """What would be added; nothing is."""
    return {"understood": await quick_add.understand(form, actor=actor)}
