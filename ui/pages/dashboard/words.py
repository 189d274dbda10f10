"""What the dashboard says about its numbers. Everything in it is counted."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from domain.accounts import Person
from domain.clock import now
from domain.dashboard import Statistics, TrendPoint

_WEEK = 7
_STILL = {
    "pending": "Not begun yet",
    "in_progress": "Begun, not done",
    "overdue": "Open past their date",
    "due_today": "Still open",
    "shared": "By others, with you or your teams",
}


def greeting(person: Person) -> str:
    """Good morning, Ada: by the clock where she is."""
    hour = now().astimezone(ZoneInfo(person.time_zone)).hour
    part = "morning" if 4 <= hour < 12 else "afternoon" if 12 <= hour < 18 else "evening"
    return f"Good {part}, {person.name.split()[0]}"


def summary(statistics: Statistics, month: Sequence[TrendPoint]) -> str:
    """What matters today, in a sentence or two."""
    if not statistics.total_tasks:
        return "There are no tasks yet. The first one is quickly written on the Tasks page."
    today, late = statistics.due_today_tasks, statistics.overdue_tasks
    due = f"{_tasks(today)} {_are(today)} due today" if today else "Nothing is due today"
    said = [due + (f" and {late} {_are(late)} overdue." if late else ".") if today or not late
            else f"{due}, but {_tasks(late)} {_are(late)} overdue."]  # fmt: skip
    if done := sum(point.completed for point in month[-_WEEK:]):
        said.append(f"{_tasks(done)} {'was' if done == 1 else 'were'} completed in the last seven days.")
    return " ".join(said)


def notes(month: Sequence[TrendPoint]) -> dict[str, str]:
    """A few words below each number."""
    created, done = (_weeks(month, name) for name in ("created", "completed"))
    return _STILL | {
        "total": f"{created[1]} new in 7 days" if created[1] else "None new in 7 days",
        "completed": f"{done[1]} in 7 days, {done[0]} before",
    }


def lines(month: Sequence[TrendPoint]) -> dict[str, list[int]]:
    """Two weeks, day by day, of the numbers of which that is known."""
    return {
        "total": [point.created for point in month[-2 * _WEEK :]],
        "completed": [point.completed for point in month[-2 * _WEEK :]],
    }


def _weeks(month: Sequence[TrendPoint], name: str) -> tuple[int, int]:
    """The week before the last one, and the last one."""
    days = [getattr(point, name) for point in month[-2 * _WEEK :]]
    return sum(days[:_WEEK]), sum(days[_WEEK:])


def _tasks(number: int) -> str:
    return f"{number} task" if number == 1 else f"{number} tasks"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
