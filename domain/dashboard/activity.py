"""What happened to what one may see, newest first."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from domain.accounts import Person
from domain.errors import Invalid
from domain.paging import Page
from domain.transactions import read_all
from persistence.queries import dashboard as queries

_LAST = 2**62


@dataclass(frozen=True, slots=True)
class Activity:
    """Something that somebody did. Names are empty where they are out of the reader's sight by now.

    `fields` are those that an edit changed; `about_name` the person or team that a share or a membership is about.
    """

    id: int
    event: str  # "task.completed", "team.member_added", …
    actor_id: UUID | None
    actor_name: str
    object_kind: str
    object_id: UUID
    title: str
    team_id: UUID | None
    team_name: str | None
    at: datetime
    fields: list[str] = field(default_factory=list)
    about_id: UUID | None = None
    about_name: str = ""


async def activity(
    *, actor: Person, kind: str | None = None, person_id: UUID | None = None, cursor: str | None = None, limit: int = 50
) -> Page[Activity]:
    """What the actor may see, of one kind of object and by one person where asked. Raises Invalid for a bad cursor."""
    given = {"before": _read(cursor), "kind": kind, "person_id": person_id, "most": limit + 1}
    whole = given | {"before": _LAST}
    rows, counted = await read_all(actor, [(queries.ACTIVITIES, given), (queries.ACTIVITY_COUNT, whole)])
    more = len(rows) > limit
    following = _cursor(rows[limit - 1].id) if more else None
    return Page([_activity(row) for row in rows[:limit]], following, counted[0].total)


def _activity(row: Any) -> Activity:
    told = row._asdict()
    detail = told.pop("detail")
    about = _id(detail)
    return Activity(**told, fields=detail.split(",") if detail and about is None else [], about_id=about)


def _id(detail: str) -> UUID | None:
    try:
        return UUID(detail)
    except ValueError:
        return None


def _cursor(last_id: int) -> str:
    return urlsafe_b64encode(f"a{last_id}".encode()).decode().rstrip("=")


def _read(cursor: str | None) -> int:
    if cursor is None:
        return _LAST
    try:
        text = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
        if text[:1] == "a" and text[1:].isdecimal() and len(text) < 20:
            return int(text[1:])
    except ValueError:
        pass
    raise Invalid("Cursor does not belong to this list.", field="cursor")
