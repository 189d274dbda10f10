"""The list of tasks."""

from dataclasses import replace
from typing import Any

from domain import tasks
from domain.accounts import Person
from domain.tasks import Task
from ui import auth, frame
from ui.components.asking import Answer, id_in
from ui.components.filter_bar import FilterBar
from ui.components.task_list import TaskList
from ui.pages.tasks import acts, address, reading
from ui.pages.tasks.browsing import Browsing, opened
from ui.pages.tasks.panel import Panel

_FIRST, _STEP, _MOST = 60, 100, 2000  # rows


async def page() -> None:
    """All tasks the person may see, under headings, filtered as the URL says; `?task=` opens one from the side."""
    actor = await auth.actor()
    with frame.page("Tasks"):
        with frame.heading("Tasks"):
            pass
        bar = FilterBar(view="list", path="/tasks", query=address.query(), me=str(actor.id))
        rows = TaskList(zone=actor.time_zone)
        listing = Listing(bar, rows, Panel(zone=actor.time_zone))
    await opened(listing)


class Listing(Browsing):
    """The page as one person has it open."""

    def __init__(self, bar: FilterBar, rows: TaskList, panel: Panel) -> None:
        super().__init__("/tasks", bar, rows, panel)
        self._wanted = _FIRST
        rows.on_ask("rename", self._rename, beside=True)
        rows.on_ask("remove", self._remove)

    def rewind(self) -> None:
        """Begin at the top."""
        self._wanted = _FIRST

    def further(self, key: str) -> None:
        """A page more."""
        self._wanted = min(self._wanted + _STEP, _MOST)

    async def found(self, actor: Person) -> tuple[dict[str, list[Task]], dict[str, bool], dict[str, int]]:
        """One list, its parts in the order of the headings."""
        asked = self.view.filter(actor)
        if self.view.group == "team":
            await self.names.learn((), actor=actor)
        parts = reading.stretches(asked, group=self.view.group, sort=self.view.sort, team_ids=self.names.teams)
        found, more = await reading.first(parts, self._wanted, actor=actor)
        total = await tasks.count(asked, actor=actor) if more or len(parts) > 1 else len(found)
        return {"all": found}, {"all": more and self._wanted < _MOST}, {"all": total}

    def told(self, actor: Person) -> dict[str, Any]:
        """The headings too."""
        headings = [[str(team.id), team.name] for team in self.names.mine]
        home = self.view.for_new(actor).get("team_id")
        return super().told(actor) | {
            "group": self.view.group,
            "teams": headings,
            "home": self.names.teams.get(home, "") if home else "",
        }

    async def _rename(self, asked: Answer) -> Answer | None:
        task_id = id_in(asked)
        task = await tasks.task(task_id, actor=await auth.actor())
        seen = replace(task, title=str(asked.get("was")))
        return await self.corrected(task_id, acts.rename(task_id, asked.get("title"), seen))

    async def _remove(self, asked: Answer) -> Answer | None:
        return await self.corrected(id_in(asked), acts.remove(id_in(asked)))
