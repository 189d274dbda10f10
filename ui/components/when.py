"""Days and instants as people say them, with dates as their language writes them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.written_dates import clock, short_day, weekday


def day_word(day: date, today: date, locale: str = "en") -> str:
    """A day seen from `today`: "Tomorrow", "Tue", "4 May", "4 May 2025"."""
    away = (day - today).days
    if away in (-1, 0, 1):
        return ("Yesterday", "Today", "Tomorrow")[away + 1]
    if abs(away) < 7:
        return weekday(day, locale, short=True)
    return short_day(day, locale, year=day.year != today.year)


def ago(moment: datetime, now: datetime, time_zone: str, locale: str = "en") -> str:
    """How long ago, in words; from yesterday on with the day and time in that zone."""
    seconds = (now - moment).total_seconds()
    if seconds < 90:
        return "just now"
    if seconds < 3600:
        return f"{seconds // 60:.0f} min ago"
    there, here = (at.astimezone(ZoneInfo(time_zone)).date() for at in (moment, now))
    if there == here:
        return f"today at {clock(moment, time_zone)}"
    return f"{day_word(there, here, locale)}, {clock(moment, time_zone)}"


def date_word(moment: datetime, time_zone: str, locale: str = "en") -> str:
    """The day in that zone, without the year: "4 May"."""
    return short_day(moment.astimezone(ZoneInfo(time_zone)), locale)


def until(moment: datetime, time_zone: str, locale: str = "en") -> str:
    """Up to when: "until 4 May, 09:30" in that zone."""
    return f"until {date_word(moment, time_zone, locale)}, {clock(moment, time_zone)}"


def day(moment: datetime, time_zone: str, locale: str = "en") -> str:
    """On which day, with its year: "4 May 2026" in that zone."""
    return short_day(moment.astimezone(ZoneInfo(time_zone)), locale, year=True)
