"""The tools with which a model looks at tasks: nothing is changed by them, so they run without being asked.

Import only when an answer is being made: pydantic-ai is slow to load.
"""

from datetime import date, datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from domain import tasks
from domain.assistant.desk import Desk, Result
from domain.assistant.finding import find_meant
from domain.assistant.tooling import Asking, said
from domain.errors import Invalid
from domain.tasks import Priority, Status, Task, TaskFilter
from domain.tasks.dates import say_day

SHOWN = 20
_TALK = 5  # of the comments on a task, the newest
_SORTS: dict[str, tasks.Sort] = {"due": "due_at", "priority": "-priority", "title": "title", "newest": "-created_at"}


def _filter(desk: Desk, asked: dict[str, Any]) -> TaskFilter:
    zone = ZoneInfo(desk.actor.time_zone)
    fields = {name: asked[name] for name in ("status", "priority", "open", "overdue", "due_today", "shared", "personal",
                                             "unassigned") if asked.get(name)}  # fmt: skip
    if asked.get("label"):
        fields["label"] = [asked["label"]]
    if asked.get("team"):
        fields["team_id"] = desk.team_named(asked["team"]).id
    if asked.get("assignee"):
        fields["assignee_id"] = desk.person_named(asked["assignee"]).id
    if asked.get("words"):
        fields["q"] = asked["words"]
    if asked.get("filter"):
        fields["where"] = asked["filter"]
    for name in ("due", "completed", "created"):
        if first := asked.get(f"{name}_from"):
            fields[f"{name}_after"] = _midnight(first, zone)
        if last := asked.get(f"{name}_to"):
            fields[f"{name}_before"] = _midnight(last, zone, days=1)
    return TaskFilter.of(**fields)


def _midnight(day: str, zone: ZoneInfo, days: int = 0) -> datetime:
    try:
        on = date.fromisoformat(day) + timedelta(days=days)
    except (ValueError, OverflowError):
        raise Invalid(f"“{day[:40]}” is not a day like 2026-02-17.") from None
    return datetime(on.year, on.month, on.day, tzinfo=zone)


async def listed(desk: Desk, asked: dict[str, Any], limit: int) -> tuple[list[Task], int]:
    """The tasks that meet the conditions of `list_tasks`, at most `limit`, and how many there are."""
    sort = _SORTS[asked.get("sort") or ("newest" if asked.get("status") == ["completed"] else "due")]
    most = 500 if asked.get("undated") else limit
    page = await tasks.tasks(_filter(desk, asked), actor=desk.actor, sort=sort, limit=most)
    if asked.get("undated"):
        found = [t for t in page.items if not t.due_on and not t.due_at]
        return found[:limit], len(found)
    return page.items, page.total


def _named(condition: str, value: Any, desk: Desk) -> Any:
    """A condition as it is said: days by their names."""
    if not condition.endswith(("_from", "_to")):
        return value
    return say_day(date.fromisoformat(value), desk.context.now.astimezone(desk.context.zone).date())


@said
async def list_tasks(
    ctx: Asking, *, status: list[Status] | None = None, open: bool = False, overdue: bool = False,
    due_today: bool = False, due_from: str | None = None, due_to: str | None = None, completed_from: str | None = None,
    completed_to: str | None = None, created_from: str | None = None, created_to: str | None = None,
    priority: list[Priority] | None = None, label: str | None = None, team: str | None = None,
    assignee: str | None = None, unassigned: bool = False, shared: bool = False, personal: bool = False,
    undated: bool = False, words: str | None = None, sort: Literal["due", "priority", "title", "newest"] | None = None,
    period: str | None = None, only_count: bool = False, filter: str | None = None,
) -> Result:  # fmt: skip
    """List the tasks that meet every given condition. Days are inclusive, like 2026-02-17; `period` is how they are
    called ("this week"); `filter` says more in the filter language, as in `due < now+7d and (label in (office, "waiting
    on") or priority >= high) and not blocked`. Changes nothing."""
    desk = ctx.deps
    asked = {name: value for name, value in locals().items() if name not in ("ctx", "desk")}
    found, total = await listed(desk, asked, SHOWN)
    desk.has_read = desk.has_read or bool(found and not only_count)
    condition = {k: _named(k, v, desk) for k, v in asked.items() if v and k not in ("sort", "only_count")}
    shown = [] if only_count else [desk.brief(t) for t in found]
    return {"outcome": "listed", "condition": condition, "total": total, "tasks": shown, "only_count": only_count}


async def _filtered(desk: Desk, words: str, filter: str) -> Result:
    wanted = TaskFilter.of(q=words, where=filter, archived=True)
    page = await tasks.tasks(wanted, actor=desk.actor, sort="-updated_at", limit=SHOWN)
    desk.has_read = desk.has_read or bool(page.items)
    return {"outcome": "found", "words": words or filter, "tasks": [desk.brief(t) for t in page.items],
            "total": page.total, "are_nearest": False}  # fmt: skip


@said
async def find_tasks(ctx: Asking, words: str = "", filter: str = "") -> Result:
    """Find tasks, open or not, by words in their title or description, or by the filter language of `list_tasks`.
    Changes nothing."""
    if filter or not words:
        return await _filtered(ctx.deps, words, filter)
    desk = ctx.deps
    wanted = TaskFilter.of(q=words, archived=True)
    page = await tasks.tasks(wanted, actor=desk.actor, sort="-updated_at", limit=SHOWN)
    meant = await find_meant(words, actor=desk.actor)
    by_title = [*meant.fitting, *[t for t in page.items if t.id not in {m.id for m in meant.fitting}]][:SHOWN]
    shown = by_title or meant.nearest
    desk.has_read = desk.has_read or bool(shown)
    return {"outcome": "found", "words": words, "tasks": [desk.brief(t) for t in shown],
            "total": max(page.total, len(by_title)), "are_nearest": not by_title}  # fmt: skip


@said
async def show_task(ctx: Asking, task: str) -> Result:
    """Everything about one task, named by words of its title, its key or its id. Changes nothing."""
    desk = ctx.deps
    found = await desk.meant("show_task", task, {})
    if not isinstance(found, Task):
        return found
    desk.has_read = True
    newest = await tasks.comments.comments_of(found.id, newest_first=True, limit=_TALK, actor=desk.actor)
    said = [{"who": c.author_name, "said": c.content[:1000]} for c in reversed(newest.items)]
    told = {"description": found.description[:4000], "comments": said, "earlier_comments": newest.total - len(said)}
    return {"outcome": "shown", "task": desk.brief(found) | told}


@said
async def summarise(
    ctx: Asking, first_day: str | None = None, last_day: str | None = None, period: str = "this week",
    team: str | None = None,
) -> Result:  # fmt: skip
    """Numbers and the most pressing tasks, for a period (days inclusive) and optionally one team. Changes nothing."""
    desk = ctx.deps
    today = desk.context.now.astimezone(desk.context.zone).date()
    first, last = first_day or (today - timedelta(days=today.weekday())).isoformat(), last_day or today.isoformat()
    home = {"team": team} if team else {}

    async def number(**asked: Any) -> int:
        return await tasks.count(_filter(desk, home | asked), actor=desk.actor)

    pressing, _ = await listed(desk, home | {"open": True, "due_to": last, "sort": "due"}, 5)
    done, _ = await listed(desk, home | {"status": ["completed"], "completed_from": first, "completed_to": last}, 5)
    desk.has_read = desk.has_read or bool(pressing or done)
    return {
        "outcome": "summary", "period": period, "team": desk.team_named(team).name if team else None,
        "completed": await number(status=["completed"], completed_from=first, completed_to=last),
        "created": await number(created_from=first, created_to=last), "open": await number(open=True),
        "in_progress": await number(status=["in_progress"]), "overdue": await number(overdue=True),
        "due_today": await number(due_today=True),
        "due_in_period": await number(open=True, due_from=first, due_to=last),
        "tasks": [desk.brief(t) for t in pressing], "done": [desk.brief(t) for t in done],
    }  # fmt: skip


READS = (list_tasks, find_tasks, show_task, summarise)
