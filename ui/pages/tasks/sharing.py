"""Sharing the open task: with whom, to do what, and no longer; each taken back by Undo."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from domain import tasks
from domain.accounts import Person
from domain.errors import Conflict, NotPermitted
from domain.tasks import NewShare, Share, ShareChange, TaskChanges
from ui import auth, frame
from ui.components.asking import Answer, id_in
from ui.components.confirm import confirm
from ui.components.task_panel import TaskPanel


class Sharing:
    """Answers the panel's intents; `people` tells who sees the task after each."""

    def __init__(self, element: TaskPanel, people: Callable[[UUID], Awaitable[Answer]]) -> None:
        self._people = people
        element.on_ask("share", self._share, beside=True)
        element.on_ask("change_share", self._change, beside=True)
        element.on_ask("revoke", self._revoke, beside=True)

    async def _share(self, asked: Answer) -> Answer:
        task_id, actor = id_in(asked), await auth.actor()
        named = {name: asked[name] for name in ("email", "team_id") if asked.get(name)}
        form = NewShare.of(**named, permission=asked.get("permission", "view"))
        before = {share.id: share for share in await tasks.shares_of(task_id, actor=actor)}
        made = await tasks.share(task_id, form, actor=actor)
        frame.toast(f"Shared with {made.name}.", undo=lambda: _back_to(before.get(made.id), made))
        return await self._people(task_id)

    async def _change(self, asked: Answer) -> Answer:
        task_id, actor = id_in(asked), await auth.actor()
        form = ShareChange.of(permission=asked.get("permission"))
        before = await _find(task_id, id_in(asked, "share_id"), actor=actor)
        changed = await tasks.change_share(task_id, id_in(asked, "share_id"), form, actor=actor)
        may = "edit" if changed.permission == "edit" else "view"
        frame.toast(f"{changed.name} can {may} it now.", undo=lambda: _back_to(before, changed))
        return await self._people(task_id)

    async def _revoke(self, asked: Answer) -> Answer:
        task_id, actor = id_in(asked), await auth.actor()
        before, task = (
            await _find(task_id, id_in(asked, "share_id"), actor=actor),
            await tasks.task(task_id, actor=actor),
        )
        is_own = not tasks.can_share(task)
        if is_own and not await confirm(f"Give up “{task.title}”?", _GIVES_UP, button="Give up"):
            return await self._people(task_id)
        await tasks.revoke_share(task_id, id_in(asked, "share_id"), actor=actor)
        if before and not is_own:
            assigned = task.assignee_ids
            frame.toast(f"{before.name} does not see it any more.", undo=lambda: _give_back(before, assigned))
        try:
            return await self._people(task_id)
        except NotPermitted:
            return {}  # it was the person's own share that was given up: the live update closes the panel


_GIVES_UP = "You will not see it any more. Only those at home with it can share it with you again."


async def _find(task_id: UUID, share_id: UUID, *, actor: Person) -> Share | None:
    return next((share for share in await tasks.shares_of(task_id, actor=actor) if share.id == share_id), None)


async def _back_to(before: Share | None, now: Share) -> None:
    """As it was before. Raises Conflict when somebody changed it since."""
    actor = await auth.actor()
    found = await _find(now.task_id, now.id, actor=actor)
    if found is None or found.permission != now.permission:
        raise Conflict(f"What {now.name} may do was changed since: this cannot be taken back.")
    if before is None:
        await tasks.revoke_share(now.task_id, now.id, actor=actor)
    else:
        await tasks.change_share(now.task_id, now.id, ShareChange(permission=before.permission), actor=actor)


async def _give_back(gone: Share, assigned: list[UUID]) -> None:
    """The share once more, and with it the assignments that went with it."""
    actor = await auth.actor()
    receiver = {"user_id": gone.user_id} if gone.user_id else {"team_id": gone.team_id}
    await tasks.share(gone.task_id, NewShare.of(**receiver, permission=gone.permission), actor=actor)
    task = await tasks.task(gone.task_id, actor=actor)
    seeing = {viewer.user_id for viewer in await tasks.access_of(gone.task_id, actor=actor)}
    wanted = [who for who in assigned if who in seeing and who not in task.assignee_ids]
    if wanted:
        changes = TaskChanges.since(task, assignee_ids=[*task.assignee_ids, *wanted])
        await tasks.edit(gone.task_id, changes, actor=actor)
