"""The tools a model may call: the domain's task verbs, under the asking person's own rights. Here those that change.

Results are data for the model. Import only when an answer is being made: pydantic-ai is slow to load.
"""

from typing import Any, Literal

from pydantic_ai import Tool

from domain import tasks
from domain.assistant import acts
from domain.assistant.around_tools import READS as READS_AROUND
from domain.assistant.around_tools import WRITES as WRITES_AROUND
from domain.assistant.desk import Desk, Result
from domain.assistant.finding import find_meant
from domain.assistant.reading_tools import READS, listed
from domain.assistant.tooling import Asking, only_given, said
from domain.errors import Invalid
from domain.tasks import Priority

ToStatus = Literal["pending", "in_progress", "archived"]  # `complete_task` does more than set a word


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


@said
async def complete_task(ctx: Asking, task: str, with_subtasks: bool = False) -> Result:
    """Mark one task completed, `with_subtasks` also those under it. `task`: the person's own words for it, its key or
    its id."""
    return await ctx.deps.change("complete_task", task, {"with_subtasks": True} if with_subtasks else {})


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
        many, total = await listed(desk, dict(which or {"open": True}), acts.MOST)
    return await desk.propose_many(many, given, names, total)


_WRITES = (
    add_task, add_tasks, complete_task, reopen_task, set_status, set_priority, reschedule_task, assign_task,
    unassign_task, move_task, rename_task, describe_task, label_task, unlabel_task, comment_task, remind_task,
    share_task, delete_task, restore_task, change_tasks, *WRITES_AROUND,
)  # fmt: skip
ALL: tuple[Tool[Desk], ...] = (
    *(Tool(tool, takes_ctx=True) for tool in (*READS, *READS_AROUND)),
    *(Tool(tool, takes_ctx=True, sequential=True) for tool in _WRITES),
)
