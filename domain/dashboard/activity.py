"""What happened to what one may see, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from domain.accounts import Person
from domain.dashboard import kept
from domain.paging import Page, number_in
from domain.transactions import read_all, read_at_front_desk
from persistence.queries import dashboard as queries

_LAST = 2**62
_EVERYTHING: dict[str, Any] = {"before": _LAST, "kinds": None, "person_id": None, "quiet": []}


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


async def latest(*, actor: Person, limit: int = 20) -> list[Activity]:
    """What happened last to tasks and teams, or was said, but for mere changes of place; as of the last change."""

    async def find() -> kept.Found[list[Activity]]:
        given = _EVERYTHING | {"kinds": ["task", "team", "comment", "attachment"], "quiet": ["position"], "most": limit}
        rows, mine = await read_all(actor, [(queries.ACTIVITIES, given), (queries.MY_TEAMS, {})])
        return kept.Found([_activity(row._asdict()) for row in rows], mine[0].ids)

    return await kept.answer(("latest", limit), actor, find)


async def news_of(happened: Sequence[int], person_ids: Sequence[UUID]) -> list[tuple[Activity, frozenset[UUID]]]:
    """What these events on tasks tell, newest first, each with those of the people who may be told so.

    For pushing it to open dashboards in one statement; asks for nobody's permission. Who sees a task but not its team
    is told without the team's name.
    """
    if not happened or not person_ids:
        return []
    given = {"ids": list(happened), "people": list(person_ids)}
    told: list[tuple[Activity, frozenset[UUID]]] = []
    for row in await read_at_front_desk(queries.NEWS_OF, given):
        told_of = row._asdict()
        members, others = frozenset(told_of.pop("members")), frozenset(told_of.pop("others"))
        activity = _activity(told_of)
        told += [(activity, members), (replace(activity, team_name=None), others)]
    return [(activity, people) for activity, people in told if people]


async def activity(
    *, actor: Person, kind: str | None = None, person_id: UUID | None = None, cursor: str | None = None, limit: int = 50
) -> Page[Activity]:
    """What the actor may see, of one kind of object and by one person where asked. Raises Invalid for a bad cursor."""
    whole = _EVERYTHING | {"kinds": [kind] if kind else None, "person_id": person_id, "most": limit + 1}
    given = whole | {"before": number_in(cursor) or _LAST}
    rows, counted = await read_all(actor, [(queries.ACTIVITIES, given), (queries.ACTIVITY_COUNT, whole)])
    more = len(rows) > limit
    following = str(rows[limit - 1].id) if more else None
    return Page([_activity(row._asdict()) for row in rows[:limit]], following, counted[0].total)


def _activity(told: dict[str, Any]) -> Activity:
    detail = told.pop("detail")
    about = _id(detail)
    return Activity(**told, fields=detail.split(",") if detail and about is None else [], about_id=about)


def _id(detail: str) -> UUID | None:
    try:
        return UUID(detail)
    except ValueError:
        return None
