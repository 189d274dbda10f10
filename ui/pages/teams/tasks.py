"""What a team has to do: the beginning of its list, and the ways to all of it."""

from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

from nicegui import ui

from domain import clock, tasks, teams
from domain.accounts import Person
from domain.tasks import Task, TaskFilter
from domain.teams import Team
from ui import auth, errors, frame
from ui.components.empty import empty
from ui.components.icon import icon
from ui.components.text import text
from ui.components.when import day_word

_SHOWN = 8
# shown at once; what holds is read again when it is done
_TICKED = "(e) => { e.currentTarget.closest('.tr').classList.add('done'); emit(); }"
_TEACHES = "Every member sees what is added here and hears of it at once."


class Tasks:
    """The tasks' part of a team's page: the open ones that are due first."""

    def __init__(self, team: Team) -> None:
        self._team = team
        self._shown: list[Task] | None = None
        with ui.element("section").classes("tl").props('aria-label="Open tasks"'):
            with ui.element("div").classes("tl-h"):
                text("h2", "Open tasks")
                self._count = text("span", "").classes("c num")
                with ui.element("span").classes("tl-ways"):
                    text("a", "List").props["href"] = f"/tasks?team={team.id}"
                    text("a", "Board").props["href"] = f"/tasks?layout=board&team={team.id}"
            self._rows = ui.element("div")

    async def read(self, actor: Person) -> None:
        """Show what is open, if it is not shown already."""
        is_open = TaskFilter(team_id=self._team.id, open=True)
        found = await tasks.tasks(is_open, sort="due_at", limit=_SHOWN, actor=actor)
        self._count.text = f"{found.total:,}"
        if found.items == self._shown:
            return
        self._shown = found.items
        self._rows.clear()
        with self._rows:
            for task in found.items:
                self._row(task, actor)
            if found.total > len(found.items):
                self._way(f"All {found.total:,} open tasks", "chevron-right")
            elif teams.can_add_tasks(self._team) and found.items:
                self._way("Add a task", "plus")
            if not found.items:
                self._nothing()

    def _row(self, task: Task, actor: Person) -> None:
        with ui.element("div").classes("tr"):
            if tasks.can_edit(task):
                self._tick(task)
            else:
                ui.element("span").classes(f"ck {task.priority}").props("aria-hidden=true")
            words, kind = _due(task, actor)
            with ui.element("a").classes("tr-a") as way:
                way.props["href"] = f"/tasks?team={self._team.id}&task={task.id}"
                text("span", task.title).classes("tt")
                text("span", words).classes(f"due num {kind}")

    def _tick(self, task: Task) -> None:
        with ui.element("button").classes(f"ck {task.priority}").props("type=button") as tick:
            tick.props["aria-label"] = f"Complete {task.title}"
            icon("check")
        tick.on("click", partial(self._complete, task), js_handler=_TICKED)

    async def _complete(self, task: Task) -> None:
        self._shown = None  # whatever comes of it, the rows are drawn again
        async with errors.shown():
            done = await tasks.complete(task.id, actor=await auth.actor())
            frame.toast(f"“{task.title}” is completed.", undo=partial(_take_back, done))
        await self.read(await auth.actor())

    def _way(self, words: str, icon_: str) -> None:
        with ui.element("a").classes("addrow") as way:
            way.props["href"] = f"/tasks?team={self._team.id}"
            icon(icon_)
            text("span", words)

    def _nothing(self) -> None:
        with empty("list-todo", "Nothing to do here", _TEACHES):
            if teams.can_add_tasks(self._team):
                text("a", "Add a task").classes("link").props["href"] = f"/tasks?team={self._team.id}"


async def _take_back(done: Task) -> None:
    if done.change_id:
        await tasks.undo(done.change_id, actor=await auth.actor())


def _due(task: Task, actor: Person) -> tuple[str, str]:
    today, now = clock.today(actor.time_zone), clock.now()
    if task.due_at:
        there = task.due_at.astimezone(ZoneInfo(actor.time_zone))
        words = f"{there:%H:%M}" if there.date() == today else day_word(there.date(), today, actor.locale)
        return words, _kind(there.date(), today, is_late=task.due_at < now)
    if task.due_on:
        return day_word(task.due_on, today, actor.locale), _kind(task.due_on, today, is_late=task.due_on < today)
    return "", ""


def _kind(day: date, today: date, *, is_late: bool) -> str:
    return "late" if is_late else "today" if day == today else ""
