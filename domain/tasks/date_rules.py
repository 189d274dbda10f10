"""What single words for days mean (tomorrow, next monday, the 17th, in 3 days): rules for `dates`, pure."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

Match = re.Match[str]


@dataclass(frozen=True, slots=True)
class Day:
    """A day, and the time meant when none is said ("tonight")."""

    on: date
    at: time | None = None
    is_evening: bool = False


Meaning = Callable[[Match, datetime], "Day | datetime | None"]

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NUMBER = rf"(?:\d{{1,4}}|an?|{'|'.join(_WORDS)})"
_WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
ORDINAL = r"\d{1,2}(?:st|nd|rd|th)"
_UNITS = {"day": 1, "week": 7, "fortnight": 14}


def number_of(text: str) -> int:
    """3, three, a."""
    text = text.lower()
    return 1 if text in {"a", "an"} else _WORDS.index(text) + 1 if text in _WORDS else int(text)


def _day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1970 <= year <= 9000 else None
    except ValueError:
        return None


def add_months(day: date, months: int) -> date | None:
    """The same day in another month, or its last one; None when that is too far away."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) if year <= 9000 else None


def _ahead(unit: str, count: int, local: datetime) -> Day | datetime | None:
    today, unit = local.date(), unit.lower().rstrip("s")
    try:
        if unit in {"minute", "min", "hour", "hr", "h"}:
            minutes = count if unit.startswith("m") else count * 60
            return (local.astimezone(UTC) + timedelta(minutes=minutes)).replace(second=0, microsecond=0)
        if unit in _UNITS:
            return Day(today + timedelta(days=count * _UNITS[unit]))
    except OverflowError:
        return None
    found = add_months(today, count * (12 if unit == "year" else 1))
    return Day(found) if found else None


def _weekday(match: Match, local: datetime) -> Day:
    today, which = local.date(), (match["which"] or "").lower()
    wanted = DAYS.index(match["weekday"].lower()[:3])
    if which == "next":
        return Day(today + timedelta(days=7 - today.weekday() + wanted))
    if which == "last":
        return Day(today - timedelta(days=(today.weekday() - wanted - 1) % 7 + 1))
    if which == "this" and today.weekday() == wanted:
        return Day(today)
    return Day(today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1))


def _weekend(match: Match, local: datetime) -> Day:
    today = local.date()
    saturday = today + timedelta(days=5 - today.weekday())
    if match["which"].lower() == "next":
        return Day(saturday + timedelta(days=7))
    return Day(max(saturday, today))


def _end(match: Match, local: datetime) -> Day | None:
    today, next_one = local.date(), match["which"] is not None and match["which"].lower() == "next"
    unit = match["unit"].lower()
    if unit == "day":
        return Day(today)
    if unit == "week":
        return Day(today + timedelta(days=(4 - today.weekday()) % 7 + 7 * next_one))  # the working week ends on Friday
    if unit == "year":
        return Day(date(today.year + next_one, 12, 31))
    first = add_months(today.replace(day=1), 1 + next_one)
    return Day(first - timedelta(days=1)) if first else None


def _next(match: Match, local: datetime) -> Day | None:
    today, unit = local.date(), match["unit"].lower()
    if unit == "week":
        return Day(today + timedelta(days=7 - today.weekday()))
    found = add_months(today.replace(day=1), 1) if unit == "month" else _day_of(today.year + 1, 1, 1)
    return Day(found) if found else None


def _day_of_month(match: Match, local: datetime) -> Day | None:
    today, wanted = local.date(), int(match["day"])
    for months in range(13):
        first = add_months(today.replace(day=1), months)
        found = _day_of(first.year, first.month, wanted) if first else None
        if found and found >= today:
            return Day(found)
    return None


def _date(match: Match, local: datetime) -> Day | None:
    groups = match.groupdict()
    name = (groups.get("name") or "").lower()[:3]
    month, day = (_MONTHS.index(name) + 1 if name else int(groups["month"])), int(groups["day"])
    if year := groups.get("year"):
        found = _day_of(int(year) + (2000 if len(year) == 2 else 0), month, day)
        return Day(found) if found else None
    today = local.date()
    candidates = (_day_of(year, month, day) for year in range(today.year, today.year + 9))  # 29 February
    return next((Day(found) for found in candidates if found and found >= today), None)


def _end_short(unit: str, local: datetime) -> Day | None:
    word = {"w": "week", "m": "month", "y": "year"}[unit.lower()]
    match = re.fullmatch(r"(?P<which>x)?(?P<unit>\w+)", word)
    return _end(match, local) if match else None


def _plus(days: int) -> Meaning:
    return lambda _, local: Day(local.date() + timedelta(days=days))


def _tonight(_: Match, local: datetime) -> Day:
    return Day(local.date(), time(20) if local.hour < 20 else None, is_evening=True)


PARTS = {"morning": time(9), "afternoon": time(15), "evening": time(19), "night": time(20)}

DAY_RULES: tuple[tuple[str, Meaning], ...] = (
    (r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", _date),
    (r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4}|\d{2})?", _date),
    (
        rf"(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<name>{_MONTH})(?:,?\s+(?P<year>\d{{4}}))?",
        _date,
    ),
    (rf"(?P<name>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:|\s?[ap]m)(?:,?\s+(?P<year>\d{{4}}))?", _date),
    (r"(?:the\s+)?day\s+after\s+tomorrow", _plus(2)),
    (r"today|eod", _plus(0)),
    (r"tonight", _tonight),
    (r"tomorrow|tmrw|tmr", _plus(1)),
    (r"yesterday", _plus(-1)),
    (r"(?P<which>this|next|the)\s+weekend", _weekend),
    (rf"(?:(?P<which>this|next|coming|last)\s+)?(?P<weekday>{_WEEKDAY})", _weekday),
    (r"(?:the\s+)?end\s+of\s+(?:the\s+)?(?:(?P<which>this|next)\s+)?(?P<unit>day|week|month|year)", _end),
    (r"(?P<which>x)?eo(?P<unit>w|m|y)", lambda m, local: _end_short(m["unit"], local)),
    (r"next\s+(?P<unit>week|month|year)", _next),
    (
        rf"in\s+(?P<count>{NUMBER})\s*(?P<unit>minutes?|mins?|hours?|hrs?|h|days?|weeks?|fortnights?|months?|years?)",
        lambda m, local: _ahead(m["unit"], number_of(m["count"]), local),
    ),
    (
        rf"(?P<count>{NUMBER})\s+(?P<unit>days?|weeks?|months?|years?)\s+from\s+(?:now|today)",
        lambda m, local: _ahead(m["unit"], number_of(m["count"]), local),
    ),
    (
        r"this\s+(?P<part>morning|afternoon|evening)",
        lambda m, local: Day(local.date(), PARTS[m["part"].lower()], m["part"].lower() == "evening"),
    ),
    (r"(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)", _day_of_month),
)
