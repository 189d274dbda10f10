"""Recurrence rules made of what was said, and said again."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Literal
from zoneinfo import ZoneInfo

from domain.tasks.recurrence_rules import days, read

Frequency = Literal["HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"]
FREQUENCIES: dict[str, Frequency] = {
    "hour": "HOURLY", "day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY",
}  # fmt: skip
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
_MOST = {"HOURLY": 999, "DAILY": 999, "WEEKLY": 200, "MONTHLY": 120, "YEARLY": 20}


class Said:
    """A rule with its words: `Said("WEEKLY", 2, "on Monday", BYDAY="MO")`."""

    def __init__(
        self, frequency: Frequency, every: int = 1, words: str = "", clock: time | None = None, **by: object
    ) -> None:
        self.frequency, self.every, self.clock, self.by = frequency, every, clock, by
        self.end = ""  # until when, or how often, in words
        unit = next(unit for unit, name in FREQUENCIES.items() if name == frequency)
        self.own = words  # beside how often; what begins with "every" says that as well
        self._base = f"every {unit}" if every == 1 else f"every {every} {unit}s"

    @property
    def is_possible(self) -> bool:
        """Whether it is within what tasks can repeat by."""
        return 1 <= self.every <= _MOST[self.frequency]

    @property
    def text(self) -> str:
        """As RFC 5545 writes it."""
        return self._text(self.every)

    def _text(self, every: int) -> str:
        parts = {"FREQ": self.frequency, **({"INTERVAL": every} if every > 1 else {}), **self.by}
        return ";".join(f"{name}={value}" for name, value in parts.items())

    @property
    def words(self) -> str:
        """As people say it in English."""
        said = self.own if self.own.startswith("every") else f"{self._base} {self.own}".strip()
        return f"{said} {self.end}".strip()

    def first(self, now: datetime, zone: ZoneInfo, clock: time | None = None) -> date | None:
        """The first day that it names from today on, or from tomorrow when its time is over today."""
        local = now.astimezone(zone)
        today = local.date()
        if clock is not None and clock <= local.time().replace(tzinfo=None):
            today += timedelta(days=1)
        return next(islice(days(read(self._text(1)), today), 1), None)  # "every 2 weeks on tue" begins next Tuesday


def of_weekdays(numbers: Sequence[int], every: int = 1) -> Said:
    """Every (second …) week on these days."""
    numbers = sorted(set(numbers))
    named = ",".join(DAYS[n] for n in numbers)
    said = _list([_NAMES[n] for n in numbers])
    if numbers == [0, 1, 2, 3, 4] and every == 1:
        return Said("WEEKLY", 1, "every weekday", BYDAY=named)
    return Said("WEEKLY", every, f"every {said}" if every == 1 else f"on {said}", BYDAY=named)


def of_numbered(ordinals: Sequence[int], weekday: int) -> Said:
    """Every month on its first, last … Friday."""
    said = _list([_ORDINALS[n] for n in ordinals])
    by = ",".join(f"{n}{DAYS[weekday]}" for n in ordinals)
    return Said("MONTHLY", 1, f"every {said} {_NAMES[weekday]} of the month", BYDAY=by)


def of_workday(ordinal: int) -> Said:
    """Every month on its first, last … day from Monday to Friday."""
    words = f"every {_ORDINALS[ordinal]} working day of the month"
    return Said("MONTHLY", 1, words, BYDAY=",".join(DAYS[:5]), BYSETPOS=ordinal)


def of_month_days(numbers: Sequence[int], every: int = 1) -> Said:
    """Every month on these days; -1 is its last."""
    numbers = sorted(set(numbers), key=lambda n: (n < 0, n))
    said = _list([_nth(n) for n in numbers])
    return Said("MONTHLY", every, f"on the {said}", BYMONTHDAY=",".join(map(str, numbers)))


def of_date(day: int, month: int) -> Said | None:
    """Every year on this date; None when no year has it."""
    try:
        date(2024, month, day)
    except ValueError:
        return None
    return Said("YEARLY", 1, f"every {day} {_MONTHS[month - 1]}", BYMONTH=month, BYMONTHDAY=day)


def _nth(number: int) -> str:
    if number < 0:
        return "last day"
    ending = "th" if 10 < number < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _list(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
