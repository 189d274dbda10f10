"""Tasks in columns by status: one element, dragged by mouse, finger or keys."""

from typing import Any

from ui.components.asking import Asking


class Board(Asking, component="board.js", dependencies=["task_words.js", "task_address.js"]):
    """Columns of cards; they come by `show` and `patch`, and a move is shown before the server has heard of it."""

    def __init__(self, *, zone: str) -> None:
        super().__init__()
        self._props["zone"] = zone

    def show(self, told: dict[str, Any]) -> None:
        """Show these cards instead of whatever is there."""
        self.run_method("show", told)

    def patch(self, told: dict[str, Any]) -> None:
        """Take over differences; a card in the hand stays in it."""
        self.run_method("patch", told)

    def fail(self, sentence: str, *, by_filter: bool = False) -> None:
        """Say why nothing could be read; cards that are there stay."""
        self.run_method("fail", sentence, by_filter)
