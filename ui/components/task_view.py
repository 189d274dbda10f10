"""Tasks as a list, a board, a table or a calendar: one element, however many tasks."""

from pathlib import Path
from typing import Any

from ui.components.asking import Asking

_PARTS: list[str | Path] = [
    "task_words.js", "task_address.js", "task_outline.js", "task_store.js", "task_keys.js", "task_drag.js",
    "task_selecting.js", "task_selection.js", "task_moving.js",
    "popover.js", "pick_list.js", "task_picker_many.js", "task_picker.js",
    "quick_add_words.js", "quick_add_help.js", "quick_add.js",
    "task_row.js", "task_list.js", "task_card.js",
    "task_board.js", "task_table.js", "task_month.js", "task_week.js", "task_calendar.js",
]  # fmt: skip


class TaskView(Asking, component="task_view.js", dependencies=_PARTS):
    """The order comes by `show` and `patch`; rows are asked for (`rows`) when they come into sight."""

    def __init__(self, *, zone: str, me: str, week_start: int) -> None:
        super().__init__()
        self._props.update(zone=zone, me=me, weekStart=week_start)

    def show(self, told: dict[str, Any]) -> None:
        """Show this instead of whatever is there."""
        self.run_method("show", told)

    def patch(self, told: dict[str, Any]) -> None:
        """Take over differences; focus, scrolling, what is typed and what is in the hand stay."""
        self.run_method("patch", told)

    def fail(self, sentence: str, *, by_filter: bool = False) -> None:
        """Say why nothing could be read; rows that are there stay."""
        self.run_method("fail", sentence, by_filter)
