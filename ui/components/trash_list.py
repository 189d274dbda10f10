"""Deleted tasks, to be restored."""

from typing import Any

from ui.components.asking import Asking


class TrashList(Asking, component="trash_list.js", dependencies=["task_words.js"]):
    """Rows with who deleted what when; asks `restore`, `more` and `retry`."""

    def __init__(self, *, zone: str) -> None:
        super().__init__()
        self._props["zone"] = zone

    def show(self, told: dict[str, Any]) -> None:
        """Show these rows."""
        self.run_method("show", told)

    def fail(self, sentence: str) -> None:
        """Say why nothing could be read."""
        self.run_method("fail", sentence)
