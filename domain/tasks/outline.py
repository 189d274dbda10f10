"""What a view shows before any row is read: which tasks, in which order, under which headings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.accounts.people import Person
from domain.tasks.inputs import Sort, TaskFilter
from domain.tasks.reading import task_of, wanted_by
from domain.tasks.task import PRIORITIES, STATUSES, Task
from domain.transactions import read, read_all
from persistence.queries import outlines as queries

Group = Literal["none", "due", "day", "calendar", "status", "priority", "team", "label", "assignee"]
_DUE = ("overdue", "today", "upcoming", "none", "completed", "archived")
_MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class Heading:
    """The tasks under one heading: their ids in order, 16 bytes each, so that the longest list is small."""

    key: str
    ids: bytes

    def __len__(self) -> int:
        return len(self.ids) // 16

    def __contains__(self, task_id: UUID) -> bool:
        at = self.ids.find(task_id.bytes)
        while at >= 0 and at % 16:
            at = self.ids.find(task_id.bytes, at + 1)
        return at >= 0

    def first(self, number: int) -> list[UUID]:
        """The first so many."""
        return [UUID(bytes=self.ids[at : at + 16]) for at in range(0, min(len(self.ids), number * 16), 16)]


@dataclass(frozen=True, slots=True)
class Outline:
    """The headings from top to bottom, empty ones left out. `parents`: 32 bytes per subtask, its id and its parent's.

    A task with several labels or assignees stands under each of them; `total` counts it once.
    """

    headings: list[Heading]
    parents: bytes
    total: int

    def beginning(self, number: int) -> "Outline":
        """The same with at most so many tasks under each heading."""
        short = [Heading(heading.key, heading.ids[: 16 * number]) for heading in self.headings]
        return Outline(short, b"", self.total)

    def names(self, task_id: UUID) -> bool:
        """Whether the task is among them."""
        return any(task_id in heading for heading in self.headings)


async def outline(
    filter: TaskFilter = TaskFilter(),
    *,
    actor: Person,
    group: Group = "none",
    sort: Sort = "position",
    days: tuple[date, date] | None = None,
    open_first: bool = False,
) -> Outline:
    """The order of all tasks the actor may see that meet the filter. `days`: only what is due from the first until
    before the second day, or never. `open_first`: what is done stands below what is to do."""
    wanted = wanted_by(filter, actor)
    bounds = {} if days is None else {"from_day": _begins(days[0], actor), "to_day": _begins(days[1], actor)}
    headings, parents, *counted = await read_all(
        actor, queries.outline(wanted, group, sort, bounds, open_first=open_first)
    )
    found = [Heading(_name(group, row.key), bytes(row.ids)) for row in headings]
    total = counted[0][0].total if counted else sum(map(len, found))
    return Outline(sorted(found, key=lambda one: _place(group, one.key)), bytes(parents[0].pairs or b""), total)


def _begins(day: date, actor: Person) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(actor.time_zone))


def _name(group: Group, key: str) -> str:
    return PRIORITIES[int(key)] if group == "priority" else key


def _place(group: Group, key: str) -> tuple[int, str]:
    """Where a heading stands. Nothing (no label, nobody, no date) comes last; labels and days in order."""
    orders: dict[Group, Iterable[str]] = {"due": _DUE, "status": STATUSES, "priority": reversed(PRIORITIES)}
    if group in orders:
        return list(orders[group]).index(key), ""
    if group == "day":
        return {"overdue": 0, "none": 2, "completed": 3, "archived": 4}.get(key, 1), key
    return int(key in ("", "none")), key.lower()


async def tasks_among(ids: Iterable[UUID], *, actor: Person) -> list[Task]:
    """Those of these tasks (at most 500) that the actor may see and that are not in the trash, in no order."""
    wanted = list(ids)[:_MOST_ROWS]
    return [task_of(row) for row in await read(actor, *queries.among(wanted))] if wanted else []
