"""What the built-in model says, in Markdown. Text of tasks is quoted here and nowhere obeyed."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from domain.assistant.phrases import shortened

Brief = Mapping[str, Any]
Result = Mapping[str, Any]
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~:@&])")

HELP = """I look after your tasks. You can say, for example:

- **Add**: *remind me to call Ben tomorrow 5pm high priority* · *create 'Ship it' in Launch for friday*
- **Look**: *what's due today?* · *show overdue* · *list my urgent tasks* · *find printer*
- **Change**: *complete the printer task* · *make it urgent* · *move it to next monday* · *assign it to Ben*
- **Around it**: *add a subtask 'Buy ink' to printer* · *printer is blocked by invoice* · *repeat it weekly*
- **Share**: *share the printer task with ben@example.org to edit*
- **Clear up**: *delete the printer task* · *delete all completed* · *move all overdue tasks to monday*
- **Sum up**: *summarise my week* · *how is Launch doing?*

I ask before I delete, share, or change several tasks. *undo* takes the last change back."""
_EXAMPLES = "*add buy milk tomorrow*, *what's due today?*, *complete the printer task*, *summarise my week*"
SAYINGS = {
    "help": HELP,
    "unknown": f"I did not understand that, so I changed nothing. I know sentences like {_EXAMPLES}; "
               "*help* shows them all.",
    "too_long": "That is long for me: I understand one sentence of up to 500 characters at a time. I changed nothing.",
    "hello": f"Hello! Tell me what to do with your tasks, for example {_EXAMPLES}.",
    "thanks": "You are welcome.",
    "use_the_card": "Please use the buttons on the card above: only your click confirms or cancels a change.",
    "dropped": "All right, I changed nothing.",
    "nothing_waits": "There is nothing waiting for a yes or no. What can I do?",
    "no_subject": "Which task do you mean? Say a word of its title, for example *complete the printer task*.",
    "no_title": "What should the task be called? Say it like *add a task to buy milk tomorrow*.",
    "which_again": "I could not tell which one you mean. Say its number, its title, or *never mind*.",
}  # fmt: skip


def plain(text: str) -> str:
    """Somebody's words inside Markdown, as nothing but words."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def link(task: Brief) -> str:
    """A task's title, leading to it."""
    return f"[{plain(shortened(str(task['title'])))}](/tasks?task={task['id']})"


def _facts(task: Brief) -> str:
    due = task["due"] and (f"**overdue**, {task['due']}" if task["is_overdue"] else f"due {task['due']}")
    status = {"in_progress": "in progress", "completed": "completed", "archived": "archived"}.get(task["status"], "")
    level = "" if task["priority"] == "none" else f"{task['priority']} priority"
    who = ", ".join(plain(name) for name in task["assignees"])
    parts = [plain(task["team"]) if task["team"] else "", status, level, due, f"assigned to {who}" if who else ""]
    return " · ".join(part for part in parts if part)


def _line(task: Brief) -> str:
    facts = _facts(task)
    return link(task) + (f" — {facts}" if facts else "")


def _numbered(listed: Sequence[Brief]) -> str:
    return "\n".join(f"{n}. {_line(task)}" for n, task in enumerate(listed, 1))


def _tasks(count: int, adjective: str = "") -> str:
    return f"{count} {adjective}{'task' if count == 1 else 'tasks'}"


def _condition(condition: Mapping[str, Any]) -> tuple[str, str]:
    """What stands before "tasks", and what after."""
    before, after = [], []
    if condition.get("overdue"):
        before.append("overdue")
    before += list(condition.get("priority") or ())
    if not condition.get("completed_from"):  # then it is said below
        before += [status.replace("_", " ") for status in condition.get("status") or ()]
    before += [word for word in ("open", "unassigned", "personal", "undated") if condition.get(word)]
    after += [f"where {plain(condition['filter'])}"] if condition.get("filter") else []
    after += [f"in the view “{plain(condition['view'])}”"] if condition.get("view") else []
    after += ["due today"] if condition.get("due_today") else []
    after += ["shared with you"] if condition.get("shared") else []
    after += [f"in {plain(condition['team'])}"] if condition.get("team") else []
    if who := condition.get("assignee"):
        after.append("assigned to you" if who == "me" else f"assigned to {plain(who)}")
    after += [f"labelled {plain(condition['label'])}"] if condition.get("label") else []
    for name, word in (("due", "due"), ("completed", "completed"), ("created", "added")):
        first, last = condition.get(f"{name}_from"), condition.get(f"{name}_to")
        after += (
            [f"{word} {plain(condition['period'])}"]
            if first and condition.get("period")
            else _between(word, first, last)
        )
    after += [f"with “{plain(condition['words'])}”"] if condition.get("words") else []
    return " ".join(before) + " " * bool(before), (" " + " ".join(after)) * bool(after)


def _between(word: str, first: str | None, last: str | None) -> list[str]:
    if first and last:
        return [f"{word} {first}" if first == last else f"{word} between {first} and {last}"]
    return [f"{word} from {first} on"] if first else [f"{word} until {last}"] if last else []


def _listed(result: Result) -> str:
    before, after = _condition(result["condition"])
    total = result["total"]
    if not total:
        return f"There are no {before}tasks{after}."
    opening = f"There {'is' if total == 1 else 'are'} **{_tasks(total, before)}**{after}"
    if result["only_count"]:
        return f"{opening}."
    rest = total - len(result["tasks"])
    more = f"\n\nand {rest} more." if rest > 0 else ""
    return f"{opening}:\n\n{_numbered(result['tasks'])}{more}"


def _found(result: Result) -> str:
    words = plain(result["words"])
    if not result["tasks"]:
        return f"I found no task with “{words}”."
    if result["are_nearest"]:
        return f"I found no task with “{words}”. The nearest titles are:\n\n{_numbered(result['tasks'])}"
    return f"I found **{_tasks(result['total'])}** with “{words}”:\n\n{_numbered(result['tasks'])}"


def _which(result: Result) -> str:
    more = f"\n\nand {result['more']} more: say more of the title." if result["more"] else ""
    return (f"Several tasks fit “{plain(result['words'])}”. Which one do you mean?\n\n"
            f"{_numbered(result['options'])}{more}")  # fmt: skip


def _none(result: Result) -> str:
    words = plain(result["words"])
    where = " in the trash" if result["tool"] == "restore_task" else ""
    if not result["options"]:
        return f"I found no task called “{words}”{where}, so I changed nothing."
    asked = "Do you mean this one?" if len(result["options"]) == 1 else "Do you mean one of these?"
    return f"I found no task called “{words}”{where}. {asked}\n\n{_numbered(result['options'])}"


def _shown(result: Result) -> str:
    task = result["task"]
    labels = ", ".join(plain(label) for label in task["labels"])
    lines = [f"**{link(task)}** ({plain(task['key'])})", _facts(task) or "No date, no priority.",
             f"Labels: {labels}" if labels else ""]  # fmt: skip
    told = "\n\n".join(line for line in lines if line)
    description = "\n".join(f"> {plain(line)}" for line in task["description"].splitlines()[:12])
    said = "\n\n".join(f"**{plain(c['who'])}**: {plain(shortened(c['said'], 300))}" for c in task["comments"])
    return "\n\n".join(part for part in (told, description, said) if part)


def _done(result: Result) -> str:
    facts = _facts(result["task"])
    return f"Done. {link(result['task'])}" + (f" — {facts}" if facts else "") + ("" if facts.endswith(".") else ".")


def _asked(result: Result) -> str:
    left_out = result.get("left_out") or 0
    rest = f" {_tasks(left_out)} more that fit {'is' if left_out == 1 else 'are'} left out: I take at most 100 " \
           "at once, and only those you may change." if left_out else ""  # fmt: skip
    return f"{plain(result['said'])}? Nothing is changed before you confirm it.{rest}"


def _summary(result: Result) -> str:
    where = f" in {plain(result['team'])}" if result["team"] else ""
    lines = [
        f"**{result['period'][:1].upper() + result['period'][1:]}{where}**: {result['completed']} completed, "
        f"{result['created']} added, {result['due_in_period']} still due.",
        f"Open now: {result['open']}, of which {result['in_progress']} in progress, {result['overdue']} overdue and "
        f"{result['due_today']} due today.",
    ]
    if result["tasks"]:
        lines.append(f"Most pressing:\n\n{_numbered(result['tasks'])}")
    if result["done"]:
        lines.append("Completed: " + ", ".join(link(task) for task in result["done"]) + ".")
    if not result["open"] and not result["completed"]:
        lines = [f"Nothing is open{where}, and nothing was completed in this time. A good moment to *add a task*."]
    return "\n\n".join(lines)


def _views(result: Result) -> str:
    if not result["views"]:
        return "There are no saved views yet. Say *save tasks where is:overdue as Late*."
    lines = [f"- [{plain(v['name'])}](/tasks?view={v['id']}&{urlencode({'filter': v['filter']})})"
             + (f" ({plain(v['team'])})" if v["team"] else "") + f": {plain(v['filter']) or 'all tasks'}"
             for v in result["views"]]  # fmt: skip
    return "\n".join(lines)


_TOLD: dict[str, Callable[[Result], str]] = {
    "listed": _listed, "found": _found, "which": _which, "none": _none, "shown": _shown, "done": _done, "asked": _asked,
    "summary": _summary, "views": _views, "made": lambda result: f"{plain(result['said'])}.",
    "unchanged": lambda result: f"Nothing to do: {_line(result['task'])}.",
    "undone": lambda result: f"Taken back: {plain(result['said'])}.",
    "refused": lambda result: plain(result["message"]),
    "no_tasks": lambda result: "I found no tasks for that, so there is nothing to change." if not result["seen"]
                               else "You can see these tasks but not change them.",
}  # fmt: skip


def told(result: Result) -> str:
    """A tool's result as an answer."""
    return _TOLD[result["outcome"]](result)
