"""Sharing the open task: with whom, to do what, and no longer."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from domain import tasks
from domain.errors import NotPermitted
from domain.tasks import NewShare, ShareChange
from ui import auth
from ui.components.asking import Answer, id_in
from ui.components.task_panel import TaskPanel


class Sharing:
    """Answers the panel's intents; `people` tells who sees the task after each."""

    def __init__(self, element: TaskPanel, people: Callable[[UUID], Awaitable[Answer]]) -> None:
        self._people = people
        element.on_ask("share", self._share, beside=True)
        element.on_ask("change_share", self._change, beside=True)
        element.on_ask("revoke", self._revoke, beside=True)

    async def _share(self, asked: Answer) -> Answer:
        named = {name: asked[name] for name in ("email", "team_id") if asked.get(name)}
        form = NewShare.of(**named, permission=asked.get("permission", "view"))
        await tasks.share(id_in(asked), form, actor=await auth.actor())
        return await self._people(id_in(asked))

    async def _change(self, asked: Answer) -> Answer:
        form = ShareChange.of(permission=asked.get("permission"))
        await tasks.change_share(id_in(asked), id_in(asked, "share_id"), form, actor=await auth.actor())
        return await self._people(id_in(asked))

    async def _revoke(self, asked: Answer) -> Answer:
        await tasks.revoke_share(id_in(asked), id_in(asked, "share_id"), actor=await auth.actor())
        try:
            return await self._people(id_in(asked))
        except NotPermitted:
            return {}  # it was the person's own share that was given up: the live update closes the panel
