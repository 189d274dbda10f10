"""What single words for days mean (tomorrow, next monday, the 17th, in 3 days): rules for `dates`, pure.

The rules are English; what they mean is also what `date_rules_german` builds upon.
"""

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
_GERMAN = ("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAYS = {name: n for names in (("mo", "tu", "we", "th", "fr", "sa", "su"), ("mo", "di", "mi", "do", "fr", "sa", "so"))
         for n, name in enumerate(names)}  # fmt: skip
_MONTHS = {name: n for n, names in enumerate(
    (("jan", "jän"), ("feb",), ("mar", "mär", "mrz"), ("apr",), ("may", "mai"), ("jun",), ("jul",), ("aug",), ("sep",),
     ("oct", "okt"), ("nov",), ("dec", "dez")), start=1) for name in names}  # fmt: skip
NUMBER = rf"(?:\d{{1,4}}|an?|{'|'.join(_WORDS)})"
WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
ORDINAL = r"\d{1,2}(?:st|nd|rd|th)"
_UNITS = {"day": 1, "week": 7, "fortnight": 14}
_ENGLISH_UNITS = ("minute", "hour", "day", "week", "fortnight", "month", "quarter", "year")
_GERMAN_UNITS = {
    "qua": "quarter",
    "tag": "day",
    "woc": "week",
    "mon": "month",
    "jah": "year",
    "min": "minute",
    "stu": "hour",
}
_WHICH = {"nex": "next", "näc": "next", "nae": "next", "las": "last", "let": "last", "vor": "last", "thi": "this",
          "die": "this"}  # fmt: skip


def number_of(text: str) -> int:
    """3, three, a, drei, eine."""
    text = text.lower()
    if text in {"a", "an"} or text.startswith("ein"):
        return 1
    for words in (_WORDS, _GERMAN):
        if text in words:
            return words.index(text) + 1
    return int(text)


def weekday_of(text: str) -> int:
    """Mon, tuesday, Mittwoch: 0 is Monday."""
    return _DAYS[text.lower()[:2]]


def month_of(text: str) -> int:
    """Feb, march, Dezember: 1 is January."""
    return _MONTHS[text.lower()[:3]]


def unit_of(text: str) -> str:
    """Days, Tagen, hrs: day, week, fortnight, month, year, hour or minute."""
    text = text.lower()
    if text.startswith(("hour", "hr")) or text == "h":
        return "hour"
    plain = text.removesuffix("s")
    return "minute" if plain == "min" else plain if plain in _ENGLISH_UNITS else _GERMAN_UNITS[text[:3]]


def _which(match: Match) -> str:
    """Next, last, this; empty for others and none."""
    return _WHICH.get((match["which"] or "").lower()[:3], "")


def _day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1970 <= year <= 9000 else None
    except ValueError:
        return None


def add_months(day: date, months: int) -> date | None:
    """The same day in another month, or its last one; None when that is too far away."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) if year <= 9000 else None


def ahead(match: Match, local: datetime) -> Day | datetime | None:
    """In so many days, weeks, hours …"""
    today, unit, count = local.date(), unit_of(match["unit"]), number_of(match["count"])
    try:
        if unit in {"minute", "hour"}:
            minutes = count * (60 if unit == "hour" else 1)
            return (local.astimezone(UTC) + timedelta(minutes=minutes)).replace(second=0, microsecond=0)
        if unit in _UNITS:
            return Day(today + timedelta(days=count * _UNITS[unit]))
    except OverflowError:
        return None
    found = add_months(today, count * (12 if unit == "year" else 1))
    return Day(found) if found else None


def weekday(match: Match, local: datetime) -> Day:
    """A weekday: the next one to come; of next week, the last one, or today when it is said."""
    today, which, wanted = local.date(), _which(match), weekday_of(match["weekday"])
    if which == "next":
        return Day(today + timedelta(days=7 - today.weekday() + wanted))
    if which == "last":
        return Day(today - timedelta(days=(today.weekday() - wanted - 1) % 7 + 1))
    if which == "this" and today.weekday() == wanted:
        return Day(today)
    return Day(today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1))


def weekend(match: Match, local: datetime) -> Day:
    """The Saturday, or today when it has begun."""
    today = local.date()
    saturday = today + timedelta(days=5 - today.weekday())
    if _which(match) == "next":
        return Day(saturday + timedelta(days=7))
    return Day(max(saturday, today))


def end(match: Match, local: datetime) -> Day | None:
    """The last day of the day, week, month, year; the working week ends on Friday."""
    return _end(unit_of(match["unit"]), local, next_one=_which(match) == "next")


def _end(unit: str, local: datetime, *, next_one: bool) -> Day | None:
    today = local.date()
    if unit == "day":
        return Day(today)
    if unit == "week":
        return Day(today + timedelta(days=(4 - today.weekday()) % 7 + 7 * next_one))
    if unit == "year":
        return Day(date(today.year + next_one, 12, 31))
    first = add_months(today.replace(day=1), 1 + next_one)
    return Day(first - timedelta(days=1)) if first else None


def beginning(match: Match, local: datetime) -> Day | None:
    """Next week, month, year: its first day."""
    today, unit = local.date(), unit_of(match["unit"])
    if unit == "week":
        return Day(today + timedelta(days=7 - today.weekday()))
    found = add_months(today.replace(day=1), 1) if unit == "month" else _day_of(today.year + 1, 1, 1)
    return Day(found) if found else None


def day_of_month(match: Match, local: datetime) -> Day | None:
    """The next month's day of this number to come."""
    today, wanted = local.date(), int(match["day"])
    for months in range(13):
        first = add_months(today.replace(day=1), months)
        found = _day_of(first.year, first.month, wanted) if first else None
        if found and found >= today:
            return Day(found)
    return None


def calendar_date(match: Match, local: datetime) -> Day | None:
    """A day and a month, with or without a year; the next one to come without."""
    groups = match.groupdict()
    month, day = (month_of(groups["name"]) if groups.get("name") else int(groups["month"])), int(groups["day"])
    if year := groups.get("year"):
        found = _day_of(int(year) + (2000 if len(year) == 2 else 0), month, day)
        return Day(found) if found else None
    today = local.date()
    candidates = (_day_of(year, month, day) for year in range(today.year, today.year + 9))  # 29 February
    return next((Day(found) for found in candidates if found and found >= today), None)


def _american(match: Match, local: datetime) -> Day | None:
    """02/17/2026: the month first, unless there is no such month."""
    month, day, year = (int(match[name]) for name in ("month", "day", "year"))
    found = _day_of(year, month, day) or _day_of(year, day, month)
    return Day(found) if found else None


def plus(days: int) -> Meaning:
    """So many days from today."""
    return lambda _, local: Day(local.date() + timedelta(days=days))


def _end_short(match: Match, local: datetime) -> Day | None:
    return _end({"w": "week", "m": "month", "y": "year"}[match["unit"].lower()], local, next_one=False)


def tonight(_: Match, local: datetime) -> Day:
    """This evening at eight, while that is ahead."""
    return Day(local.date(), time(20) if local.hour < 20 else None, is_evening=True)


PARTS = {"morning": time(9), "afternoon": time(15), "evening": time(19), "night": time(20)}

DAY_RULES: tuple[tuple[str, Meaning], ...] = (
    (r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", calendar_date),
    (r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})", _american),
    (r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4}|\d{2})?", calendar_date),
    (
        rf"(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<name>{MONTH})(?:,?\s+(?P<year>\d{{4}}))?",
        calendar_date,
    ),
    (
        rf"(?P<name>{MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:|\s?[ap]m)(?:,?\s+(?P<year>\d{{4}}))?",
        calendar_date,
    ),
    (r"(?:the\s+)?day\s+after\s+tomorrow", plus(2)),
    (r"today|eod", plus(0)),
    (r"tonight", tonight),
    (r"tomorrow|tmrw|tmr", plus(1)),
    (r"yesterday", plus(-1)),
    (r"(?P<which>this|next|the)\s+weekend", weekend),
    (rf"(?:(?P<which>this|next|coming|last)\s+)?(?P<weekday>{WEEKDAY})", weekday),
    (r"(?:the\s+)?end\s+of\s+(?:the\s+)?(?:(?P<which>this|next)\s+)?(?P<unit>day|week|month|year)", end),
    (r"eo(?P<unit>w|m|y)", _end_short),
    (r"later\s+(?P<which>this|next)\s+(?P<unit>week)", end),
    (r"next\s+(?P<unit>week|month|year)", beginning),
    (
        rf"in\s+(?P<count>{NUMBER})\s*(?P<unit>minutes?|mins?|hours?|hrs?|h|days?|weeks?|fortnights?|months?|years?)",
        ahead,
    ),
    (
        rf"(?P<count>{NUMBER})\s+(?P<unit>days?|weeks?|months?|years?)\s+from\s+(?:now|today)",
        ahead,
    ),
    (
        r"this\s+(?P<part>morning|afternoon|evening)",
        lambda m, local: Day(local.date(), PARTS[m["part"].lower()], m["part"].lower() == "evening"),
    ),
    (r"(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)", day_of_month),
)
