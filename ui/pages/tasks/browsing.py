"""A page over the tasks of one view: the order of all of them, the rows in sight, one open task; kept as they are."""

import asyncio
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from nicegui import background_tasks

from domain import tasks
from domain.accounts import Person
from domain.bus import Event
from domain.errors import AtriumError, Invalid, SignedOut, Unavailable
from domain.tasks import Outline, Task
from ui import auth, live
from ui.components.asking import Answer
from ui.components.filter_bar import FilterBar
from ui.components.task_rows import Row, Sent, row_of
from ui.components.task_view import TaskView
from ui.pages.tasks import address, layouts
from ui.pages.tasks.heading import Heading
from ui.pages.tasks.names import Names
from ui.pages.tasks.panel import Panel
from ui.pages.tasks.view import View

_PEOPLE, _TEAMS = 200, 20  # names offered in the assignee filter, and from how many teams
_FIRST, _AT_ONCE = 60, 200  # rows sent with the order, rows that may be asked for at once
_REREAD = 500  # rows read in one statement
_LONG = 1_000  # tasks whose order comes in two pieces


class Browsing:
    """The page as one person has it open in one browser."""

    def __init__(self, bar: FilterBar, rows: TaskView, panel: Panel, heading: Heading) -> None:
        self.view, self.names, self.sent = heading.view, Names(), Sent()
        self._bar, self.rows, self._panel, self._heading = bar, rows, panel, heading
        self._whole = True  # the browser has nothing of this view yet
        self._one_at_a_time = asyncio.Lock()
        bar.on_ask("offer", self._offer)
        bar.on_ask("change", self._change)
        rows.on_ask("retry", self._again)
        rows.on_ask("clear", self._clear)
        rows.on_ask("rows", self._rows_asked)
        panel.on_change = self.read
        address.follow("/tasks", self._gone_to)
        live.watch(self.refresh, kinds={"task", "team", "person"})

    async def refresh(self, events: list[Event]) -> None:
        """Something happened that this person may see, or could until now; without events: anything may have."""
        is_news = not events or not all(self.sent.has_seen(event) for event in events)
        if not events or any(event.kind != "task" for event in events):
            self.names.forget()
            events = []
        try:
            if is_news:
                await self._read(await auth.actor(), {str(event.object_id) for event in events})
        finally:
            await self._panel.refresh(events)

    async def read(self, changed: Iterable[UUID] = ()) -> None:
        """Read the order again, and these tasks or all; send the difference. What cannot be read is said."""
        try:
            await self._read(await auth.actor(), {str(one) for one in changed})
        except SignedOut:
            raise
        except AtriumError as error:
            self.rows.fail(error.message, by_filter=isinstance(error, Invalid))
            if isinstance(error, Unavailable):
                live.database_is_away()

    async def _read(self, actor: Person, changed: Collection[str]) -> None:
        async with self._one_at_a_time:  # so that what was read last is also sent last
            await self._read_and_send(actor, changed)

    async def _read_and_send(self, actor: Person, changed: Collection[str]) -> None:
        view = self.view
        if view.group in ("team", "assignee"):
            await self.names.learn((), actor=actor)
        outline = await tasks.outline(view.filter(actor), group=view.group, sort=view.sort,
                                      days=layouts.days(view, actor), open_first=view.open_first,
                                      actor=actor)  # fmt: skip
        wanted = self._needed(outline, await self._with_those_around(changed, actor))
        rows = await self._told_rows(wanted, actor)
        told: dict[str, Any] = {"titles": await layouts.titles(view, outline, self.names, actor)}
        told |= await layouts.told(view, actor, self.names)
        if view is not self.view or self.rows.is_deleted:
            return  # the person has gone on to another view, which reads for itself
        if self._whole:
            self.sent.nothing()
        gone = sorted(set(wanted) - {row["id"] for row in rows})
        self.sent.lose(gone)
        told |= {"rows": self.sent.news(rows), "gone": gone}
        if self._whole and outline.total > _LONG:  # what is in sight first, all the rest right after it
            counts = {heading.key: len(heading) for heading in outline.headings}
            self.rows.show(told | self.sent.order(outline.beginning(_FIRST)) | {"counts": counts})
            told, self._whole = {}, False
        (self.rows.show if self._whole else self.rows.patch)(told | self.sent.order(outline))
        self._whole = False
        self._bar.count(outline.total)

    async def _with_those_around(self, changed: Collection[str], actor: Person) -> set[str]:
        """These tasks, and those whose rows tell of them: how many subtasks are done, whether something blocks."""
        if not changed:
            return set()
        above = {row["parent"][0] for one in changed if (row := self.sent.rows.get(one)) and row["parent"]}
        around = await tasks.telling_of([UUID(one) for one in changed], actor=actor)
        return {*changed, *above, *map(str, around)}

    def _needed(self, outline: Outline, changed: Collection[str]) -> list[str]:
        """The rows that go with the order: at first those on top, later those that changed of what the browser has."""
        if self._whole:
            each = layouts.first(self.view, _FIRST)
            ids = {str(one): None for heading in outline.headings for one in heading.first(each)}
            return list(ids)[: 4 * _FIRST]
        if not changed:
            return list(self.sent.rows)
        return [one for one in changed if one in self.sent.rows or outline.names(UUID(one))]

    async def _told_rows(self, ids: list[str], actor: Person) -> list[Row]:
        found: list[Task] = []
        for start in range(0, len(ids), _REREAD):
            some = [UUID(one) for one in ids[start : start + _REREAD]]
            found += await tasks.tasks_among(some, actor=actor)
        await self.names.of(found, actor=actor)
        await self.names.learn_parents(found, actor=actor)
        return [row_of(task, self.names.people, self.names.teams, self.names.parents) for task in found]

    async def _rows_asked(self, asked: Answer) -> Answer:
        """Rows that come into sight; those that cannot be seen (any more) are `gone`."""
        given = asked.get("ids")
        ids = [one for one in given if _is_id(one)][:_AT_ONCE] if isinstance(given, list) else []
        rows = await self._told_rows(ids, await auth.actor())
        for row in rows:
            self.sent.news([row])
        return {"rows": rows, "gone": sorted(set(ids) - {row["id"] for row in rows}), "spare": self.sent.spare()}

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

    def is_shown(self, task_id: UUID) -> bool:
        """Whether the task is among those of the view."""
        return self.sent.has_order_of(task_id)

    def show(self, query: str) -> None:
        """Show another view from its top."""
        self.view, self._whole = View.of(query), True
        self._heading.show(self.view)

    def _gone_to(self, query: str) -> None:
        self._bar.arrive(query)
        if View.of(query) == self.view:
            return
        self.show(query)
        background_tasks.create(self.read(), name="reading tasks", context=self.rows)

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


def _is_id(value: Any) -> bool:
    try:
        UUID(str(value))
    except ValueError:
        return False
    return True
