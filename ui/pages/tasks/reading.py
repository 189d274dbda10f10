"""Reading what a list or a board shows: the first so many tasks of a view, in the order of its headings."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from domain import tasks
from domain.accounts import Person
from domain.tasks import PRIORITIES, STATUSES, Sort, Status, Task, TaskFilter

_AT_ONCE = 500  # rows a statement


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a long list that is read before the next part."""

    filter: TaskFilter
    sort: Sort


def stretches(asked: TaskFilter, *, group: str, sort: Sort, team_ids: Iterable[UUID]) -> list[Stretch]:
    """The parts whose rows stand under the same headings, top to bottom."""
    if group == "status":
        return [Stretch(_but(asked, status=[s]), sort) for s in _statuses(asked)]
    if group == "priority":
        wanted = asked.priority or list(reversed(PRIORITIES))
        return [Stretch(_but(asked, priority=[p]), sort) for p in reversed(PRIORITIES) if p in wanted]
    if group == "team" and not (asked.team_id or asked.personal):
        own = [Stretch(_but(asked, team_id=team_id), sort) for team_id in team_ids]
        return [*own, Stretch(_but(asked, personal=True), sort), Stretch(_but(asked, shared=True), sort)]
    if group == "due":
        return list(_open_first(asked, sort))
    return [Stretch(asked, sort)]


def _open_first(asked: TaskFilter, sort: Sort) -> Iterable[Stretch]:
    statuses = _statuses(asked)
    going = [s for s in statuses if s in ("pending", "in_progress")]
    if going:
        yield Stretch(_but(asked, status=going), sort)
    if "completed" in statuses:
        yield Stretch(_but(asked, status=["completed"]), "-updated_at" if sort == "due_at" else sort)
    if "archived" in statuses:
        yield Stretch(_but(asked, status=["archived"]), sort)


def _statuses(asked: TaskFilter) -> list[Status]:
    usual = STATUSES if asked.archived else STATUSES[:3]
    wanted = [s for s in STATUSES if s in (asked.status or usual)]
    return [s for s in wanted if s in ("pending", "in_progress")] if asked.open else wanted


def _but(asked: TaskFilter, **changed: object) -> TaskFilter:
    return asked.model_copy(update=changed)


async def first(parts: list[Stretch], wanted: int, *, actor: Person) -> tuple[list[Task], bool]:
    """The first `wanted` tasks of these parts, each once, and whether there are more."""
    found: dict[UUID, Task] = {}
    for part in parts:
        cursor = None
        while True:
            if len(found) >= wanted:
                return list(found.values())[:wanted], True
            limit = min(wanted - len(found), _AT_ONCE)
            page = await tasks.tasks(part.filter, sort=part.sort, limit=limit, cursor=cursor, actor=actor)
            found |= {task.id: task for task in page.items if task.id not in found}
            cursor = page.next_cursor
            if cursor is None:
                break
    return list(found.values()), False
