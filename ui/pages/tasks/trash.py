"""The trash: what was deleted lately, by whom, and the way back."""

from typing import Any

from nicegui import ui

from domain import tasks
from domain.bus import Event
from domain.errors import AtriumError, SignedOut, Unavailable
from domain.tasks import Task, TaskFilter, can_delete
from ui import auth, frame, live
from ui.components.asking import Answer, id_in
from ui.components.trash_list import TrashList
from ui.pages.tasks import acts
from ui.pages.tasks.names import Names

_FIRST, _STEP, _MOST = 50, 100, 500  # rows
_TELLS = "Deleted tasks stay here for thirty days."


async def page() -> None:
    """Deleted tasks that the person may see, newest first."""
    actor = await auth.actor()
    with frame.page("Trash"):
        with frame.heading("Trash", _TELLS):
            pass
        trash = Trash(TrashList(zone=actor.time_zone))
    await ui.context.client.connected()
    await trash.read()


class Trash:
    """The page as one person has it open."""

    def __init__(self, rows: TrashList) -> None:
        self._rows, self._names, self._wanted = rows, Names(), _FIRST
        rows.on_ask("restore", self._restore)
        rows.on_ask("more", self._more)
        rows.on_ask("retry", self._retry)
        live.watch(self._refresh, kinds={"task", "team", "person"})

    async def _refresh(self, events: list[Event]) -> None:
        if any(event.kind != "task" for event in events):
            self._names.forget()
        await self._read()

    async def read(self) -> None:
        """Show what is in the trash; what cannot be read is said."""
        try:
            await self._read()
        except SignedOut:
            raise
        except AtriumError as error:
            self._rows.fail(error.message)
            if isinstance(error, Unavailable):
                live.database_is_away()

    async def _read(self) -> None:
        actor = await auth.actor()
        found = await tasks.tasks(
            TaskFilter(trashed=True, archived=True), sort="-updated_at", limit=self._wanted, actor=actor
        )
        who = {task.deleted_by_id for task in found.items if task.deleted_by_id}
        await self._names.learn(who, actor=actor)
        more = found.next_cursor is not None and self._wanted < _MOST
        self._rows.show({"rows": [self._row(task) for task in found.items], "more": more})

    def _row(self, task: Task) -> dict[str, Any]:
        who = self._names.people.get(task.deleted_by_id, "Somebody") if task.deleted_by_id else "Somebody"
        return {
            "id": str(task.id),
            "title": task.title,
            "team": self._names.teams.get(task.team_id, "") if task.team_id else "",
            "who": who,
            "who_id": str(task.deleted_by_id),
            "at": (task.deleted_at or task.updated_at).isoformat(),
            "can_restore": can_delete(task),
        }

    async def _restore(self, asked: Answer) -> None:
        try:
            task = await tasks.restore(id_in(asked), actor=await auth.actor())
            acts.undoable(task, f"Restored “{acts.short(task)}”.")
        finally:
            await self.read()

    async def _more(self, _: Answer) -> None:
        self._wanted = min(self._wanted + _STEP, _MOST)
        await self.read()

    async def _retry(self, _: Answer) -> None:
        await self.read()
