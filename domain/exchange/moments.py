"""Days and instants as people and programs write them into tables."""

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from domain.tasks.dates import read_when

_YEARS = range(1970, 9001)  # as domain.inputs takes them
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,?\s+(\d{1,2}):(\d{2}))?")


def moment(text: str, *, now: datetime, zone: ZoneInfo) -> date | datetime:
    """A day, or an instant in UTC. Raises ValueError."""
    try:
        found = _moment(text.strip(), now=now, zone=zone)
    except OverflowError:
        found = date.max
    if found.year not in _YEARS:
        raise ValueError(f"“{text[:40]}” lies too far away")
    return found


def _moment(text: str, *, now: datetime, zone: ZoneInfo) -> date | datetime:
    if found := _DOTTED.fullmatch(text):
        day = date(int(found[3]), int(found[2]), int(found[1]))
        return _at(day, time(int(found[4]), int(found[5])), zone) if found[4] else day
    try:
        return _iso(text, zone)
    except ValueError:
        when = read_when(text, now=now, zone=zone)
        if when is None:
            raise ValueError(f"“{text[:40]}” is no date that can be read, like 2026-02-17") from None
        return when.at or when.on or now


def _iso(text: str, zone: ZoneInfo) -> date | datetime:
    if len(text) <= 10:
        return date.fromisoformat(text)
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        return at.date() if at.time() == time() else _at(at.date(), at.time(), zone)
    return at.astimezone(UTC)


def _at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, zone).astimezone(UTC)
