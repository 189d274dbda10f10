"""Asking before a task is completed that others wait under or before."""

from domain import tasks
from domain.accounts import Person
from domain.tasks import Place, Task
from ui.components.confirm import choose

_MOST = 3  # what is in the way is named
_SAYING_IT = ("status", "due", "day", "calendar")  # groups in which "completed" is one


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


async def ask_many(found: list[Task]) -> str | None:
    """The same for several: how many are blocked, or have open subtasks."""
    is_open = [task for task in found if task.status in ("pending", "in_progress")]
    waiting, blocked = sum(t.subtasks[1] > t.subtasks[0] for t in is_open), sum(t.is_blocked for t in is_open)
    said = [f"{blocked} {'is' if blocked == 1 else 'are'} blocked by an open task."] if blocked else []
    said += [f"{waiting} {'has' if waiting == 1 else 'have'} subtasks that are not done."] if waiting else []
    if not said:
        return "one"
    buttons = {"one": "Complete only these" if waiting else "Complete anyway"}
    if waiting:
        buttons["all"] = "Complete all"
    return await choose(f"Complete {len(is_open)} tasks?", " ".join(said), buttons=buttons)


def completes(place: Place) -> bool:
    """Whether what is put there is completed."""
    return place.into != place.out_of and place.into == "completed" and place.group in _SAYING_IT


def _short(title: str) -> str:
    return title if len(title) <= 60 else title[:59].rstrip() + "…"
