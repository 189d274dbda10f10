"""Tasks as iCalendar (RFC 5545)."""

from collections.abc import Iterable
from datetime import timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar as Document
from icalendar import Event, vRecur

from domain.settings import VERSION, settings
from domain.tasks import Task

_PRIORITIES = {"urgent": 1, "high": 3, "medium": 5, "low": 7}
_LASTS = timedelta(minutes=30)  # what calendars show of a task that is due at a time


class Calendar:
    """A calendar with a name, its times in one zone."""

    def __init__(self, name: str, time_zone: str) -> None:
        self._name, self._zone = name, ZoneInfo(time_zone)

    def of(self, tasks: Iterable[Task]) -> bytes:
        """The document with these tasks, each with a date."""
        document = Document()
        for name, value in (
            ("prodid", f"-//Atrium//{VERSION}//EN"), ("version", "2.0"), ("method", "PUBLISH"),
            ("x-wr-calname", self._name), ("name", self._name), ("x-wr-timezone", str(self._zone)),
            ("x-published-ttl", "PT15M"),
        ):  # fmt: skip
            document.add(name, value)
        for task in tasks:
            if task.due_on or task.due_at:
                document.add_component(self._event(task))
        document.add_missing_timezones()
        written: bytes = document.to_ical()
        return written

    def _event(self, task: Task) -> Event:
        event = Event()
        event.add("uid", f"{task.id}@atrium")
        event.add("dtstamp", task.updated_at)
        event.add("last-modified", task.updated_at)
        event.add("sequence", task.version - 1)
        event.add("summary", f"✓ {task.title}" if task.is_completed else task.title)
        event.add("url", f"{settings().base_url}/tasks?task={task.id}")
        if task.description.strip():
            event.add("description", task.description)
        if task.labels:
            event.add("categories", task.labels)
        if task.priority in _PRIORITIES:
            event.add("priority", _PRIORITIES[task.priority])
        self._times(event, task)
        return event

    def _times(self, event: Event, task: Task) -> None:
        if task.due_at:
            begins = task.due_at.astimezone(self._zone)
            event.add("dtstart", begins)
            event.add("dtend", begins + _LASTS)
        elif task.due_on:
            event.add("dtstart", task.due_on)
            event.add("dtend", task.due_on + timedelta(days=1))
            event.add("transp", "TRANSPARENT")
        if task.recurrence and not task.recurrence.from_completion and not task.is_completed:
            event.add("rrule", vRecur.from_ical(task.recurrence.rule))
