"""The inbox: what one was told, why, read or not."""

from typing import Any
from uuid import UUID

from nicegui import context

from domain import notifications
from domain.bus import Event
from domain.errors import Invalid
from domain.notifications import Marking, Notification
from ui import auth, errors, frame, live
from ui.components.asking import Answer
from ui.components.inbox import Inbox
from ui.components.markdown import plain
from ui.components.text import text
from ui.pages.notifications.words import said_of, why_of

_FIRST, _STEP, _MOST = 40, 60, 400


async def page() -> None:
    """All of it, newest first; it changes by itself."""
    actor = await auth.actor()
    with frame.page("Notifications"):
        with frame.heading("Notifications", "What happened to what you have to do with."):
            text("a", "Choose what you are told").classes("lk").props('href="/settings?part=notifications"')
        opened = Opened(Inbox(zone=actor.time_zone))
    await context.client.connected()
    async with errors.shown():
        await opened.refresh([])


class Opened:
    """The page as one person has it open."""

    def __init__(self, inbox: Inbox) -> None:
        self._inbox, self._only, self._wanted = inbox, False, _FIRST
        inbox.on_ask("read", self._read, beside=True)
        inbox.on_ask("pick", self._pick)
        inbox.on_ask("more", self._more)
        live.watch(self.refresh, kinds={"notification", "task", "team", "comment", "person"})

    async def refresh(self, _: list[Event]) -> None:
        """Read again."""
        actor = await auth.actor()
        found: list[Notification] = []
        cursor: str | None = None
        while len(found) < self._wanted:
            part = await notifications.notifications_of(unread=self._only, limit=100, cursor=cursor, actor=actor)
            found, cursor = found + part.items, part.next_cursor
            if cursor is None:
                break
        shown = found[: self._wanted]
        more = (cursor is not None or len(found) > len(shown)) and self._wanted < _MOST
        unread = await notifications.unread(actor=actor)
        self._inbox.show({"items": [_item(one) for one in shown], "unread": unread, "more": more})

    async def _read(self, asked: Answer) -> None:
        wanted: dict[str, Any] = {"read": bool(asked.get("read", True))}
        if asked.get("ids") is not None:
            if not isinstance(asked["ids"], list):
                raise Invalid("There is nothing to mark.")
            wanted["ids"] = asked["ids"][:100]
        await notifications.mark(Marking.of(**wanted), actor=await auth.actor())

    async def _pick(self, asked: Answer) -> None:
        self._only, self._wanted = bool(asked.get("only")), _FIRST
        await self.refresh([])

    async def _more(self, _: Answer) -> None:
        self._wanted = min(self._wanted + _STEP, _MOST)
        await self.refresh([])


def _item(one: Notification) -> dict[str, Any]:
    topic: UUID | None = one.task_id or one.team_id
    return {
        "id": str(one.id), "kind": one.kind, "topic": str(topic), "title": one.title or one.team_name or "",
        "mark": one.task_key, "href": f"/tasks?task={one.task_id}" if one.task_id else f"/teams/{one.team_id}",
        "actor": one.actor_name, "actor_id": str(one.actor_id) if one.actor_id else "", "said": said_of(one),
        "why": why_of(one), "excerpt": plain(one.excerpt)[:200], "at": one.at.isoformat(),
        "read": one.read_at is not None,
    }  # fmt: skip
