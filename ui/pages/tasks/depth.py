"""What people do around the open task: subtasks, relations, repeating, copies, its checklist, its past."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from domain import tasks
from domain.errors import NotFound
from domain.tasks import Copying, FieldBefore, NewRelation, NewTask, Place, Recurs, Task, TaskChanges, TaskFilter, Tick
from domain.tasks.checklist_text import items
from ui import auth
from ui.components.asking import Answer, id_in
from ui.components.task_panel import TaskPanel
from ui.pages.tasks import acts
from ui.pages.tasks.depth_detail import coming, depth_of

_OFFERED = 8


class Depth:
    """Answers the panel's intents; `done` tells the page that the open task changed and shows it again, `seen` is the
    task as the browser had it in a version."""

    def __init__(
        self, element: TaskPanel, done: Callable[[Task], Awaitable[Answer]], seen: Callable[[Any], Task | None]
    ) -> None:
        self._done, self._seen = done, seen
        element.on_ask("sub_add", self._add, beside=True, in_turn=True)
        element.on_ask("sub_tick", self._tick, in_turn=True)
        element.on_ask("sub_rename", self._rename, beside=True, in_turn=True)
        element.on_ask("sub_indent", self._indent, in_turn=True)
        element.on_ask("sub_move", self._move, in_turn=True)
        element.on_ask("relate", self._relate, beside=True, in_turn=True)
        element.on_ask("unrelate", self._unrelate, in_turn=True)
        element.on_ask("look_up", self._look_up, beside=True)
        element.on_ask("coming", self._coming, beside=True)
        element.on_ask("skip", self._skip, in_turn=True)
        element.on_ask("duplicate", self._duplicate)
        element.on_ask("tick_item", self._tick_item, in_turn=True)
        element.on_ask("go_back", self._go_back, beside=True, in_turn=True)

    async def _around(self, task_id: UUID) -> Answer:
        """The open task and what is around it, as they are now."""
        actor = await auth.actor()
        said = await self._done(await tasks.task(task_id, actor=actor))
        return said | {"depth": await depth_of(task_id, actor=actor)}

    async def _add(self, asked: Answer) -> Answer:
        parent_id = id_in(asked, "parent_id") if asked.get("parent_id") else id_in(asked)
        form = NewTask.of(title=asked.get("title"), parent_id=parent_id)
        await tasks.create(form, actor=await auth.actor())
        return await self._around(id_in(asked))

    async def _tick(self, asked: Answer) -> Answer:
        await acts.tick(id_in(asked, "sub_id"), done=bool(asked.get("done")))
        return await self._around(id_in(asked))

    async def _rename(self, asked: Answer) -> Answer:
        changes = TaskChanges.of(title=asked.get("title"))
        acts.undoable(await tasks.edit(id_in(asked, "sub_id"), changes, actor=await auth.actor()), "Renamed it.")
        return await self._around(id_in(asked))

    async def _indent(self, asked: Answer) -> Answer:
        verb = tasks.indent if asked.get("deeper") else tasks.outdent
        task = await verb(id_in(asked, "sub_id"), actor=await auth.actor())
        acts.undoable(
            task, f"Put “{acts.short(task)}” {'one level deeper' if asked.get('deeper') else 'one level up'}."
        )
        return await self._around(id_in(asked))

    async def _move(self, asked: Answer) -> Answer:
        given = {name: asked[name] for name in ("after_id", "before_id") if asked.get(name)}
        task = await tasks.move(id_in(asked, "sub_id"), Place.of(**given), actor=await auth.actor())
        acts.undoable(task, f"Moved “{acts.short(task)}”.")
        return await self._around(id_in(asked))

    async def _relate(self, asked: Answer) -> Answer:
        form = NewRelation.of(kind=asked.get("kind"), task_id=asked.get("other_id"))
        task_id = id_in(asked)
        made = await tasks.relate(task_id, form, actor=await auth.actor())
        if made.change_id:
            acts.taken_back_by(made.change_id, f"Related it to {made.key}.")
        return await self._around(task_id)

    async def _unrelate(self, asked: Answer) -> Answer:
        change_id = await tasks.unrelate(id_in(asked), id_in(asked, "relation_id"), actor=await auth.actor())
        acts.taken_back_by(change_id, "Ended the relation.")
        return await self._around(id_in(asked))

    async def _look_up(self, asked: Answer) -> Answer:
        """Tasks whose key or title holds what was typed."""
        actor, text = await auth.actor(), str(asked.get("text", "")).strip()[:200]
        found: list[Task] = []
        if text:
            try:
                found = [await tasks.find_by_key(text, actor=actor)]
            except NotFound:
                found = []
            wanted = TaskFilter.of(q=text)
            found += (await tasks.tasks(wanted, sort="-updated_at", limit=_OFFERED, actor=actor)).items
        seen = {str(t.id): t for t in found if t.id != id_in(asked)}
        offered = [{"id": i, "key": t.key, "title": t.title, "status": t.status} for i, t in seen.items()]
        return {"found": offered[:_OFFERED]}

    async def _coming(self, asked: Answer) -> Answer:
        """What a rule would mean for the open task."""
        actor = await auth.actor()
        task = await tasks.task(id_in(asked), actor=actor)
        wanted = Recurs.of(rule=asked.get("rule"), from_completion=bool(asked.get("from_completion")))
        return {"coming": coming(wanted.inside(task.recurrence, actor.time_zone), task)}

    async def _skip(self, asked: Answer) -> Answer:
        task = await tasks.skip(id_in(asked), actor=await auth.actor())
        acts.undoable(task, f"Skipped one of “{acts.short(task)}”.")
        return await self._around(task.id)

    async def _duplicate(self, asked: Answer) -> Answer:
        given: dict[str, Any] = {n: asked[n] for n in ("subtasks", "assignees", "dates") if n in asked}
        copy = await tasks.duplicate(id_in(asked), Copying.of(**given), actor=await auth.actor())
        acts.undoable(copy, f"Copied as {copy.key}.")
        await self._around(id_in(asked))
        return {"copy_id": str(copy.id)}

    async def _tick_item(self, asked: Answer) -> Answer:
        seen = self._seen(asked.get("version"))
        shown = {number: item.words for number, item in enumerate(items(seen.description if seen else ""))}
        form = Tick.of(item=asked.get("item"), words=shown.get(asked.get("item", -1)), done=bool(asked.get("done")))
        return await self._done(await tasks.tick(id_in(asked), form, actor=await auth.actor()))

    async def _go_back(self, asked: Answer) -> Answer:
        form = FieldBefore.of(field=asked.get("field"))
        task = await tasks.go_back(id_in(asked), id_in(asked, "change_id"), form, actor=await auth.actor())
        acts.undoable(task, f"Gave “{acts.short(task)}” an earlier value back.")
        return await self._done(task)
