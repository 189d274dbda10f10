"""Days and instants as letters say them: in the reader's language and time zone."""

from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime


class _Patterns(NamedTuple):
    """How one language writes them, in the signs of CLDR; months and weekdays are babel's."""

    moment: str
    hour: str
    day: str


_PATTERNS = {
    "en": _Patterns("EEEE, d MMMM yyyy, HH:mm", "EEEE, d MMMM, HH:mm", "EEEE, d MMMM"),
    "de": _Patterns("EEEE, d. MMMM yyyy, HH:mm 'Uhr'", "EEEE, d. MMMM, HH:mm 'Uhr'", "EEEE, d. MMMM"),
}


def language_of(locale: str) -> str:
    """The language that letters are written in for this locale; English when there is no other."""
    language = locale.replace("_", "-").partition("-")[0].lower()
    return language if language in _PATTERNS else "en"


def moment_said(at: datetime, *, locale: str, time_zone: str) -> str:
    """An instant with its year and zone: "Friday, 20 November 2026, 13:00 (Europe/Berlin)"."""
    language = language_of(locale)
    said = format_datetime(at, _PATTERNS[language].moment, tzinfo=ZoneInfo(time_zone), locale=language)
    return f"{said} ({time_zone})"


def due_said(on: date | None, at: datetime | None, *, locale: str, time_zone: str) -> str:
    """When something is due, by day or by the hour; empty when it is not."""
    language = language_of(locale)
    if at:
        return format_datetime(at, _PATTERNS[language].hour, tzinfo=ZoneInfo(time_zone), locale=language)
    return format_date(on, _PATTERNS[language].day, locale=language) if on else ""
