"""What the tasks one may see are made of: status, priority, team. Archived and trashed ones are not counted."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from domain.accounts import Person
from domain.dashboard import kept
from domain.tasks.task import PRIORITIES
from domain.transactions import read_all
from persistence.queries import dashboard as queries

_OPEN = ("pending", "in_progress")
_SHOWN = ("pending", "in_progress", "completed")


@dataclass(frozen=True, slots=True)
class TeamCount:
    """The tasks of one team; without an id one's own, or those of other homes that were shared with one."""

    team_id: UUID | None
    name: str
    open: int
    completed: int


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Each part adds up to the total of the statistics."""

    by_status: dict[str, int]
    by_priority: dict[str, int]
    by_team: list[TeamCount]


async def breakdown(*, actor: Person) -> Breakdown:
    """The actor's tasks by status, priority and team, at most five seconds old and never older than a change."""

    async def count() -> kept.Found[Breakdown]:
        rows, mine = await read_all(actor, [(queries.BREAKDOWN, {}), (queries.TEAMS, {})])
        by_status: dict[str, int] = dict.fromkeys(_SHOWN, 0)
        by_priority: dict[str, int] = dict.fromkeys(PRIORITIES, 0)
        for row in rows:
            by_status[row.status] += row.number
            by_priority[PRIORITIES[row.priority]] += row.number
        return kept.Found(Breakdown(by_status, by_priority, _by_team(rows, mine)), [t.id for t in mine])

    return await kept.answer("breakdown", actor, count)


def _by_team(rows: list[Any], mine: list[Any]) -> list[TeamCount]:
    known = {team.id for team in mine}
    own = _counted(None, "Personal", [row for row in rows if row.is_own])
    theirs = [_counted(team.id, team.name, [row for row in rows if row.team_id == team.id]) for team in mine]
    shared = _counted(None, "Shared with me", [row for row in rows if not row.is_own and row.team_id not in known])
    return [own, *theirs, *([shared] if shared.open or shared.completed else [])]


def _counted(team_id: UUID | None, name: str, rows: list[Any]) -> TeamCount:
    is_open = sum(row.number for row in rows if row.status in _OPEN)
    return TeamCount(team_id, name, is_open, sum(row.number for row in rows) - is_open)
