"""Taking tasks along as a file."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from domain import accounts, audit, tasks, teams
from domain.accounts import Person
from domain.clock import now
from domain.errors import Invalid
from domain.exchange.record import Record, record_of
from domain.exchange.writing import TYPES, About, Format, write
from domain.tasks import Sort, Task, TaskFilter, quick_add

_AT_ONCE = 500
MOST: dict[Format, int] = {"csv": 100_000, "json": 100_000, "xlsx": 50_000, "pdf": 3_000}


@dataclass(frozen=True, slots=True)
class Exported:
    """A file ready to be saved."""

    name: str
    media_type: str
    content: bytes


async def export(
    filter: TaskFilter, format: Format, *, actor: Person, sort: Sort = "position", title: str = "Tasks"
) -> Exported:
    """The tasks that the actor may see and that meet the filter, as a file. Raises Invalid when they are too many."""
    found = await _all(filter, format, sort, actor)
    records = await records_of(found, is_printed=format == "pdf", actor=actor)
    about = About(title, actor.name, now(), ZoneInfo(actor.time_zone), filter.where, actor.locale)
    content = await asyncio.to_thread(write, records, format, about)
    await audit.record("tasks.exported", actor_id=actor.id, object_kind="task",
                       details={"format": format, "number": len(found)})  # fmt: skip
    return Exported(f"tasks-{about.at.astimezone(about.zone):%Y-%m-%d}.{format}", TYPES[format], content)


async def _all(filter: TaskFilter, format: Format, sort: Sort, actor: Person) -> list[Task]:
    found, cursor = list[Task](), None
    while True:
        page = await tasks.tasks(filter, sort=sort, limit=_AT_ONCE, cursor=cursor, actor=actor)
        found += page.items
        if len(found) > MOST[format]:
            raise Invalid(f"At most {MOST[format]:,} tasks fit into one {format.upper()} file. Filter for fewer.",
                          field="format")  # fmt: skip
        if (cursor := page.next_cursor) is None:
            return found


async def records_of(found: Iterable[Task], *, is_printed: bool = False, actor: Person) -> list[Record]:
    """Their records: everybody and every team by name on paper, else by address and key, which are found again."""
    found = list(found)
    known = await quick_add.names_for(actor)
    called = {
        somebody.id: somebody.email if somebody.email and not is_printed else somebody.name for somebody in known.people
    }
    others = {who for task in found for who in task.assignee_ids} - set(called)
    called |= {card.id: card.name for card in (await accounts.cards(others, actor=actor)).values()}
    mine: dict[UUID, str] = {
        team.id: team.name if is_printed else team.key for team in await teams.teams_of(actor=actor)
    }
    keys = {task.id: task.key for task in found}
    return [record_of(task, called, mine, keys) for task in found]
