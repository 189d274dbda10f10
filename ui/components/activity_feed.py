"""What happened lately, as sentences. One element for the whole feed."""

import json
from collections.abc import Awaitable, Callable, Hashable, Sequence

from nicegui import ui

from domain.dashboard import Activity
from ui.components.activity_sentence import parts_of, sign_of


class ActivityFeed(ui.element, component="activity_feed.js", dependencies=["task_words.js"]):
    """A skeleton until something is shown. `on_more` is called when older ones are wanted."""

    def __init__(self, *, zone: str, on_more: Callable[[], Awaitable[None]]) -> None:
        super().__init__()
        self._props["zone"] = zone
        self._props["lines"] = None
        self._props["more"] = False
        self.on("more", on_more, args=[])

    def show(self, activities: Sequence[Activity], *, more: bool, me: object) -> None:
        """Show these; `me` is the id of the person who reads."""
        # as text: NiceGUI would watch every list and dict inside
        lines = f"[{','.join(_line(activity, me) for activity in activities)}]"
        if (lines, more) != (self._props["lines"], self._props["more"]):
            self._props["lines"], self._props["more"] = lines, more
            self.update()


_kept: dict[Hashable, str] = {}
_MOST_KEPT = 5_000


def _line(activity: Activity, me: object) -> str:
    """One line as JSON: the same for everybody who reads it with the same words."""
    seen = (activity.title, activity.team_name, activity.about_name, activity.actor_id == me, activity.about_id == me)
    if (line := _kept.get((activity.id, seen))) is None:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        line = _kept[(activity.id, seen)] = json.dumps(_item(activity, me), ensure_ascii=False)
    return line


def _item(activity: Activity, me: object) -> dict[str, object]:
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
