"""Tools for what is around a task (subtasks, relations, repeats, copies), for saved views, and taking back."""

from domain import tasks, views
from domain.assistant import cards
from domain.assistant.desk import Desk, Result
from domain.assistant.finding import find_meant
from domain.assistant.phrases import shortened
from domain.assistant.tooling import Asking, only_given, said
from domain.clock import now
from domain.errors import Invalid
from domain.tasks import Task, TaskFilter
from domain.tasks.checklist_text import items
from domain.tasks.quick_add import Setting, read_line
from domain.tasks.relations import Kind
from domain.transactions import transaction
from domain.views import NewView, SavedView
from persistence.queries import assistant as queries

_SHOWN = 20


@said
async def add_subtask(ctx: Asking, task: str, title: str) -> Result:
    """Add a subtask below one task."""
    return await ctx.deps.change("add_subtask", task, {"title": title})


@said
async def relate_task(ctx: Asking, task: str, kind: Kind, other: str) -> Result:
    """Say what one task is to another: blocks, blocked_by, relates_to, duplicates."""
    related = await _one(ctx.deps, other)
    given = {"kind": kind, "other_id": str(related.id)}
    names = {"other": f"“{shortened(related.title)}”"}
    return await ctx.deps.change("relate_task", task, given, names, {"kind": kind, "other": str(related.id)})


@said
async def unrelate_task(ctx: Asking, task: str, other: str) -> Result:
    """End what two tasks are to each other (blocks, relates to, duplicates)."""
    related = await _one(ctx.deps, other)
    names = {"other": f"“{shortened(related.title)}”"}
    return await ctx.deps.change(
        "unrelate_task", task, {"other_id": str(related.id)}, names, {"other": str(related.id)}
    )


@said
async def tick_item(ctx: Asking, task: str, item: str, done: bool = True) -> Result:
    """Tick a box (`- [ ]`) in one task's description, found by its words; not `done` takes the tick away."""
    found = await _one(ctx.deps, task)
    number, words = _box(found, item)
    given = {"item": number, "words": words, "done": done}
    return await ctx.deps.change("tick_item", str(found.id), given, {}, {"item": words, "done": done})


def _box(task: Task, said: str) -> tuple[int, str]:
    wanted, boxes = said.strip().casefold(), [box.words for box in items(task.description)]
    exact = [n for n, words in enumerate(boxes) if words.casefold() == wanted]
    fitting = exact or [n for n, words in enumerate(boxes) if wanted in words.casefold()]
    if len(fitting) == 1:
        return fitting[0], boxes[fitting[0]]
    listed = ", ".join(f"“{shortened(words, 40)}”" for words in boxes[:8])
    what = "Several boxes fit" if fitting else "There is no box called"
    raise Invalid(f"{what} “{shortened(said, 60)}”." + (f" There are: {listed}." if listed else ""))


async def _one(desk: Desk, reference: str) -> Task:
    found = await find_meant(reference, actor=desk.actor)
    if len(found.fitting) == 1:
        return found.fitting[0]
    listed = ", ".join(f"{one.key} “{shortened(one.title, 60)}”" for one in (found.fitting or found.nearest)[:5])
    why = "Several tasks fit" if found.fitting else "I found no task called"
    raise Invalid(
        f"{why} “{shortened(reference, 60)}”." + (f" Say the key of the one you mean: {listed}." if listed else "")
    )


@said
async def repeat_task(ctx: Asking, task: str, repeats: str = "") -> Result:
    """Let one task repeat: `repeats` as in "every monday" or "every! 3 days" (from completion), or a rule like
    FREQ=WEEKLY;BYDAY=MO; empty: no longer."""
    recurrence = _recurrence(ctx.deps, repeats) if repeats.strip() else None
    return await ctx.deps.change(
        "repeat_task", task, {"recurrence": recurrence, "said": repeats}, {}, {"repeats": repeats}
    )


def _recurrence(desk: Desk, repeats: str) -> dict[str, object]:
    if repeats.upper().startswith("FREQ="):
        return tasks.Recurs.of(rule=repeats).model_dump()
    line = read_line(f"x {repeats}", Setting(desk.context.now, desk.context.zone, locale=desk.actor.locale))
    if line.recurrence is None:
        raise Invalid(f"“{shortened(repeats, 60)}” does not say when: try “every monday” or “every 2 weeks”.")
    return {"rule": line.recurrence.rule, "from_completion": line.recurrence.from_completion}


@said
async def skip_task(ctx: Asking, task: str) -> Result:
    """Let one task that repeats pass over its present time."""
    return await ctx.deps.change("skip_task", task, {})


@said
async def duplicate_task(ctx: Asking, task: str) -> Result:
    """Make a copy of one task, to be done, with its subtasks."""
    return await ctx.deps.change("duplicate_task", task, {})


@said
async def list_views(ctx: Asking) -> Result:
    """The person's saved views and those of their teams, each with its filter. Changes nothing."""
    found = await views.views_of(actor=ctx.deps.actor)
    ctx.deps.has_read = ctx.deps.has_read or bool(found)
    told = [{"id": str(v.id), "name": v.name, "filter": v.filter, "team": v.team_name} for v in found]
    return {"outcome": "views", "views": told}


@said
async def show_view(ctx: Asking, name: str) -> Result:
    """The tasks of one saved view. Changes nothing."""
    desk, view = ctx.deps, await _view(ctx.deps, name)
    page = await tasks.tasks(TaskFilter.of(where=view.filter), sort=view.sort, limit=_SHOWN, actor=desk.actor)
    desk.has_read = True
    return {"outcome": "listed", "condition": {"view": view.name}, "total": page.total, "only_count": False,
            "tasks": [desk.brief(task) for task in page.items]}  # fmt: skip


async def _view(desk: Desk, name: str) -> SavedView:
    wanted = " ".join(name.lower().split())
    found = await views.views_of(actor=desk.actor)
    fitting = [v for v in found if v.name.lower() == wanted] or [v for v in found if wanted in v.name.lower()]
    if len(fitting) == 1:
        return fitting[0]
    listed = ", ".join(shortened(v.name, 40) for v in (fitting or found)[:12])
    raise Invalid(f"{'Several views are' if fitting else 'There is no view'} called “{shortened(name, 60)}”."
                  + (f" There are: {listed}." if listed else ""))  # fmt: skip


@said
async def save_view(ctx: Asking, name: str, filter: str, team: str | None = None) -> Result:
    """Save a filter (in the filter language) under a name, for the person or for one of their teams."""
    home = ctx.deps.team_named(team) if team else None
    given = {"name": name, "filter": filter, "favourite": True} | only_given(team_id=str(home.id) if home else None)
    NewView.of(**given)
    what = f"the view “{shortened(name)}”" + (f" for {home.name}" if home else "")
    return await ctx.deps.make("save_view", given, (f"Save {what}", f"Saved {what}"))


@said
async def undo_last(ctx: Asking) -> Result:
    """Take back the last change that was made in this conversation."""
    desk = ctx.deps
    if not await desk.may_act("undo_last"):
        raise Invalid("Only the person can take something back: by Undo on its card.")
    async with transaction(desk.actor) as session:
        latest = await queries.latest_executed(session, desk.place[0])
    if latest is None:
        return {"outcome": "refused", "message": "There is nothing to undo in this conversation."}
    card = await cards.undo(latest, actor=desk.actor)
    desk.show(card)
    return {"outcome": "undone", "said": card.summary, "at": now().isoformat()}


READS = (list_views, show_view)
WRITES = (
    add_subtask, relate_task, unrelate_task, tick_item, repeat_task, skip_task, duplicate_task, save_view, undo_last,
)  # fmt: skip
