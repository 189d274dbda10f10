"""The tools a model may call: the domain's task verbs, under the asking person's own rights.

Results are data for the model. Import only when an answer is being made: pydantic-ai is slow to load.
"""

from datetime import date, datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from pydantic_ai import Tool

from domain import tasks
from domain.assistant import acts
from domain.assistant.around_tools import READS as READS_AROUND
from domain.assistant.around_tools import WRITES as WRITES_AROUND
from domain.assistant.desk import Desk, Result
from domain.assistant.finding import find_meant
from domain.assistant.tooling import Asking, only_given, said
from domain.errors import Invalid
from domain.tasks import Priority, Status, Task, TaskFilter
from domain.tasks.dates import say_day

ToStatus = Literal["pending", "in_progress", "archived"]  # `complete_task` does more than set a word
SHOWN = 20
_TALK = 5  # of the comments on a task, the newest
_SORTS: dict[str, tasks.Sort] = {"due": "due_at", "priority": "-priority", "title": "title", "newest": "-created_at"}


def _new(desk: Desk, fields: dict[str, Any]) -> tuple[dict[str, Any], str | None]:
    """A new task's fields with ids in place of names, and its team's name."""
    team = desk.team_named(fields["team"]) if fields.get("team") else None
    assignee = desk.person_named(fields["assignee"]) if fields.get("assignee") else None
    if assignee and not team and assignee.id != desk.actor.id:
        raise Invalid(f"{assignee.name} could not see a task of your own. Say in which team, or share it afterwards.")
    kept = {name: value for name, value in fields.items() if name not in ("team", "assignee")}
    ids = only_given(team_id=str(team.id) if team else None, assignee_ids=[str(assignee.id)] if assignee else None)
    return {**kept, **ids}, team.name if team else None


@said
async def add_task(
    ctx: Asking, *, title: str, description: str = "", due_on: str | None = None, due_at: str | None = None,
    priority: Priority = "none", team: str | None = None, assignee: str | None = None, labels: list[str] | None = None,
    recurrence: dict[str, Any] | None = None,
) -> Result:  # fmt: skip
    """Add one task. `due_on`: a day (2026-02-17); `due_at`: an instant with its offset; `team`, `assignee`: names;
    `recurrence`: {"rule": "FREQ=WEEKLY;BYDAY=MO", "from_completion": false}."""
    fields = only_given(title=title, description=description, due_on=due_on, due_at=due_at, priority=priority,
                        team=team, assignee=assignee, labels=labels, recurrence=recurrence)  # fmt: skip
    new, team_name = _new(ctx.deps, fields)
    return await ctx.deps.add([new], team_name)


@said
async def add_tasks(ctx: Asking, tasks: list[dict[str, Any]]) -> Result:
    """Propose to add several tasks (up to 50), each with the fields of `add_task`; the person confirms by a click."""
    known = {"title", "description", "due_on", "due_at", "priority", "team", "assignee", "labels",
             "recurrence"}  # fmt: skip
    new = [{name: value for name, value in task.items() if name in known} for task in tasks[:50]]
    return await ctx.deps.add([_new(ctx.deps, fields)[0] for fields in new], None)


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


async def _listed(desk: Desk, asked: dict[str, Any], limit: int) -> tuple[list[Task], int]:
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
    found, total = await _listed(desk, asked, SHOWN)
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
async def complete_task(ctx: Asking, task: str) -> Result:
    """Mark one task completed. `task`: the person's own words for it, its key or its id."""
    return await ctx.deps.change("complete_task", task, {})


@said
async def reopen_task(ctx: Asking, task: str) -> Result:
    """Make one completed or archived task pending again."""
    return await ctx.deps.change("reopen_task", task, {})


@said
async def set_status(ctx: Asking, task: str, status: ToStatus) -> Result:
    """Set one task to pending or in progress, or archive it."""
    return await ctx.deps.change("set_status", task, {"status": status})


@said
async def set_priority(ctx: Asking, task: str, priority: Priority) -> Result:
    """Give one task another priority."""
    return await ctx.deps.change("set_priority", task, {"priority": priority})


@said
async def reschedule_task(
    ctx: Asking, task: str, due_on: str | None = None, due_at: str | None = None, later_by_days: int | None = None
) -> Result:
    """Move one task to a day (`due_on`), an instant (`due_at`), or later by days; without any, remove its due date."""
    given = only_given(due_on=due_on, due_at=due_at, later_by_days=later_by_days)
    return await ctx.deps.change("reschedule_task", task, given)


@said
async def assign_task(ctx: Asking, task: str, person: str) -> Result:
    """Assign one task to somebody who can see it; `person` is a name, an address or "me"."""
    who = ctx.deps.person_named(person)
    name = "you" if who.id == ctx.deps.actor.id else who.name
    return await ctx.deps.change("assign_task", task, {"user_id": str(who.id)}, {"person": name}, {"person": person})


@said
async def unassign_task(ctx: Asking, task: str, person: str | None = None) -> Result:
    """Take somebody, or without `person` everybody, off one task."""
    who = ctx.deps.person_named(person) if person else None
    given = {"user_id": str(who.id)} if who else {}
    names = {"person": who.name} if who else {}
    return await ctx.deps.change("unassign_task", task, given, names, only_given(person=person))


@said
async def move_task(ctx: Asking, task: str, team: str = "") -> Result:
    """Move one task into a team, or with an empty name to the person's own tasks."""
    home = ctx.deps.team_named(team) if team else None
    given = {"team_id": str(home.id) if home else None}
    return await ctx.deps.change("move_task", task, given, {"team": home.name} if home else {}, {"team": team})


@said
async def rename_task(ctx: Asking, task: str, title: str) -> Result:
    """Give one task another title."""
    return await ctx.deps.change("rename_task", task, {"title": title})


@said
async def describe_task(ctx: Asking, task: str, description: str) -> Result:
    """Give one task another description (Markdown)."""
    return await ctx.deps.change("describe_task", task, {"description": description})


@said
async def label_task(ctx: Asking, task: str, labels: list[str]) -> Result:
    """Put labels on one task."""
    return await ctx.deps.change("label_task", task, {"labels": labels})


@said
async def unlabel_task(ctx: Asking, task: str, labels: list[str]) -> Result:
    """Take labels off one task."""
    return await ctx.deps.change("unlabel_task", task, {"labels": labels})


@said
async def comment_task(ctx: Asking, task: str, content: str) -> Result:
    """Say something about one task (Markdown; `@ben` mentions somebody who can see it)."""
    return await ctx.deps.change("comment_task", task, {"content": content})


@said
async def remind_task(
    ctx: Asking, task: str, at: str | None = None, minutes_before: int | None = None
) -> Result:  # fmt: skip
    """Remind the person of one task: `at` an instant with its offset, or so many minutes before it is due."""
    given = {name: value for name, value in (("at", at), ("minutes_before", minutes_before)) if value is not None}
    tasks.NewReminder.of(**given)
    return await ctx.deps.change("remind_task", task, given)


def _receiver(desk: Desk, person: str | None, team: str | None) -> tuple[dict[str, str], str]:
    if team:
        found = desk.team_named(team)
        return {"team_id": str(found.id)}, found.name
    if not person:
        raise Invalid("With whom? Say an e-mail address, a name or a team.")
    try:
        known = desk.person_named(person)
    except Invalid:
        if "@" not in person:
            raise
        address = tasks.NewShare.of(email=person.strip(" .@")).email or person
        return {"email": address}, address
    return {"user_id": str(known.id)}, f"{known.name} ({known.email})"


@said
async def share_task(
    ctx: Asking, task: str, *, person: str | None = None, team: str | None = None,
    permission: Literal["view", "edit"] = "view",
) -> Result:  # fmt: skip
    """Propose to show one task to a person (name or e-mail address) or a team. The person confirms it by a click."""
    receiver, name = _receiver(ctx.deps, person, team)
    asked = only_given(person=person, team=team, permission=permission)
    return await ctx.deps.change("share_task", task, {**receiver, "permission": permission}, {"receiver": name}, asked)


@said
async def delete_task(ctx: Asking, task: str) -> Result:
    """Propose to put one task into the trash. The person confirms it by a click."""
    return await ctx.deps.change("delete_task", task, {})


@said
async def restore_task(ctx: Asking, task: str) -> Result:
    """Take one task out of the trash."""
    return await ctx.deps.change("restore_task", task, {})


async def _act_on_many(desk: Desk, action: str, values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The arguments of an act on many tasks with ids in place of names, and the names."""
    given: dict[str, Any] = {"action": action}
    names: dict[str, str] = {}
    if action in ("assign_task", "unassign_task") and values.get("person"):
        who = desk.person_named(values["person"])
        given["user_id"], names["person"] = str(who.id), "you" if who.id == desk.actor.id else who.name
    elif action == "share_task":
        receiver, names["receiver"] = _receiver(desk, values.get("person"), values.get("team"))
        given |= receiver | {"permission": values.get("permission") or "view"}
    elif action == "move_task":
        home = desk.team_named(values["team"]) if values.get("team") else None
        given["team_id"] = str(home.id) if home else None
        names |= {"team": home.name} if home else {}
    else:
        plain = ("priority", "status", "due_on", "due_at", "later_by_days", "labels")
        given |= only_given(**{name: values.get(name) for name in plain})
    needed = {"assign_task": "user_id", "set_priority": "priority", "set_status": "status", "label_task": "labels",
              "unlabel_task": "labels"}.get(action)  # fmt: skip
    if action not in acts.ON_MANY or (needed and needed not in given):
        raise Invalid("The assistant cannot do that to many tasks.")
    return given, names


@said
async def change_tasks(
    ctx: Asking, *, action: str, which: dict[str, Any] | None = None, tasks: list[str] | None = None,
    person: str | None = None, team: str | None = None, permission: Literal["view", "edit"] | None = None,
    priority: Priority | None = None, status: ToStatus | None = None,
    due_on: str | None = None, due_at: str | None = None, later_by_days: int | None = None,
    labels: list[str] | None = None,
) -> Result:  # fmt: skip
    """Propose one act on many tasks: `action` is the name of a tool for one task, `which` the conditions of
    `list_tasks`, or `tasks` their ids. The person confirms it by a click."""
    desk = ctx.deps
    values = {k: v for k, v in locals().items() if k not in ("ctx", "desk", "action", "which", "tasks")}
    given, names = await _act_on_many(desk, action, values)
    if tasks:
        found = [(await find_meant(one, actor=desk.actor)).fitting for one in tasks[: acts.MOST]]
        many, total = [match[0] for match in found if len(match) == 1], len(tasks)
    else:
        many, total = await _listed(desk, dict(which or {"open": True}), acts.MOST)
    return await desk.propose_many(many, given, names, total)


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

    pressing, _ = await _listed(desk, home | {"open": True, "due_to": last, "sort": "due"}, 5)
    done, _ = await _listed(desk, home | {"status": ["completed"], "completed_from": first, "completed_to": last}, 5)
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


_READS = (list_tasks, find_tasks, show_task, summarise, *READS_AROUND)
_WRITES = (
    add_task, add_tasks, complete_task, reopen_task, set_status, set_priority, reschedule_task, assign_task,
    unassign_task, move_task, rename_task, describe_task, label_task, unlabel_task, comment_task, remind_task,
    share_task, delete_task, restore_task, change_tasks, *WRITES_AROUND,
)  # fmt: skip
ALL: tuple[Tool[Desk], ...] = (
    *(Tool(tool, takes_ctx=True) for tool in _READS),
    *(Tool(tool, takes_ctx=True, sequential=True) for tool in _WRITES),
)
