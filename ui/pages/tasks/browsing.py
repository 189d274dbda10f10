"""What the list and the board have in common: a view in the URL, its tasks kept as they are, one open task."""

import asyncio
from abc import ABC, abstractmethod
from contextlib import suppress
from typing import Any
from uuid import UUID

from nicegui import background_tasks, ui

from domain import tasks
from domain.accounts import Person
from domain.bus import Event
from domain.errors import AtriumError, Invalid, SignedOut, Unavailable
from domain.tasks import Task
from ui import auth, live
from ui.components.asking import Answer, id_in
from ui.components.board import Board
from ui.components.filter_bar import FilterBar
from ui.components.task_list import TaskList
from ui.components.task_rows import Row, Rows, Sent, row_of
from ui.pages.tasks import acts, address
from ui.pages.tasks.names import Names
from ui.pages.tasks.panel import Panel
from ui.pages.tasks.view import View

_PEOPLE, _TEAMS = 200, 20  # names offered in the assignee filter, and from how many teams


class Browsing(ABC):
    """A page over the tasks of one view, for one person in one browser."""

    def __init__(self, path: str, bar: FilterBar, rows: TaskList | Board, panel: Panel) -> None:
        self.view, self.names, self._sent = View.of(address.query()), Names(), Sent()
        self._bar, self._rows, self._panel = bar, rows, panel
        self._whole = True  # the browser has nothing of this view yet
        self._one_at_a_time = asyncio.Lock()
        bar.on_ask("offer", self._offer)
        bar.on_ask("change", self._change)
        rows.on_ask("retry", self._again)
        rows.on_ask("clear", self._clear)
        rows.on_ask("more", self._more)
        rows.on_ask("add", self._add, beside=True)
        rows.on_ask("tick", self._tick)
        panel.on_change = self.read
        address.follow(path, self._gone_to)
        live.watch(self.refresh, kinds={"task", "team", "person"})

    @abstractmethod
    async def found(self, actor: Person) -> tuple[dict[str, list[Task]], dict[str, bool], dict[str, int]]:
        """Per list: its tasks, whether there are more, and how many there are in all."""

    @abstractmethod
    def rewind(self) -> None:
        """Begin at the top of each list."""

    @abstractmethod
    def further(self, key: str) -> None:
        """Read more of one list from now on."""

    def told(self, actor: Person) -> dict[str, Any]:
        """What the browser is to know of the view itself."""
        return {"filtered": self.view.is_filtered(actor)}

    async def refresh(self, events: list[Event]) -> None:
        """Something happened that this person may see, or could until now; without events: anything may have."""
        is_news = not events or not all(self._sent.has_seen(event) for event in events)
        if not events or any(event.kind != "task" for event in events):
            self.names.forget()
        try:
            if is_news:
                await self._read(await auth.actor())
        finally:
            await self._panel.refresh(events)

    async def read(self) -> None:
        """Read the view again and send the difference. What cannot be read is said where the rows would be."""
        try:
            await self._read(await auth.actor())
        except SignedOut:
            raise
        except AtriumError as error:
            self._rows.fail(error.message, by_filter=isinstance(error, Invalid))
            if isinstance(error, Unavailable):
                live.database_is_away()

    async def _read(self, actor: Person) -> None:
        async with self._one_at_a_time:  # so that what was read last is also sent last
            await self._read_and_send(actor)

    async def _read_and_send(self, actor: Person) -> None:
        view = self.view
        lists, more, totals = await self.found(actor)
        if view is not self.view or self._rows.is_deleted:
            return  # the person has gone on to another view, which reads for itself
        everything = [task for found in lists.values() for task in found]
        await self.names.of(everything, actor=actor)
        rows = {key: Rows([self._row(task) for task in found], more[key], totals[key]) for key, found in lists.items()}
        if self._whole:
            self._whole = False
            self._rows.show(self._sent.all(rows) | self.told(actor))
        else:
            self._rows.patch(self._sent.difference(rows) | self.told(actor))
        self._bar.count(sum(totals.values()))

    async def offer(self, *, people: bool = True) -> None:
        """Fill in what the filters offer; the people only when they are needed, which takes a question per team."""
        actor = await auth.actor()
        await self.names.learn((), actor=actor)
        self._bar.offer(teams=[{"id": str(team.id), "name": team.name, "key": team.key} for team in self.names.mine])
        if not people:
            return
        found = {actor.id: actor.name}
        for team in self.names.mine[:_TEAMS]:
            found |= {card.id: card.name for card in await tasks.assignable(team_id=team.id, actor=actor)}
        self.names.people |= found
        self._bar.offer(
            labels=await tasks.labels_in_use(actor=actor),
            people=[{"id": str(who), "name": name} for who, name in list(found.items())[:_PEOPLE]],
        )

    def _row(self, task: Task) -> Row:
        return row_of(task, self.names.people, self.names.teams)

    def show(self, query: str) -> None:
        """Show another view from its top."""
        self.view, self._whole = View.of(query), True
        self.rewind()

    def _gone_to(self, query: str) -> None:
        self._bar.arrive(query)
        if View.of(query) == self.view:
            return
        self.show(query)
        background_tasks.create(self.read(), name="reading tasks", context=self._rows)

    async def _offer(self, _: Answer) -> None:
        await self.offer()

    async def _change(self, asked: Answer) -> None:
        self.show(str(asked.get("query", "")))
        await self.read()

    async def _again(self, _: Answer) -> None:
        self._whole = True
        await self.read()
        await self.offer()

    async def _clear(self, _: Answer) -> None:
        self._bar.run_method("clear")

    async def _more(self, asked: Answer) -> None:
        self.further(str(asked.get("key", "all")))
        await self.read()

    async def _add(self, asked: Answer) -> Answer:
        actor = await auth.actor()
        fields = self.view.for_new(actor) | ({"status": asked["status"]} if "status" in asked else {})
        task = await acts.add(asked.get("title"), fields)
        await self.read()
        if str(task.id) not in self._sent.rows:
            acts.undoable(task, f"Added “{acts.short(task)}”. The filters hide it here.")
        return {"id": str(task.id)}

    async def _tick(self, asked: Answer) -> Answer | None:
        return await self.corrected(id_in(asked), acts.tick(id_in(asked), done=bool(asked.get("done"))))

    async def corrected(self, task_id: UUID, act: Any) -> Answer | None:
        """Do it; then, or when it is refused, let the browser's guess be replaced by what holds."""
        try:
            await act
        except AtriumError:
            self._sent.forget(str(task_id))
            raise
        finally:
            await self.read()
        return None


async def opened(page: Browsing) -> None:
    """The shell is there: fill it once the browser has it."""
    await ui.context.client.connected()
    await page.read()
    with suppress(Unavailable):  # said where the rows would be; Retry asks again
        await page.offer(people="assignee" in page.view.given)
