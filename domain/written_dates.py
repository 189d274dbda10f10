"""Days and instants as somebody's language writes them; months and weekdays are babel's."""

from datetime import date, datetime
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime

Language = Literal["en", "de"]


class _Patterns(NamedTuple):
    """How one language writes them, in the signs of CLDR."""

    short: str
    short_with_year: str
    hour: str
    weekday_and_day: str
    weekday_and_hour: str
    in_full: str


_PATTERNS: dict[Language, _Patterns] = {
    "en": _Patterns("d MMM", "d MMM yyyy", "d MMMM yyyy, HH:mm", "EEEE, d MMMM", "EEEE, d MMMM, HH:mm",
                    "EEEE, d MMMM yyyy, HH:mm"),
    "de": _Patterns("d. MMM", "d. MMM yyyy", "d. MMMM yyyy, HH:mm", "EEEE, d. MMMM", "EEEE, d. MMMM, HH:mm 'Uhr'",
                    "EEEE, d. MMMM yyyy, HH:mm 'Uhr'"),
}  # fmt: skip


def language_of(locale: str) -> Language:
    """The language in which dates and letters are written for this locale; English when there is no other."""
    return "de" if locale.replace("_", "-").partition("-")[0].lower() == "de" else "en"


def short_day(day: date, locale: str, *, year: bool = False) -> str:
    """A day: "4 May", "4. Mai", with its year "4 May 2026"."""
    language = language_of(locale)
    pattern = _PATTERNS[language].short_with_year if year else _PATTERNS[language].short
    return format_date(day, pattern, locale=language)


def weekday(day: date, locale: str, *, short: bool = False) -> str:
    """The day of the week: "Tuesday", or "Tue" when `short`."""
    return format_date(day, "EEE" if short else "EEEE", locale=language_of(locale))


def short_moment(at: datetime, locale: str, time_zone: str) -> str:
    """An instant in that zone: "4 May 2026, 09:30"."""
    return f"{short_day(at.astimezone(ZoneInfo(time_zone)), locale, year=True)}, {clock(at, time_zone)}"


def clock(at: datetime, time_zone: str) -> str:
    """The time of day in that zone: "09:30"."""
    return f"{at.astimezone(ZoneInfo(time_zone)):%H:%M}"


def moment(at: datetime, locale: str, time_zone: str) -> str:
    """An instant with its month written out: "4 May 2026, 09:30"."""
    language = language_of(locale)
    return format_datetime(at, _PATTERNS[language].hour, tzinfo=ZoneInfo(time_zone), locale=language)


def moment_in_full(at: datetime, locale: str, time_zone: str) -> str:
    """An instant with weekday, year and zone: "Friday, 20 November 2026, 13:00 (Europe/Berlin)"."""
    language = language_of(locale)
    said = format_datetime(at, _PATTERNS[language].in_full, tzinfo=ZoneInfo(time_zone), locale=language)
    return f"{said} ({time_zone})"


def due(on: date | None, at: datetime | None, locale: str, time_zone: str) -> str:
    """When something is due, by day or by the hour: "Monday, 4 May, 22:30"; empty when it is not."""
    language = language_of(locale)
    if at:
        return format_datetime(at, _PATTERNS[language].weekday_and_hour, tzinfo=ZoneInfo(time_zone), locale=language)
    return format_date(on, _PATTERNS[language].weekday_and_day, locale=language) if on else ""
