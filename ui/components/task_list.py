"""The list of tasks: one element, however many rows."""

from typing import Any

from ui.components.asking import Asking


class TaskList(Asking, component="task_list.js", dependencies=["task_words.js", "task_address.js"]):
    """Rows in groups, a line to add one, ticking, renaming, deleting; rows come by `show` and `patch`."""

    def __init__(self, *, zone: str) -> None:
        super().__init__()
        self._props["zone"] = zone

    def show(self, told: dict[str, Any]) -> None:
        """Show these rows instead of whatever is there."""
        self.run_method("show", told)

    def patch(self, told: dict[str, Any]) -> None:
        """Take over differences; focus, scrolling and what is being typed stay."""
        self.run_method("patch", told)

    def fail(self, sentence: str, *, by_filter: bool = False) -> None:
        """Say why nothing could be read; rows that are there stay."""
        self.run_method("fail", sentence, by_filter)
