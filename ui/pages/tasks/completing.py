"""Asking before a task is completed that others wait under or before."""

from domain import tasks
from domain.accounts import Person
from domain.tasks import Task
from ui.components.confirm import choose

_MOST = 3  # what is in the way is named


async def ask(task: Task, *, actor: Person) -> str | None:
    """Whether to complete it ("one"), with its subtasks ("all"), or not (None). Asks only when there is a reason."""
    done, total = task.subtasks
    is_open = task.status in ("pending", "in_progress")
    said = []
    if is_open and task.is_blocked:
        found = await tasks.blockers(task.id, actor=actor)
        more = f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
        said.append(f"It is blocked by {', '.join(found[:_MOST])}{more}.")
    if is_open and (left := total - done):
        said.append(f"{left} of its subtasks {'is' if left == 1 else 'are'} not done yet.")
    if not said:
        return "one"
    buttons = {"one": "Complete only this" if total > done else "Complete anyway"}
    if total > done:
        buttons["all"] = "Complete all"
    return await choose(f"Complete “{_short(task.title)}”?", " ".join(said), buttons=buttons)


def _short(title: str) -> str:
    return title if len(title) <= 60 else title[:59].rstrip() + "…"
