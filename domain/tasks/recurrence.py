"""When a task comes up again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, StringConstraints

from domain.clock import now
from domain.errors import Invalid
from domain.inputs import Flag, Input, Storable
from domain.tasks.recurrence_rules import Rule, days, pinned, read

_LAST_YEAR = 9000


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How a task repeats: by a rule of RFC 5545, from its due day or from the day it is completed.

    `zone` is where its wall-clock time is kept, over daylight saving too: that of who made it repeat.
    """

    rule: str
    from_completion: bool
    zone: str

    def kept(self) -> dict[str, Any]:
        """As history keeps it."""
        return {"rule": self.rule, "from_completion": self.from_completion, "zone": self.zone}

    def day_of(self, due_on: date | None, due_at: datetime | None) -> date:
        """The day on which a task is due where its time is kept; today when it is not due."""
        return due_on or (due_at or now()).astimezone(ZoneInfo(self.zone)).date()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that a task is due, its day or its instant, and how it repeats from there."""

    due_on: date | None
    due_at: datetime | None
    recurrence: Recurrence


RuleText = Annotated[
    str, StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=200), Storable,
    AfterValidator(lambda text: read(text).text),
]  # fmt: skip


class Recurs(Input):
    """How a task is to repeat, like `{rule: "FREQ=WEEKLY;BYDAY=MO", from_completion: false}`."""

    rule: RuleText
    from_completion: Flag = False

    def inside(self, known: Recurrence | None, zone: str) -> Recurrence:
        """The same in the zone of the person who says it, or as `known` when it says nothing new."""
        if known and (known.rule, known.from_completion) == (self.rule, self.from_completion):
            return known
        return Recurrence(self.rule, self.from_completion, zone)


def begun(recurrence: Recurrence, due_on: date | None, due_at: datetime | None) -> dict[str, date]:
    """The due day that a task without one gets when it is to repeat: today, or the next day that the rule names.

    Raises Invalid for a rule that never comes due, like every seventh day from a Tuesday if it is a Monday.
    """
    anchor = recurrence.day_of(due_on, due_at)
    named = list(islice(days(read(recurrence.rule), anchor), 2))
    if all(day <= anchor for day in named):
        raise Invalid("The rule never comes due from the day the task has.", field="recurrence")
    return {} if due_on or due_at else {"due_on": named[0]}


def following(
    recurrence: Recurrence, due_on: date | None, due_at: datetime | None, *, skipping: bool = False
) -> Occurrence | None:
    """The next time after the task is completed (or, `skipping`, put off) now; None when it was the last.

    It is later than the present one and not over yet, so what was missed does not pile up. COUNT counts the times
    that are left, with the present one.
    """
    return next(upcoming(recurrence, due_on, due_at, skipping=skipping), None)


def upcoming(
    recurrence: Recurrence, due_on: date | None, due_at: datetime | None, *, skipping: bool = False
) -> Iterator[Occurrence]:
    """The next times, one after the other."""
    rule, zone = read(recurrence.rule), ZoneInfo(recurrence.zone)
    if rule.frequency == "HOURLY":
        yield from _by_hours(recurrence, rule, None if recurrence.from_completion and not skipping else due_at, zone)
        return
    moment, today = now(), recurrence.day_of(None, None)
    anchor = today if recurrence.from_completion and not skipping else recurrence.day_of(due_on, due_at)
    left = rule.count
    for day in days(rule, anchor, seen_from=today):
        instant = _at(day, due_at, zone) if due_at else None
        if day <= anchor or (instant <= moment if instant else day < today):
            continue
        left = left - 1 if left else None
        if left == 0 or _is_past_end(rule, day, instant, zone):
            return
        again = _again(recurrence, pinned(rule, anchor).text, left)
        yield Occurrence(None if instant else day, instant, again)


def _by_hours(recurrence: Recurrence, rule: Rule, due_at: datetime | None, zone: ZoneInfo) -> Iterator[Occurrence]:
    """By the hour: counted from when it is due, or from now; hours are hours, also when clocks change."""
    moment, step, left = now(), timedelta(hours=rule.interval), rule.count
    instant = (due_at or moment).replace(second=0, microsecond=0)
    if instant <= moment:
        instant += step * ((moment - instant) // step)  # what was missed does not pile up
    while True:
        instant += step
        left = left - 1 if left else None
        if left == 0 or instant.year > _LAST_YEAR or _is_past_end(rule, instant.astimezone(zone).date(), instant, zone):
            return
        yield Occurrence(None, instant, _again(recurrence, rule.text, left))


def _again(recurrence: Recurrence, text: str, left: int | None) -> Recurrence:
    return Recurrence(re.sub(r"COUNT=\d+", f"COUNT={left}", text), recurrence.from_completion, recurrence.zone)


def _at(day: date, like: datetime, zone: ZoneInfo) -> datetime:
    """The instant on that day at which clocks in the zone show the same time as at `like`."""
    return datetime.combine(day, like.astimezone(zone).time(), zone).astimezone(UTC)


def _is_past_end(rule: Rule, day: date, instant: datetime | None, zone: ZoneInfo) -> bool:
    if isinstance(rule.until, datetime):
        return instant > rule.until if instant else day > rule.until.astimezone(zone).date()
    return rule.until is not None and day > rule.until
