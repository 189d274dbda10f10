"""Days and instants as people say them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo


def day_word(day: date, today: date) -> str:
    """A day seen from `today`: "Tomorrow", "Tue", "4 May", "4 May 2025"."""
    away = (day - today).days
    if away in (-1, 0, 1):
        return ("Yesterday", "Today", "Tomorrow")[away + 1]
    if abs(away) < 7:
        return f"{day:%a}"
    return f"{day.day} {day:%b}" if day.year == today.year else f"{day.day} {day:%b} {day.year}"


def ago(moment: datetime, now: datetime, time_zone: str) -> str:
    """How long ago, in words; from yesterday on with the day and time in that zone."""
    seconds = (now - moment).total_seconds()
    if seconds < 90:
        return "just now"
    if seconds < 3600:
        return f"{seconds // 60:.0f} min ago"
    there, here = moment.astimezone(ZoneInfo(time_zone)), now.astimezone(ZoneInfo(time_zone))
    if there.date() == here.date():
        return f"today at {there:%H:%M}"
    return f"{day_word(there.date(), here.date())}, {there:%H:%M}"
