"""What somebody was told, grouped by task. One element; which row is which lives in the browser."""

from typing import Any

from ui.components.asking import Asking


class Inbox(Asking, component="inbox.js", dependencies=["task_words.js"]):
    """A skeleton until something is shown."""

    def __init__(self, *, zone: str) -> None:
        super().__init__()
        self._props["zone"] = zone

    def show(self, told: dict[str, Any]) -> None:
        """`items`, whether there are `more`, and the number that is `unread`."""
        self.run_method("show", told)
