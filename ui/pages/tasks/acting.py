"""What people do to tasks in a list, on a board, in a table, in a calendar."""

from collections.abc import Awaitable
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from domain import tasks, teams
from domain.accounts import Person
from domain.errors import AtriumError, Invalid
from domain.tasks import ColumnLimit, Place, Task
from domain.tasks.quick_add import Added, Preset
from ui import auth, frame
from ui.components.asking import Answer, id_in
from ui.components.quick_add import QuickAdding, sentence_of, take_back
from ui.components.task_view import TaskView
from ui.pages.tasks import acts, completing, saving
from ui.pages.tasks.adding import fields_in_group
from ui.pages.tasks.browsing import Browsing

_FIELDS = {"title", "due", "start_on", "priority", "status", "labels", "assignee_ids", "team_id"}
_SEEN = {"title", "due_on", "due_at", "start_on", "priority", "status", "labels", "assignee_ids", "team_id"}
_PLACE = ("after_id", "before_id", "group", "out_of", "into")


class Acting:
    """Answers the intents of the rows. After each, what was guessed in the browser is replaced by what holds."""

    def __init__(self, rows: TaskView, browsing: Browsing) -> None:
        self._browsing = browsing
        QuickAdding(rows, preset=self._fields_here, told=self._added)
        rows.on_ask("tick", self._tick, in_turn=True)
        rows.on_ask("change", self._change, beside=True, in_turn=True)
        rows.on_ask("remove", self._remove, in_turn=True)
        rows.on_ask("move", self._move, in_turn=True)
        rows.on_ask("choose", self._choose)
        rows.on_ask("limit", self._limit, beside=True)

    def _fields_here(self, asked: Answer, actor: Person) -> Preset:
        view = self._browsing.view
        fields = view.for_new(actor) | fields_in_group(view.group, asked.get("into"), actor)
        if isinstance(asked.get("due"), dict):
            fields |= {"due_on": None} | saving.fields_in({"fields": {"due": asked["due"]}}, zone=actor.time_zone)
        return fields

    async def _added(self, added: Added, _: Person) -> None:
        await self._browsing.read([task.id for task in added.items])
        is_shown = all(self._browsing.is_shown(task.id) for task in added.items)
        if not is_shown or len(added.items) > 1:
            frame.toast(sentence_of(added) + ("" if is_shown else " The filters hide it here."),
                        undo=partial(take_back, added))  # fmt: skip

    async def _tick(self, asked: Answer) -> Answer | None:
        return await self._corrected(id_in(asked), acts.tick(id_in(asked), done=bool(asked.get("done"))))

    async def _remove(self, asked: Answer) -> Answer | None:
        return await self._corrected(id_in(asked), acts.remove(id_in(asked)))

    async def _change(self, asked: Answer) -> Answer | None:
        return await self._corrected(id_in(asked), self._changed(asked))

    async def _changed(self, asked: Answer) -> None:
        actor = await auth.actor()
        task_id, fields = id_in(asked), saving.fields_in(asked, zone=actor.time_zone)
        if not fields.keys() <= _FIELDS | _SEEN:
            raise Invalid("This cannot be changed here.")
        if fields == {"status": "completed"}:
            await acts.tick(task_id, done=True)
            return
        task = await tasks.task(task_id, actor=actor)
        changed = await saving.save(task_id, fields, _as_seen(task, asked.get("was")), actor=actor)
        acts.undoable(changed, saving.said_of(fields, changed, self._browsing.names))

    async def _move(self, asked: Answer) -> Answer | None:
        return await self._corrected(id_in(asked), self._moved(asked))

    async def _moved(self, asked: Answer) -> None:
        given = {name: asked[name] for name in _PLACE if asked.get(name) is not None}
        if "parent_id" in asked:
            given["parent_id"] = asked["parent_id"]
        actor, task_id, place = await auth.actor(), id_in(asked), Place.of(**given)
        if completing.completes(place):
            wanted = await completing.ask(await tasks.task(task_id, actor=actor), actor=actor)
            if wanted is None:
                return
            place = Place.of(**given, with_subtasks=wanted == "all")
        task = await tasks.move(task_id, place, actor=actor)
        where = str(asked.get("title") or "")[:60]
        acts.undoable(task, f"Moved “{acts.short(task)}”{f' to {where}' if where else ''}.")

    async def _limit(self, asked: Answer) -> None:
        """How many cards a column should hold: of the team whose board this is, or of one's own boards."""
        actor, view = await auth.actor(), self._browsing.view
        team_id = view.filter(actor).team_id
        limit = ColumnLimit.of(team_id=team_id, group=view.group, key=asked.get("key"), most=asked.get("most"))
        await tasks.limit_column(limit, actor=actor)
        await self._browsing.read()

    async def _choose(self, asked: Answer) -> Answer:
        """What the fields of a task could be: who can see it, labels, teams."""
        actor = await auth.actor()
        cards = await tasks.assignable(task_id=id_in(asked), actor=actor)
        self._browsing.names.people |= {card.id: card.name for card in cards}
        names = self._browsing.names
        await names.learn((), actor=actor)
        return {
            "people": [[str(card.id), card.name] for card in cards],
            "labels": await tasks.labels_in_use(actor=actor),
            "teams": [[str(team.id), team.name] for team in names.mine if teams.can_add_tasks(team)],
        }

    async def _corrected(self, task_id: UUID, act: Awaitable[Any]) -> Answer | None:
        try:
            await act
        except AtriumError:
            self._browsing.sent.lose([str(task_id)])
            raise
        finally:
            await self._browsing.read([task_id])
        return None


def _as_seen(task: Task, was: Any) -> Task:
    """The task with those values that the person was looking at."""
    known = {name: value for name, value in was.items() if name in _SEEN} if isinstance(was, dict) else {}
    return replace(task, **known)
