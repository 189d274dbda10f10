"""Recurrence rules: the part of RFC 5545 that makes sense for tasks, and the days that a rule names.

A month that has no 29th, 30th or 31st has that day at its end: who says "every 31st" means the last of February too
(the RFC would leave February out). Weekdays with a number that a month does not have ("the fifth Friday") are left out.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from heapq import merge
from typing import Any

from dateutil import rrule

_FREQUENCIES = {
    "HOURLY": rrule.HOURLY, "DAILY": rrule.DAILY, "WEEKLY": rrule.WEEKLY, "MONTHLY": rrule.MONTHLY,
    "YEARLY": rrule.YEARLY,
}  # fmt: skip
_LONGEST = {"HOURLY": 999, "DAILY": 999, "WEEKLY": 200, "MONTHLY": 120, "YEARLY": 20}
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = re.compile(rf"([+-]?[1-5])?({'|'.join(_DAYS)})")
_UNTIL = re.compile(r"(\d{8})(?:T(\d{6})Z?)?")
_HORIZON = timedelta(days=366 * 41)  # far enough for the fifth Monday of a February
_LAST = datetime.combine(date(9000, 12, 31), time())
_ALWAYS_THERE = 28  # the last day that every month has


class _Refused(ValueError):
    """A rule that is not understood; the sentence continues "Rule …"."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, read. `days` are (ordinal or 0, weekday 0 to 6)."""

    text: str
    frequency: str
    interval: int = 1
    days: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    position: int = 0
    count: int | None = None
    until: date | datetime | None = None
    week_start: int = 0


def _whole(name: str, value: str, least: int, most: int) -> int:
    if not re.fullmatch(r"[+-]?\d{1,4}", value) or not least <= (number := int(value)) <= most or not number:
        raise _Refused(f"{name} must be a whole number from {least or 1} to {most}")
    return number


def _wholes(name: str, value: str, least: int, most: int) -> tuple[int, ...]:
    return tuple(sorted({_whole(name, part, least, most) for part in value.split(",")}))


def _days(value: str) -> tuple[tuple[int, int], ...]:
    found = [_DAY.fullmatch(part) for part in value.split(",")]
    if not all(found):
        raise _Refused("BYDAY must list days like MO,WE or 2TU or -1FR")
    return tuple(dict.fromkeys((int(m[1] or 0), _DAYS.index(m[2])) for m in found if m))


def _until(value: str) -> date | datetime:
    found = _UNTIL.fullmatch(value)
    try:
        if found and found[2]:
            return datetime.combine(date.fromisoformat(found[1]), time.fromisoformat(found[2]), UTC)
        if found:
            return date.fromisoformat(found[1])
    except ValueError:
        pass
    raise _Refused("UNTIL must be a day like 20261231 or an instant like 20261231T170000Z")


_READERS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "BYDAY": ("days", _days),
    "BYMONTHDAY": ("month_days", lambda v: _wholes("BYMONTHDAY", v, -28, 31)),
    "BYMONTH": ("months", lambda v: _wholes("BYMONTH", v, 1, 12)),
    "BYSETPOS": ("position", lambda v: _whole("BYSETPOS", v, -5, 5)),
    "COUNT": ("count", lambda v: _whole("COUNT", v, 1, 999)),
    "UNTIL": ("until", _until),
}


def read(text: str) -> Rule:
    """The rule that the text says. Raises ValueError with how the sentence "Rule …" goes on."""
    parts: dict[str, str] = {}
    for part in text.upper().removeprefix("RRULE:").split(";"):
        name, _, value = part.partition("=")
        if not value or name in parts:
            raise _Refused(f"says “{part[:40]}”, which is not understood; write it like FREQ=WEEKLY;BYDAY=MO")
        parts[name] = value
    frequency = parts.pop("FREQ", "")
    if frequency not in _FREQUENCIES:
        raise _Refused("must begin with FREQ=HOURLY, DAILY, WEEKLY, MONTHLY or YEARLY")
    fields: dict[str, Any] = {"interval": _whole("INTERVAL", parts.pop("INTERVAL", "1"), 1, _LONGEST[frequency])}
    if (start := parts.pop("WKST", "MO")) not in _DAYS:
        raise _Refused("WKST must be a day like MO")
    fields["week_start"] = _DAYS.index(start)
    for name, value in parts.items():
        if name not in _READERS:
            raise _Refused(f"has {name[:20]}, which tasks do not repeat by")
        field, reader = _READERS[name]
        fields[field] = reader(value)
    rule = Rule(text.upper().removeprefix("RRULE:"), frequency, **fields)
    _check(rule)
    return rule


def _check(rule: Rule) -> None:
    if rule.frequency == "HOURLY" and (rule.days or rule.month_days or rule.months or rule.position):
        raise _Refused("takes nothing but INTERVAL, COUNT and UNTIL by the hour")
    monthly = rule.frequency in ("MONTHLY", "YEARLY")
    if rule.count and rule.until:
        raise _Refused("cannot have both COUNT and UNTIL")
    if rule.month_days and (not monthly or rule.days):
        raise _Refused("takes BYMONTHDAY only by the month or the year, and not together with BYDAY")
    if any(ordinal for ordinal, _ in rule.days) and not monthly:
        raise _Refused("takes numbered days like 2TU only by the month or the year")
    if rule.frequency == "YEARLY" and (rule.days or rule.month_days) and not rule.months:
        raise _Refused("needs BYMONTH beside the days of a year")
    if rule.position and (rule.frequency != "MONTHLY" or not rule.days):
        raise _Refused("takes BYSETPOS only by the month and with BYDAY")


def days(rule: Rule, anchor: date, *, seen_from: date | None = None) -> Iterator[date]:
    """The days that the rule names, from `anchor` on, in order; none beyond some forty years after the later of
    `anchor` and `seen_from`. Intervals are counted from `anchor`. By the hour every day is named."""
    if rule.frequency == "HOURLY":
        rule = Rule("FREQ=DAILY", "DAILY")
    rule = pinned(rule, anchor)
    end = datetime.combine(max(anchor, seen_from or anchor), time())
    until = min(end, _LAST - _HORIZON) + _HORIZON
    last = None
    for day in merge(*_parts(rule, anchor, until)):
        if day != last:
            yield day
        last = day


def pinned(rule: Rule, anchor: date) -> Rule:
    """The rule with the day of the month that it leaves to `anchor`, so that the 31st stays the 31st after February."""
    if rule.frequency not in ("MONTHLY", "YEARLY") or rule.days or rule.month_days:
        return rule
    months = rule.months or ((anchor.month,) if rule.frequency == "YEARLY" else ())
    text = rule.text
    if anchor.day > _ALWAYS_THERE:
        text += "" if months == rule.months else f";BYMONTH={anchor.month}"
        text += f";BYMONTHDAY={anchor.day}"
    return replace(rule, text=text, months=months, month_days=(anchor.day,))


def _parts(rule: Rule, anchor: date, until: datetime) -> Iterator[Iterator[date]]:
    if not rule.month_days:
        weekdays = [rrule.weekday(day, ordinal or None) for ordinal, day in rule.days]
        yield _found(rule, anchor, until, byweekday=weekdays or None, bymonth=rule.months or None,
                     bysetpos=rule.position or None)  # fmt: skip
    for day in rule.month_days:
        for months in [{"bymonth": month} for month in rule.months] or [{}]:
            if day <= _ALWAYS_THERE:
                yield _found(rule, anchor, until, bymonthday=day, **months)
            else:  # of those from the 28th to this one, the last that the month has
                yield _found(rule, anchor, until, bymonthday=range(_ALWAYS_THERE, day + 1), bysetpos=-1, **months)


def _found(rule: Rule, anchor: date, until: datetime, **by: Any) -> Iterator[date]:
    found = rrule.rrule(_FREQUENCIES[rule.frequency], dtstart=datetime.combine(anchor, time()), until=until,
                        interval=rule.interval, wkst=rule.week_start, **by)  # fmt: skip
    return (moment.date() for moment in found)
