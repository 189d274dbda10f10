"""One task, from the side: everything of it, and what others do to it meanwhile."""

from pathlib import Path
from typing import Any
from uuid import UUID

from ui.components.asking import Asking

_PARTS: list[str | Path] = [
    "task_words.js", "task_address.js", "popover.js", "pick_list.js", "markdown_editor.js", "task_fields.js",
    "task_history.js", "task_people.js", "mention_box.js", "task_talk.js", "task_watchers.js", "task_reminders.js",
    "task_attachments.js", "task_subtasks.js", "task_relations.js", "task_repeat.js", "task_prose.js",
]  # fmt: skip


class TaskPanel(Asking, component="task_panel.js", dependencies=_PARTS):
    """Opens by itself when the URL names a task. What is typed stays in it until the server has it."""

    def __init__(self, *, zone: str) -> None:
        super().__init__()
        self._props["zone"] = zone

    def about(self, task_id: UUID, **told: Any) -> None:
        """`viewers`, `shares`, `changes` of the open task."""
        self.run_method("about", str(task_id), told)

    def part(self, task_id: UUID, name: str, told: Any) -> None:
        """One part of the open task: `talk`, `watching`, `attachments`, `reminders`."""
        self.run_method("part", str(task_id), name, told)

    def changed(self, told: dict[str, Any], who: str | None) -> None:
        """The open task as it is now, and who made it so when it was somebody else."""
        self.run_method("changed", told, who)

    def vanished(self, task_id: UUID, sentence: str) -> None:
        """The open task cannot be seen any more: close, but give back what was being typed."""
        self.run_method("vanished", str(task_id), sentence)
