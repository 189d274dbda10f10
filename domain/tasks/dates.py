"""Phrases of dates, English or German: found in a sentence, read, and said again. Pure: now and the zone come in.

Days and times: today, tonight, tomorrow 5pm, next monday, friday at 14:00, this weekend, end of month, in 3 days, in
two hours, the 17th, feb 17, 17 February 2027, 2026-02-17, 17.02., noon. A weekday means the next one to come, never
today; "next friday" is the Friday of next week; a day of a month or a date without a year is the next one to come; a
time alone is today's, or tomorrow's when it is over; "at 5" is 17:00 (1 to 7 are in the afternoon).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from domain.tasks import date_rules_german as german
from domain.tasks.date_rules import (
    DAY_RULES,
    DAYS,
    NUMBER,
    ORDINAL,
    PARTS,
    Day,
    Match,
    Meaning,
    add_months,
    number_of,
)
from domain.written_dates import language_of, short_day, weekday


@dataclass(frozen=True, slots=True)
class When:
    """A day, or an instant (UTC) when a time was said; never both."""

    on: date | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A date phrase inside a text: where it stands, prepositions included, and what it means."""

    start: int
    end: int
    when: When
    has_day: bool = True  # a time alone is today's or tomorrow's


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included, under the name they were called by."""

    first: date
    last: date
    name: str


@dataclass(frozen=True, slots=True)
class _Language:
    """How dates are said in one language; its patterns are compiled once, when somebody first speaks it."""

    days: tuple[tuple[re.Pattern[str], Meaning], ...]
    times: tuple[re.Pattern[str], ...]
    day_time: re.Pattern[str]
    time_day: re.Pattern[str]
    short: re.Pattern[str]  # days that are ordinary words or numbers too: only in a clear place
    never: re.Pattern[str]  # what is not a day without a word before it
    article: re.Pattern[str]
    again: re.Pattern[str]


_TIME_RULES = (
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s?(?P<half>[ap]\.?m\.?)",
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?:\s?h(?:rs?)?)?",
    r"(?P<hour>\d{1,2})\s?(?:h|o['’]clock)",
    r"(?P<word>noon|midday|midnight)",
    r"(?:in\s+the\s+|at\s+)?(?P<part>morning|afternoon|evening|night)",
)
_BARE_HOUR = re.compile(r"(?P<hour>\d{1,2})")
_STOP = r"(?![\w’'-]|\.\d)"


def _unnamed(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def _any(patterns: Iterable[str]) -> str:
    return "|".join(_unnamed(pattern) for pattern in patterns)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def _language(
    days: tuple[tuple[str, Meaning], ...], times: tuple[str, ...], *, before: str, at: str, short: str, never: str,
    article: str, again: str,
) -> _Language:  # fmt: skip
    """Patterns from rules. `before`: prepositions of days; `at`: of times; the last time rule only follows a day."""
    day, clock, after_day = _any(pattern for pattern, _ in days), _any(times[:-1]), _any(times)
    return _Language(
        days=tuple((_pattern(pattern), meaning) for pattern, meaning in days),
        times=(*map(_pattern, times), _BARE_HOUR),
        day_time=_pattern(
            rf"(?<![\w.-])(?P<before>(?:(?:{before})\s+)?)(?P<day>{day})(?:,?\s+(?:{at}\s+|@\s?)?(?P<time>{after_day})"
            rf"|T(?P<clock>\d\d:\d\d)|,?\s+{at}\s+(?P<bare>\d{{1,2}}))?{_STOP}"
        ),
        time_day=_pattern(
            rf"(?<![\w.-])(?P<before>(?:(?:due(?:\s+(?:at|by))?|{at}|by|for|@)\s*)?)(?:(?P<time>{clock})"
            rf"|(?<={at} )(?P<bare>\d{{1,2}}))(?:,?\s+(?:on\s+)?(?P<day>{day}))?{_STOP}"
        ),
        short=_pattern(short), never=_pattern(never), article=_pattern(article), again=_pattern(again),
    )  # fmt: skip


@cache
def _english() -> _Language:
    return _language(
        DAY_RULES, _TIME_RULES, before=r"due(?:\s+(?:on|by|at))?|on|by|for|until|till|from|starting(?:\s+on)?", at="at",
        short=rf"{'|'.join(DAYS)}|tues|thurs?|(?:the\s+)?{ORDINAL}", never=r"(?!)",
        article=r"(?:\b(?:the|an?|our|my|your|their)|['’]s)\s+$", again=r"\b(?:every|each|per)\s+(?:other\s+)?$",
    )  # fmt: skip


@cache
def _german() -> _Language:
    return _language(
        german.DAY_RULES, german.TIME_RULES, at="um",
        before=r"(?:fällig\s+)?(?:am|bis(?:\s+(?:zum|am))?|ab(?:\s+dem)?|zum|für)|fällig",
        short=rf"{german.SHORT_WEEKDAY}|(?:den\s+)?\d{{1,2}}\.", never=rf"{german.SHORT_WEEKDAY}|\d{{1,2}}\.",
        article=r"\b(?:der|die|das|den|dem|des|ein(?:e[nmrs]?)?|(?:mein|dein|unser|ihr|sein)(?:e[nmrs]?)?|guten)\s+$",
        again=r"\b(?:jede[nrsm]?|alle|pro)\s+(?:\w+ten\s+)?$",
    )  # fmt: skip


_LANGUAGES = {"en": _english, "de": _german}
_CLOCK_WORDS = {"midnight": time(0), "mitternacht": time(0)}


def _read_time(text: str, language: _Language, *, is_evening: bool = False) -> time | None:
    for pattern in language.times:
        if match := pattern.fullmatch(text.strip()):
            return _clock(match.groupdict(), is_evening=is_evening)
    return None


def _clock(said: dict[str, str | None], *, is_evening: bool) -> time | None:
    if word := said.get("word"):
        return _CLOCK_WORDS.get(word.lower(), time(12))
    if part := said.get("part"):
        return (PARTS | german.PARTS)[part.lower()]
    if to := said.get("to"):  # "halb 9" is half past eight
        hour = int(to) + 12 * (1 <= int(to) <= 7 or (is_evening and int(to) < 12))
        return time(hour - 1, 30) if 0 < hour <= 24 else None
    hour, minute = int(said.get("hour") or said.get("exact") or 0), int(said.get("minute") or said.get("minute2") or 0)
    half = (said.get("half") or "").lower()[:1]
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + 12 * (half == "p")
    elif (not said.get("exact") and said.get("minute") is None and 1 <= hour <= 7) or (is_evening and hour < 12):
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _read_day(text: str, local: datetime, language: _Language) -> Day | datetime | None:
    for pattern, meaning in language.days:
        if match := pattern.fullmatch(text.strip()):
            return meaning(match, local)
    return None


def _instant(day: date, clock: time, zone: ZoneInfo) -> When:
    return When(at=datetime.combine(day, clock, zone).astimezone(UTC))


def _meaning(match: Match, local: datetime, zone: ZoneInfo, language: _Language) -> When | None:
    groups = match.groupdict()
    day = _read_day(groups["day"], local, language) if groups["day"] else None
    said = groups["time"] or groups.get("clock") or groups.get("bare")
    if groups["day"] and day is None:
        return None
    if isinstance(day, datetime):
        return None if said else When(at=day)
    is_evening = day is not None and day.is_evening
    clock = _read_time(said, language, is_evening=is_evening) if said else (day.at if day else None)
    if said and clock is None:
        return None
    if day is None and clock is not None:
        is_over = clock <= local.time().replace(tzinfo=None)
        return _instant(local.date() + timedelta(days=is_over), clock, zone)
    if day is None:
        return None
    return _instant(day.on, clock, zone) if clock is not None else When(on=day.on)


def _is_meant(match: Match, text: str, language: _Language) -> bool:
    """Whether words that are also ordinary ones ("sun cream", "17th floor", "the friday meeting") stand for a date."""
    at_end = not text[match.end() :].strip(" .!?,;")
    groups, before = match.groupdict(), text[: match.start()]
    if language.again.search(before):
        return False
    if groups.get("bare"):
        return at_end or bool(groups["day"])
    if groups["before"] or groups["time"]:
        return True
    if language.never.fullmatch(groups["day"] or ""):
        return False
    if language.article.search(before):
        return False
    return at_end or not language.short.fullmatch(groups["day"] or "")


def dates_in(text: str, *, now: datetime, zone: ZoneInfo, languages: Sequence[str] = ("en",)) -> Iterator[Found]:
    """Every date phrase in `text`; they may overlap."""
    local = now.astimezone(zone)
    for language in [_LANGUAGES[name]() for name in languages]:
        for pattern in (language.day_time, language.time_day):
            for match in pattern.finditer(text):
                when = _meaning(match, local, zone, language) if _is_meant(match, text, language) else None
                if when:
                    yield Found(match.start(), match.end(), when, bool(match["day"]))


def find_when(text: str, *, now: datetime, zone: ZoneInfo, languages: Sequence[str] = ("en",)) -> Found | None:
    """The date phrase in `text`: the one at its end, or else the longest, or else the last. None without one."""
    length = len(text.rstrip(" .!?,;"))
    found = list(dates_in(text, now=now, zone=zone, languages=languages))
    return max(found, key=lambda f: (f.end >= length, f.end - f.start, f.start), default=None)


def read_when(text: str, *, now: datetime, zone: ZoneInfo, languages: Sequence[str] = ("en",)) -> When | None:
    """What `text` means when it is a date phrase and nothing else."""
    for said in dict.fromkeys((text.strip(" !?,;"), text.strip(" .!?,;"))):  # "17.02." keeps its dot
        for found in dates_in(said, now=now, zone=zone, languages=languages):
            if (found.start, found.end) == (0, len(said)):
                return found.when
    return None


def _weeks_and_months(said: str, today: date, week_start: int) -> Period | None:
    match = re.fullmatch(r"(?:for |in |over |of )?(?:the )?(this|next|last|past) (week|month)", said)
    if not match:
        return None
    shift = {"this": 0, "next": 1}.get(match[1], -1)
    name = f"{'last' if shift < 0 else match[1]} {match[2]}"
    if match[2] == "week":
        first = today - timedelta(days=(today.weekday() - week_start) % 7) + timedelta(days=7 * shift)
        return Period(first, first + timedelta(days=6), name)
    first_or_none, after = (add_months(today.replace(day=1), shift + more) for more in (0, 1))
    return Period(first_or_none, after - timedelta(days=1), name) if first_or_none and after else None


def _so_many(said: str, today: date) -> Period | None:
    match = re.fullmatch(rf"(?:for |in |over |of )?(?:the )?(next|last|past) ({NUMBER}) (day|week)s?", said)
    if not match:
        return None
    days = number_of(match[2]) * (7 if match[3] == "week" else 1)
    if days < 1:
        return None
    if match[1] == "next":
        return Period(today, today + timedelta(days=days - 1), f"the next {match[2]} {match[3]}s")
    return Period(today - timedelta(days=days - 1), today, f"the last {match[2]} {match[3]}s")


def read_period(text: str, *, now: datetime, zone: ZoneInfo, week_start: int = 0) -> Period | None:
    """The days that "this week", "next month", "the next 3 days", "last week" or any day phrase covers."""
    local, said = now.astimezone(zone), " ".join(text.lower().strip(" .!?,;").split())
    today = local.date()
    if period := _weeks_and_months(said, today, week_start) or _so_many(said, today):
        return period
    if re.fullmatch(r"(?:this|the|next) weekend", said) and isinstance(
        found := _read_day(said, local, _english()), Day
    ):
        return Period(found.on, found.on + timedelta(days=6 - found.on.weekday()), said)
    when = read_when(said, now=now, zone=zone)
    if when is None:
        return None
    day = when.on or (when.at or now).astimezone(zone).date()
    return Period(day, day, say_day(day, today))


_NEAR = {"en": {-1: "yesterday", 0: "today", 1: "tomorrow"}, "de": {-1: "gestern", 0: "heute", 1: "morgen"}}
_AT = {"en": "at", "de": "um"}


def say_day(day: date, today: date, locale: str = "en") -> str:
    """A day as people call it: today, tomorrow, Friday, 17 Feb, 17 Feb 2027."""
    away = (day - today).days
    if name := _NEAR[language_of(locale)].get(away):
        return name
    return weekday(day, locale) if 1 < away < 7 else short_day(day, locale, year=day.year != today.year)


def say_when(on: date | None, at: datetime | None, *, now: datetime, zone: ZoneInfo, locale: str = "en") -> str:
    """A due date as people call it, with the time when it has one; empty without a date."""
    today = now.astimezone(zone).date()
    if at is not None:
        local = at.astimezone(zone)
        return f"{say_day(local.date(), today, locale)} {_AT[language_of(locale)]} {local:%H:%M}"
    return say_day(on, today, locale) if on else ""
