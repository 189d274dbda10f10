"""What was understood of a text: lines, and in each the phrases that mean something."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from domain.tasks.task import Priority

Kind = Literal["label", "assignee", "team", "priority", "due", "repeat"]


@dataclass(frozen=True, slots=True)
class Span:
    """A phrase of a line: where it stands (characters from the line's start), and what it was taken to mean.

    A `dismissed` one is text after all, because the person said so.
    """

    start: int
    end: int
    kind: Kind
    text: str
    meaning: str
    dismissed: bool = False


@dataclass(frozen=True, slots=True)
class Repeats:
    """How the task is to repeat: a rule of RFC 5545, from its due day or from its completion."""

    rule: str
    from_completion: bool = False


@dataclass(slots=True)
class Line:
    """One line of the text as the task that it asks for.

    `number` counts the lines of the text from 0, `offset` is where in the text its words begin, `parent` is the place
    in the list of lines of the one that it stands indented below. `notices` are sentences about what stayed text.
    """

    number: int = 0
    offset: int = 0
    parent: int | None = None
    title: str = ""
    spans: list[Span] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    is_done: bool = False
    priority: Priority | None = None
    labels: list[str] = field(default_factory=list)
    assignee_ids: list[UUID] = field(default_factory=list)
    team_id: UUID | None = None
    due_on: date | None = None
    due_at: datetime | None = None
    recurrence: Repeats | None = None

    def fields(self) -> dict[str, Any]:
        """The fields of a task that the line gives."""
        given: dict[str, Any] = {
            "priority": self.priority, "labels": self.labels, "assignee_ids": self.assignee_ids,
            "team_id": self.team_id, "due_on": self.due_on, "due_at": self.due_at,
            "status": "completed" if self.is_done else None,
        }  # fmt: skip
        if self.recurrence:
            given["recurrence"] = {"rule": self.recurrence.rule, "from_completion": self.recurrence.from_completion}
        return {"title": self.title} | {name: value for name, value in given.items() if value}
