"""What is said about the open task, who follows it, what hangs on it, and one's own reminders of it."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from nicegui import background_tasks

from domain import files, tasks
from domain.bus import Event
from domain.errors import AtriumError, Invalid
from domain.files import File
from domain.tasks import (
    REACTIONS,
    Comment,
    CommentChanges,
    NewComment,
    NewReminder,
    Reminder,
    Task,
    attachments,
    comments,
    reminders,
    watching,
)
from ui import auth, errors, frame, live
from ui.components.asking import Answer, id_in
from ui.components.task_panel import TaskPanel
from ui.pages.tasks import said

_PART = 30  # comments at a time
_KINDS = {"comment": "talk", "watcher": "watching", "attachment": "attachments", "reminder": "reminders"}


class Talking:
    """Answers the panel's intents about these parts, and shows what others do to them; `task()` is the open one."""

    def __init__(self, element: TaskPanel, task: Callable[[], Task | None]) -> None:
        self._element, self._task = element, task
        self._tellers: dict[str, Callable[[UUID], Awaitable[Any]]] = {
            "talk": self._talk, "watching": self._watching, "attachments": self._attachments,
            "reminders": self._reminders,
        }  # fmt: skip
        answers: dict[str, Callable[[Answer], Awaitable[Answer | None]]] = {
            "comment": self._comment, "recomment": self._edit, "uncomment": self._delete, "react": self._react,
            "earlier": self._earlier, "former": self._former, "watch": self._watch, "remind": self._remind,
            "unremind": self._unremind, "detach": self._detach, "file_link": self._link,
        }  # fmt: skip
        for intent, answer in answers.items():
            element.on_ask(intent, answer, beside=True)
        live.watch(self._heard, kinds={*_KINDS, "task", "team", "person"})

    def begin(self, task: Task) -> None:
        """Tell the panel of the task that was opened, in a moment."""
        background_tasks.create(self._tell(task.id, self._tellers), name="talk about a task", context=self._element)

    async def _tell(self, task_id: UUID, parts: Any) -> None:
        try:
            for part in parts:
                self._element.part(task_id, part, await self._tellers[part](task_id))
        except AtriumError:
            return  # the panel itself says what is the matter

    async def _heard(self, events: list[Event]) -> None:
        task = self._task()
        if task is None:
            return
        parts = {_KINDS[e.kind] for e in events if e.kind in _KINDS and self._is_about(e, task)}
        if not events or any(e.kind in ("task", "team", "person") and self._moves(e, task) for e in events):
            parts = set(self._tellers)
        await self._tell(task.id, [part for part in self._tellers if part in parts])

    @staticmethod
    def _is_about(event: Event, task: Task) -> bool:
        return str(task.id) == event.detail or event.object_id == task.id

    @staticmethod
    def _moves(event: Event, task: Task) -> bool:
        """Whether this may change who takes part, or when the task is due."""
        return event.kind != "task" or event.object_id == task.id

    # --- what is told

    async def _talk(self, task_id: UUID, cursor: str | None = None) -> Answer:
        actor = await auth.actor()
        task = await tasks.task(task_id, actor=actor, trashed=True)
        people = await comments.mentionable(task_id, actor=actor)
        page = await comments.comments_of(
            task_id, deleted=True, newest_first=True, limit=_PART, cursor=cursor, actor=actor
        )
        return {
            "comments": [await said.comment(c, task, people, actor) for c in reversed(page.items)],
            "cursor": page.next_cursor, "can": tasks.can_comment(task), "people": said.people(people),
        }  # fmt: skip

    async def _watching(self, task_id: UUID) -> Answer:
        actor = await auth.actor()
        found = await watching.watchers_of(task_id, actor=actor)
        return {"watchers": [{"id": str(w.user_id), "name": w.name, "reason": w.reason} for w in found],
                "mine": any(w.user_id == actor.id for w in found)}  # fmt: skip

    async def _attachments(self, task_id: UUID) -> Answer:
        actor = await auth.actor()
        task = await tasks.task(task_id, actor=actor, trashed=True)
        found = await attachments.attachments_of(task_id, actor=actor)
        return {"files": [said.file(f, task, actor) for f in found], "can": tasks.can_attach(task)}

    async def _reminders(self, task_id: UUID) -> list[Answer]:
        return [said.reminder(r) for r in await reminders.reminders_of(task_id, actor=await auth.actor())]

    # --- what is done

    async def _comment(self, asked: Answer) -> Answer:
        task_id = id_in(asked)
        await comments.create(task_id, NewComment.of(content=asked.get("content")), actor=await auth.actor())
        return {"talk": await self._talk(task_id)}

    async def _edit(self, asked: Answer) -> Answer:
        task_id, form = id_in(asked), CommentChanges.of(content=asked.get("content"))
        version = asked["version"] if isinstance(asked.get("version"), int) else None
        comment_id = id_in(asked, "comment_id")
        await comments.edit(task_id, comment_id, form, version=version, actor=await auth.actor())
        return {"talk": await self._talk(task_id)}

    async def _delete(self, asked: Answer) -> Answer:
        task_id, comment_id = id_in(asked), id_in(asked, "comment_id")
        await comments.delete(task_id, comment_id, actor=await auth.actor())

        async def undo() -> None:
            async with errors.shown():
                await comments.restore(task_id, comment_id, actor=await auth.actor())

        frame.toast("Comment deleted.", undo=undo)
        return {"talk": await self._talk(task_id)}

    async def _react(self, asked: Answer) -> Answer:
        reaction = next((r for r in REACTIONS if r == asked.get("reaction")), None)
        if reaction is None:
            raise Invalid("This reaction is not known.", field="reaction")
        act = comments.react if asked.get("on") else comments.unreact
        task_id = id_in(asked)
        changed: Comment = await act(task_id, id_in(asked, "comment_id"), reaction, actor=await auth.actor())
        return {"reactions": said.reactions(changed, await auth.actor())}

    async def _earlier(self, asked: Answer) -> Answer:
        return {"talk": await self._talk(id_in(asked), str(asked.get("cursor"))[:1000])}

    async def _former(self, asked: Answer) -> Answer:
        found = await comments.former_texts(id_in(asked), id_in(asked, "comment_id"), actor=await auth.actor())
        return {"former": [{"content": f.content, "at": f.at.isoformat()} for f in found]}

    async def _watch(self, asked: Answer) -> Answer:
        act = watching.watch if asked.get("on") else watching.unwatch
        task_id = id_in(asked)
        await act(task_id, actor=await auth.actor())
        return {"watching": await self._watching(task_id)}

    async def _remind(self, asked: Answer) -> Answer:
        actor, task_id = await auth.actor(), id_in(asked)
        form = NewReminder.of(**said.moment(asked, actor.time_zone))
        await reminders.create(task_id, form, actor=actor)
        return {"reminders": await self._reminders(task_id)}

    async def _unremind(self, asked: Answer) -> Answer:
        task_id = id_in(asked)
        gone: Reminder = await reminders.delete(task_id, id_in(asked, "reminder_id"), actor=await auth.actor())

        async def undo() -> None:
            async with errors.shown():
                form = NewReminder.of(at=gone.at, minutes_before=gone.minutes_before)
                await reminders.create(task_id, form, actor=await auth.actor())

        frame.toast("Reminder removed.", undo=undo)
        return {"reminders": await self._reminders(task_id)}

    async def _detach(self, asked: Answer) -> Answer:
        task_id, file_id = id_in(asked), id_in(asked, "file_id")
        gone: File = await attachments.delete(task_id, file_id, actor=await auth.actor())

        async def undo() -> None:
            async with errors.shown():
                await attachments.restore(task_id, file_id, actor=await auth.actor())

        frame.toast(f"Deleted {gone.name}.", undo=undo)
        return {"attachments": await self._attachments(task_id)}

    async def _link(self, asked: Answer) -> Answer:
        url, _ = await files.link(id_in(asked, "file_id"), actor=await auth.actor())
        return {"url": url}
