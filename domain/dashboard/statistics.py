"""The numbers on the cards. Each is the length of a list that anybody can open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal, get_args
from uuid import UUID
from zoneinfo import ZoneInfo

from domain import tasks, teams
from domain.accounts import Person
from domain.clock import now
from domain.dashboard import kept
from domain.errors import Invalid
from domain.tasks import TaskFilter
from domain.transactions import read_all, read_at_front_desk
from persistence.queries import dashboard as queries

Card = Literal["total", "pending", "in_progress", "completed", "overdue", "due_today", "shared"]
CARDS: tuple[Card, ...] = get_args(Card)


@dataclass(frozen=True, slots=True)
class Statistics:
    """How many tasks somebody may see that are neither archived nor in the trash.

    `shared_tasks` are those shared with them by others, directly or through a team.
    """

    total_tasks: int
    pending_tasks: int
    in_progress_tasks: int
    completed_tasks: int
    overdue_tasks: int
    due_today_tasks: int
    shared_tasks: int


def filter_of(card: Card) -> TaskFilter:
    """The list that a card counts and opens."""
    if card == "total":
        return TaskFilter()
    if card in ("pending", "in_progress", "completed"):
        return TaskFilter(status=[card])
    return TaskFilter(**{card: True})


async def statistics(
    *, actor: Person, team_id: UUID | None = None, start: date | None = None, end: date | None = None
) -> Statistics:
    """The actor's numbers, at most five seconds old and never older than a change.

    Only of one team and of tasks created from `start` until before `end` (days or instants), where given. Raises
    NotFound or NotPermitted for a team that is not the actor's, and Invalid for an end before the start.
    """
    if team_id is not None or start is not None or end is not None:
        return await _counted(actor, team_id, start, end)

    async def count() -> kept.Found[Statistics]:
        rows, mine = await read_all(actor, [(queries.STATISTICS, {"now": now()}), (queries.MY_TEAMS, {})])
        return kept.Found(Statistics(**rows[0]._asdict()), mine[0].ids)

    return await kept.answer("statistics", actor, count)


async def _counted(actor: Person, team_id: UUID | None, start: date | None, end: date | None) -> Statistics:
    if team_id is not None:
        await teams.team(team_id, actor=actor)
    begins, ends = _instant(start, actor), _instant(end, actor)
    if begins and ends and ends < begins:
        raise Invalid("The end lies before the start.", field="to")
    narrowed = {"team_id": team_id, "created_after": begins, "created_before": ends}
    lists = [filter_of(card).model_copy(update=narrowed) for card in CARDS]
    return Statistics(*[await tasks.count(one, actor=actor) for one in lists])


def _instant(bound: date | None, actor: Person) -> datetime | None:
    if bound is None or isinstance(bound, datetime):
        return bound
    return datetime.combine(bound, time(), ZoneInfo(actor.time_zone))


async def statistics_of(person_ids: Sequence[UUID]) -> dict[UUID, Statistics]:
    """The numbers of many people in one statement, to push them to open dashboards. Asks for nobody's permission."""
    if not person_ids:
        return {}
    rows = await read_at_front_desk(queries.STATISTICS_OF, {"people": list(person_ids), "now": now()})
    return {row.person_id: Statistics(*row[1:]) for row in rows}


async def open_tasks_of(team_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many tasks of each team are open, for pushing it to its members' pages. Asks for nobody's permission."""
    if not team_ids:
        return {}
    rows = await read_at_front_desk(queries.OPEN_TASKS_OF, {"teams": list(team_ids)})
    return {row.team_id: row.number for row in rows}
