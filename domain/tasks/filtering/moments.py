"""Days and instants in filters: read when the filter is, resolved when it is used, where the person is."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.tasks.date_rules import add_months
from domain.tasks.dates import read_when
from domain.tasks.filtering.syntax import Moment, Phrase

NAMED = ("now", "today", "tomorrow", "yesterday")
PERIODS = ("day", "week", "month", "quarter", "year")
STEP = re.compile(r"([+-])(\d{1,4})(min|h|d|w|mo|m|y)", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d\d-\d\d(T.+)?")
_FIRST, _LAST = date(1000, 1, 1), date(9000, 12, 31)
_SOME_DAY, _UTC = datetime(2026, 2, 10, 12, tzinfo=UTC), ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Present:
    """What now, today and the week are for somebody."""

    now: datetime
    zone: ZoneInfo
    week_start: int = 0  # 0 Monday … 6 Sunday

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    def midnight(self, day: date) -> datetime:
        """When a day begins."""
        return datetime.combine(day, time(), self.zone).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Bound:
    """A day with the instant when it begins, or an instant alone."""

    day: date | None
    at: datetime

    def after(self, present: Present) -> "Bound":
        """Where the day ends; an instant ends after its minute."""
        if self.day is None:
            return Bound(None, self.at + timedelta(minutes=1))
        following = self.day + timedelta(days=1)
        return Bound(following, present.midnight(following))


def steps_in(text: str) -> tuple[tuple[int, str], ...] | None:
    """The steps of "+7d" or "-1w+2h"; None for anything else."""
    if not re.fullmatch(rf"(?:{STEP.pattern})+", text, re.IGNORECASE):
        return None
    named = {"mo": "m"}
    return tuple(
        (int(sign + number), named.get(unit.lower(), unit.lower())) for sign, number, unit in STEP.findall(text)
    )


def anchor_of(word: str) -> str | None:
    """The word as an anchor, when it is one by itself: a name, a day, an instant."""
    if word.lower() in NAMED:
        return word.lower()
    return word if _ISO.fullmatch(word) and _read(word) else None


def is_phrase(text: str) -> bool:
    """Whether the text is a day as people call it: friday, next month, 17 feb."""
    return read_when(text, now=_SOME_DAY, zone=_UTC) is not None


def _read(word: str) -> date | datetime | None:
    try:
        found = date.fromisoformat(word) if len(word) == 10 else datetime.fromisoformat(word)
    except ValueError:
        return None
    return found if 1970 <= found.year <= 9000 else None


def bound_of(moment: Moment | Phrase, present: Present) -> Bound | None:
    """What the moment means now. None for a phrase that means nothing just now, like the 31st of a short month."""
    if isinstance(moment, Phrase):
        return _bound_of_phrase(moment, present)
    start = _anchored(moment.anchor, present)
    for number, unit in moment.steps:
        start = _step(start, number, unit, present)
    return _bound(start, present)


def _bound_of_phrase(phrase: Phrase, present: Present) -> Bound | None:
    when = read_when(phrase.text, now=present.now, zone=present.zone)
    if when is None:
        return None
    return _bound(when.on, present) if when.on else Bound(None, when.at or present.now)


def _bound(start: date | datetime, present: Present) -> Bound:
    if isinstance(start, datetime):
        return Bound(None, start.astimezone(UTC))
    return Bound(start, present.midnight(start))


def _anchored(anchor: str, present: Present) -> date | datetime:
    today = present.today
    if anchor == "now":
        return present.now.astimezone(present.zone)
    if anchor in NAMED:
        return today + timedelta(days=("yesterday", "today", "tomorrow").index(anchor) - 1)
    edge, _, period = anchor.partition(" of ")
    if period:
        first = _first_of(period, present)
        return first if edge == "start" else _moved(first, 1, period) - timedelta(days=1)
    read = _read(anchor) or today
    is_local = isinstance(read, datetime) and read.tzinfo is None
    return read.replace(tzinfo=present.zone) if is_local else read  # type: ignore[call-arg]


def _first_of(period: str, present: Present) -> date:
    today = present.today
    if period == "week":
        return today - timedelta(days=(today.weekday() - present.week_start) % 7)
    months = {"month": today.month, "quarter": (today.month - 1) // 3 * 3 + 1, "year": 1}
    return today.replace(month=months[period], day=1) if period in months else today


def _moved(day: date, number: int, period: str) -> date:
    months = {"month": 1, "m": 1, "quarter": 3, "year": 12, "y": 12}
    try:
        if period in months:
            found = add_months(day, number * months[period]) or _LAST
        else:
            found = day + timedelta(days=number * (7 if period[0] == "w" else 1))
    except (ValueError, OverflowError):
        found = _LAST if number > 0 else _FIRST
    return min(max(found, _FIRST), _LAST)


def _step(start: date | datetime, number: int, unit: str, present: Present) -> date | datetime:
    """Days, weeks, months and years by the calendar, hours and minutes by the clock."""
    if unit in ("h", "min"):
        at = start if isinstance(start, datetime) else present.midnight(start)
        moved = at.astimezone(UTC) + timedelta(minutes=number * (60 if unit == "h" else 1))
        return moved.astimezone(present.zone)
    if isinstance(start, datetime):
        return datetime.combine(_moved(start.date(), number, unit), start.timetz())
    return _moved(start, number, unit)
