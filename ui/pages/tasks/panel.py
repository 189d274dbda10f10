"""One task from the side: opened by the URL, saved field by field, kept as it is while it is open."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from nicegui import background_tasks

from domain import tasks
from domain.accounts import Person
from domain.bus import Event
from domain.errors import AtriumError, Conflict, NotFound, NotPermitted, SignedOut
from domain.tasks import Task
from ui import auth, frame
from ui.components.asking import Answer, id_in
from ui.components.task_panel import TaskPanel
from ui.pages.tasks import acts, saving
from ui.pages.tasks.depth import Depth
from ui.pages.tasks.depth_detail import depth_of
from ui.pages.tasks.detail import detail_of, history_of, html_of, options_of, people_of
from ui.pages.tasks.names import Names
from ui.pages.tasks.sharing import Sharing
from ui.pages.tasks.talking import Talking

_REMEMBERED = 30  # versions of the open task that the browser may have been looking at
_LONGEST = 40_000
_KEPT = "What you typed is kept: open the task again to find it."
_LOST = "You cannot see this task any more."


_PLAIN = ("task.created", "task.updated", "task.completed", "task.reopened", "task.deleted", "task.restored")


def _standing(task: Task) -> tuple[int, str, bool]:
    """What makes the panel show the task differently."""
    return task.version, task.permission, task.is_team_member


async def _nobody() -> None:
    """Nobody beside the panel shows tasks."""


class Panel:
    """The panel of one page; `on_change` is called after each of the person's own changes."""

    def __init__(self, *, zone: str) -> None:
        self.on_change: Callable[[], Awaitable[None]] = _nobody
        self._names = Names()
        self._seen: dict[int, Task] = {}
        self._task: Task | None = None
        self._element = element = TaskPanel(zone=zone)
        element.on_ask("open", self._open, beside=True)
        element.on_ask("close", self._close)
        element.on_ask("save", self._save, beside=True, in_turn=True)
        element.on_ask("tick", self._tick, in_turn=True)
        element.on_ask("remove", self._remove, in_turn=True)
        element.on_ask("restore", self._restore, in_turn=True)
        element.on_ask("preview", self._preview, beside=True)
        element.on_ask("choose", self._choose)
        element.on_ask("take_back", self._take_back, beside=True, in_turn=True)
        Sharing(element, self._people)
        Depth(element, self._done, self._seen_at)
        self._talking = Talking(element, lambda: self._task)

    async def _open(self, asked: Answer) -> Answer:
        actor = await auth.actor()
        try:
            task = await tasks.task(id_in(asked), actor=actor, trashed=True)
        except (NotFound, NotPermitted) as error:
            return {"error": error.message, "gone": True}
        self._task, self._seen = task, {}
        told = await self._told(task)
        background_tasks.create(self._about(task.id), name="about a task", context=self._element)
        self._talking.begin(task)
        return {"task": told, "options": await options_of(task, self._names, actor=actor)}

    async def _close(self, asked: Answer) -> None:
        if self._task and str(self._task.id) == asked.get("id"):
            self._task = None

    async def _told(self, task: Task) -> dict[str, Any]:
        """The task for the browser, remembered as seen."""
        if self._task and self._task.id == task.id:
            self._task = task
            self._seen[task.version] = task
            while len(self._seen) > _REMEMBERED:
                self._seen.pop(min(self._seen))
        return await detail_of(task, self._names, actor=await auth.actor())

    async def _about(self, task_id: UUID) -> None:
        actor = await auth.actor()
        try:
            if self._task and self._task.deleted_at is None:
                self._element.about(task_id, **await people_of(task_id, actor=actor))
            self._element.about(task_id, depth=await depth_of(task_id, actor=actor))
            self._element.about(task_id, changes=await history_of(task_id, self._names, actor=actor))
        except AtriumError:
            return  # the next event or the next opening reads it again

    async def refresh(self, events: list[Event]) -> None:
        """Something happened: show what it did to the open task, if it did."""
        if self._task is None or (events and not any(self._concerns(self._task, event) for event in events)):
            return
        if any(event.kind != "task" for event in events):
            self._names.forget()
        before, actor = self._task, await auth.actor()
        try:
            task = await tasks.task(before.id, actor=actor, trashed=True)
        except (NotFound, NotPermitted):
            self._task = None
            self._element.vanished(before.id, _LOST)
            frame.toast(_LOST)
            return
        if _standing(task) != _standing(before) or task.is_blocked != before.is_blocked:
            who = await self._who_since(before, actor)
            self._element.changed(await self._told(task), who)
        if all(event.kind == "task" and event.object_id != task.id for event in events) and events:
            await self._around(task.id)
        else:
            await self._about(task.id)

    async def _around(self, task_id: UUID) -> None:
        """Something happened to another task: what is under the open one, or related to it, may look different."""
        self._element.about(task_id, depth=await depth_of(task_id, actor=await auth.actor()))

    async def _who_since(self, seen: Task, actor: Person) -> str | None:
        """Who else changed the task last, since the person saw it."""
        for change in await tasks.history(seen.id, actor=actor):
            if change.at <= seen.updated_at:
                break
            if change.actor_id and change.actor_id != actor.id:
                await self._names.learn([change.actor_id], actor=actor)
                return self._names.people.get(change.actor_id)
        return None

    @staticmethod
    def _concerns(task: Task, event: Event) -> bool:
        if event.kind != "task" or event.object_id != task.id:
            return True  # what is under the task, or related to it, is shown too
        return event.name not in _PLAIN or event.version > task.version

    async def _save(self, asked: Answer) -> Answer:
        try:
            return await self._saved(asked)
        except AtriumError as error:
            if asked.get("leaving") and not isinstance(error, SignedOut):
                frame.toast(f"{error.message} {_KEPT}", wrong=True)
            raise

    async def _saved(self, asked: Answer) -> Answer:
        task_id, actor = id_in(asked), await auth.actor()
        fields = saving.fields_in(asked, zone=actor.time_zone)
        if fields == {"status": "completed"}:
            return await self._done(await acts.tick(task_id, done=True))
        seen = self._seen.get(asked.get("version", -1)) if self._task and self._task.id == task_id else None
        try:
            task = await saving.save(task_id, fields, seen or await tasks.task(task_id, actor=actor), actor=actor)
        except Conflict as error:
            now = await tasks.task(task_id, actor=actor)
            said = await saving.clash(error, fields, now, self._names, actor=actor)
            if asked.get("leaving"):
                frame.toast(f"{error.message} {_KEPT}", wrong=True)
            return said | {"task": await self._told(now)}
        acts.undoable(task, saving.said_of(fields, task, self._names))
        return await self._done(task)

    def _seen_at(self, version: Any) -> Task | None:
        return self._seen.get(version) if isinstance(version, int) else None

    async def _done(self, task: Task) -> Answer:
        told = await self._told(task)
        background_tasks.create(self._after(task.id), name="after a change", context=self._element)
        return {"task": told}

    async def _after(self, task_id: UUID) -> None:
        await self.on_change()
        if self._task and self._task.id == task_id:
            await self._about(task_id)

    async def _tick(self, asked: Answer) -> Answer:
        return await self._done(await acts.tick(id_in(asked), done=bool(asked.get("done"))))

    async def _remove(self, asked: Answer) -> Answer:
        task = await acts.remove(id_in(asked))
        self._task = None
        return await self._done(task)

    async def _restore(self, asked: Answer) -> Answer:
        return await self._done(await tasks.restore(id_in(asked), actor=await auth.actor()))

    async def _take_back(self, asked: Answer) -> Answer:
        found = await tasks.undo(id_in(asked, "change_id"), actor=await auth.actor())
        return await self._done(found[0])

    async def _preview(self, asked: Answer) -> Answer:
        team_id = self._task.team_id if self._task else None
        text = str(asked.get("text", ""))[:_LONGEST]
        return {"html": await html_of(text, actor=await auth.actor(), team_id=team_id)}

    async def _choose(self, asked: Answer) -> Answer:
        cards = await tasks.assignable(task_id=id_in(asked), actor=await auth.actor())
        self._names.people |= {card.id: card.name for card in cards}
        return {"people": [{"id": str(card.id), "name": card.name} for card in cards]}

    async def _people(self, task_id: UUID) -> Answer:
        actor = await auth.actor()
        background_tasks.create(self._after(task_id), name="after sharing", context=self._element)
        return await people_of(task_id, actor=actor)
