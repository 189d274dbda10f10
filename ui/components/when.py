"""Days and instants as people say them, with dates as their language writes them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date

_DAY = {"en": ("d MMM", "d MMM yyyy"), "de": ("d. MMM", "d. MMM yyyy")}


def day_word(day: date, today: date, locale: str = "en") -> str:
    """A day seen from `today`: "Tomorrow", "Tue", "4 May", "4 May 2025"."""
    away = (day - today).days
    if away in (-1, 0, 1):
        return ("Yesterday", "Today", "Tomorrow")[away + 1]
    if abs(away) < 7:
        return format_date(day, "EEE", locale=locale)
    return format_date(day, _DAY[locale][day.year != today.year], locale=locale)


def ago(moment: datetime, now: datetime, time_zone: str, locale: str = "en") -> str:
    """How long ago, in words; from yesterday on with the day and time in that zone."""
    seconds = (now - moment).total_seconds()
    if seconds < 90:
        return "just now"
    if seconds < 3600:
        return f"{seconds // 60:.0f} min ago"
    there, here = moment.astimezone(ZoneInfo(time_zone)), now.astimezone(ZoneInfo(time_zone))
    if there.date() == here.date():
        return f"today at {there:%H:%M}"
    return f"{day_word(there.date(), here.date(), locale)}, {there:%H:%M}"


def date_word(moment: datetime, time_zone: str, locale: str = "en") -> str:
    """The day in that zone, without the year: "4 May"."""
    return format_date(moment.astimezone(ZoneInfo(time_zone)), _DAY[locale][0], locale=locale)


def until(moment: datetime, time_zone: str, locale: str = "en") -> str:
    """Up to when: "until 4 May, 09:30" in that zone."""
    there = moment.astimezone(ZoneInfo(time_zone))
    return f"until {date_word(moment, time_zone, locale)}, {there:%H:%M}"


def day(moment: datetime, time_zone: str, locale: str = "en") -> str:
    """On which day, with its year: "4 May 2026" in that zone."""
    return format_date(moment.astimezone(ZoneInfo(time_zone)), _DAY[locale][1], locale=locale)
