"""What happened lately, as sentences. One element for the whole feed."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from nicegui import ui

from domain.dashboard import Activity
from ui.components.activity_sentence import parts_of, sign_of


class ActivityFeed(ui.element, component="activity_feed.js", dependencies=["task_words.js"]):
    """A skeleton until something is shown. `on_more` is called when older ones are wanted."""

    def __init__(self, *, zone: str, on_more: Callable[[], Awaitable[None]]) -> None:
        super().__init__()
        self._props["zone"] = zone
        self._props["items"] = None
        self._props["more"] = False
        self.on("more", on_more, args=[])

    def show(self, activities: Sequence[Activity], *, more: bool, me: object) -> None:
        """Show these; `me` is the id of the person who reads."""
        items = [_item(activity, me) for activity in activities]
        if (items, more) != (self._props["items"], self._props["more"]):
            self._props["items"], self._props["more"] = items, more
            self.update()


def _item(activity: Activity, me: object) -> dict[str, Any]:
    sign, tone = sign_of(activity)
    return {
        "id": activity.id,
        "at": activity.at.isoformat(),
        "who": str(activity.actor_id) if activity.actor_id else "",
        "name": activity.actor_name,
        "sign": sign,
        "tone": tone,
        "parts": parts_of(activity, me),
    }
