"""What becomes of many tasks, in sentences: before it is done, and after."""

from collections import Counter

from domain.tasks import Changed, ManyChanges, Result
from ui.components.change_words import FIELD_WORDS
from ui.pages.tasks.names import Names

_LISTS = {"add_labels": "labels", "remove_labels": "labels",
          "add_assignee_ids": "assignee_ids", "remove_assignee_ids": "assignee_ids"}  # fmt: skip
# why tasks are left out, said of several
_OF_SEVERAL = {
    "You can see this task but not change it.": "You can see them but not change them.",
    "This task was shared with you: only at home it can be deleted or moved.":
        "They were shared with you: only at home they can be deleted or moved.",
}  # fmt: skip


def foreseen(told: Changed, changes: ManyChanges) -> str:
    """How many would change, how many are so already, which consequences it has, who is left out and why."""
    changed = [result for result in told.results if result.outcome == "changed"]
    number, same = _number(told, changes), sum(result.outcome == "unchanged" for result in told.results)
    said = [_would(number, changes, told) if number or told.subtasks else "Nothing changes."]
    if same and not changes.deleted:
        said.append(f"{same} {'needs' if same == 1 else 'need'} no change.")
    said += _consequences(changed, changes)
    return " ".join([*said, *left_out(told)])


def done(told: Changed, changes: ManyChanges, names: Names) -> str:
    """What was done, and what was left out."""
    number = _number(told, changes)
    said = _did(_counted(number) + _below(told), changes, names) if number or told.subtasks else "Nothing was changed."
    return " ".join([said, *left_out(told)])


def moved(told: Changed, where: str) -> str:
    """How many were put elsewhere, and who was left out."""
    number = sum(result.outcome == "changed" for result in told.results)
    to = f" to {where}" if where else ""
    said = f"Moved {_counted(number)}{_below(told)}{to}." if number else "Nothing was moved."
    return " ".join([said, *left_out(told)])


def left_out(told: Changed) -> list[str]:
    """A sentence for each reason for which tasks were refused."""
    reasons = Counter(result.why for result in told.results if result.outcome == "refused")
    said = []
    for why, n in reasons.items():
        sentence = why if n == 1 else _OF_SEVERAL.get(why, why)
        said.append(f"{n} {'is' if n == 1 else 'are'} left out: {sentence[:1].lower()}{sentence[1:]}")
    return said


def _below(told: Changed) -> str:
    return f" and {told.subtasks} {'subtask' if told.subtasks == 1 else 'subtasks'}" if told.subtasks else ""


def _number(told: Changed, changes: ManyChanges) -> int:
    """Of how many it is true: what goes to the trash with its parent goes there, too."""
    counted = ("changed", "unchanged") if changes.deleted else ("changed",)
    return sum(result.outcome in counted for result in told.results)


def _counted(number: int) -> str:
    return f"{number} {'task' if number == 1 else 'tasks'}"


def _would(number: int, changes: ManyChanges, told: Changed) -> str:
    one = number == 1 and not told.subtasks
    if changes.deleted:
        return f"{_counted(number)} {'goes' if one else 'go'} to the trash for thirty days, subtasks included."
    return f"{_counted(number)}{_below(told)} {'changes' if one else 'change'}."


def _consequences(changed: list[Result], changes: ManyChanges) -> list[str]:
    """What one would want to know before: open subtasks, what is in the way, what goes along."""
    found = [result.task for result in changed if result.task]
    if "team_id" in changes.model_fields_set and any(task.subtasks[1] for task in found):
        return ["Their subtasks go along."]
    if changes.given().get("status") != "completed":
        return []
    is_open = sum(task.subtasks[1] > task.subtasks[0] for task in found)
    blocked = sum(task.is_blocked for task in found)
    if changes.with_subtasks:
        is_open = 0
    said = [f"{is_open} {'has' if is_open == 1 else 'have'} subtasks that are not done."] if is_open else []
    return said + ([f"{blocked} {'is' if blocked == 1 else 'are'} blocked by an open task."] if blocked else [])


def have_open_below(told: Changed, changes: ManyChanges) -> bool:
    """Whether tasks would be completed under which others are open: what becomes of these is worth asking."""
    found = [result.task for result in told.results if result.outcome == "changed" and result.task]
    return changes.given().get("status") == "completed" and any(t.subtasks[1] > t.subtasks[0] for t in found)


def _did(counted: str, changes: ManyChanges, names: Names) -> str:
    given = changes.given()
    if changes.deleted:
        return f"Moved {counted} to the trash."
    if "team_id" in given:
        home = names.teams.get(given["team_id"], "another team") if given["team_id"] else "your own tasks"
        return f"Moved {counted} to {home}."
    if given.get("status") == "completed":
        return f"Completed {counted}."
    fields = (_LISTS.get(name, name) for name in ManyChanges.model_fields if name in given)
    word = next((FIELD_WORDS[field] for field in fields if field in FIELD_WORDS), "fields")
    return f"Changed the {word} of {counted}."
