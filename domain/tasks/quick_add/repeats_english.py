"""How repeats are said in English: every day, every mon, wed, every 2 weeks, every last friday, every! 3 days."""

import re
from collections.abc import Callable

from domain.tasks.date_rules import MONTH, NUMBER, PARTS, WEEKDAY, Match, month_of, number_of, unit_of, weekday_of
from domain.tasks.quick_add.rules import (
    FREQUENCIES,
    Said,
    of_date,
    of_month_days,
    of_numbered,
    of_weekdays,
    of_workday,
)

Rules = tuple[tuple[str, Callable[[Match], Said | None]], ...]
_EVERY = r"(?:every|each)(?P<after>!)?\s+"
_UNIT = r"(?P<unit>hours?|days?|weeks?|fortnights?|months?|quarters?|years?)"
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5,
             "5th": 5, "last": -1}  # fmt: skip
_ORDINAL = rf"(?:{'|'.join(_ORDINALS)})"
_NTH = r"\d{1,2}(?:st|nd|rd|th)"
_AND = r"\s*(?:,\s*and\s|,|&|\band\b)\s*"
_OF_MONTH = r"(?:\s+(?:of|in)\s+(?:the|each|every)\s+month)"
_ADVERBS = {
    "hourly": ("HOURLY", 1), "daily": ("DAILY", 1), "weekly": ("WEEKLY", 1), "biweekly": ("WEEKLY", 2),
    "fortnightly": ("WEEKLY", 2), "monthly": ("MONTHLY", 1), "quarterly": ("MONTHLY", 3),
    "semiannually": ("MONTHLY", 6), "biannually": ("MONTHLY", 6), "yearly": ("YEARLY", 1), "annually": ("YEARLY", 1),
    "biennially": ("YEARLY", 2),
}  # fmt: skip


def so_many(unit: str, count: int) -> Said:
    """Every so many days, weeks …"""
    unit, times = {"fortnight": ("week", 2), "quarter": ("month", 3)}.get(unit, (unit, 1))
    count *= times
    return Said(FREQUENCIES[unit], count)


def numbers_in(text: str, most: int) -> list[int] | None:
    """The numbers said, when all are from 1 to `most`."""
    found = [int(n) for n in re.findall(r"\d+", text)]
    return found if all(1 <= n <= most for n in found) else None


def _monthly(match: Match) -> Said | None:
    found = numbers_in(match["days"], 31)
    return of_month_days(found) if found else None


def _numbered(match: Match) -> Said:
    ordinals = [_ORDINALS[n.lower()] for n in re.findall(_ORDINAL, match["nth"], re.IGNORECASE)]
    return of_numbered(list(dict.fromkeys(ordinals)), weekday_of(match["weekday"]))


def _weekdays(match: Match, every: int = 1) -> Said:
    return of_weekdays([weekday_of(d) for d in re.findall(WEEKDAY, match["weekdays"], re.IGNORECASE)], every)


def _day_or_workday(match: Match) -> Said:
    ordinal = _ORDINALS[match["nth"].lower()]
    return of_workday(ordinal) if match["what"].lower() != "day" else of_month_days([ordinal])


def _by_week(match: Match) -> Said | None:
    if unit_of(match["unit"]) not in ("week", "fortnight"):
        return None
    return _weekdays(match, number_of(match["count"] or "1") * (2 if match["unit"].startswith("f") else 1))


def _every_nth(match: Match) -> Said:
    return so_many(unit_of(match["unit"]), max(1, _ORDINALS[match["nth"].lower()]))


def _every_so_many(match: Match) -> Said:
    return so_many(unit_of(match["unit"]), number_of(match["count"] or "1"))


RULES: Rules = (
    (
        rf"{_EVERY}(?P<part>morning|afternoon|evening|night)",
        lambda m: Said("DAILY", 1, f"every {m['part'].lower()}", PARTS[m["part"].lower()]),
    ),
    (rf"{_EVERY}(?:(?P<count>{NUMBER})\s+)?{_UNIT}\s+on\s+(?P<weekdays>{WEEKDAY}s?(?:{_AND}{WEEKDAY}s?)*)", _by_week),
    (rf"{_EVERY}(?:weekday|workday|working\s+day|business\s+day)s?", lambda _: of_weekdays(range(5))),
    (rf"{_EVERY}weekends?", lambda _: of_weekdays((5, 6))),
    (rf"{_EVERY}(?P<days>{_NTH}(?:{_AND}{_NTH})*)(?!\s+(?:day|week|month|year|{WEEKDAY}))(?:{_OF_MONTH})?", _monthly),
    (rf"{_EVERY}month\s+on\s+the\s+(?P<days>{_NTH}(?:{_AND}{_NTH})*)", _monthly),
    (rf"{_EVERY}(?:year\s+on\s+)?(?P<month>{MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?",
     lambda m: of_date(int(m["day"]), month_of(m["month"]))),
    (rf"{_EVERY}(?:year\s+on\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{MONTH})",
     lambda m: of_date(int(m["day"]), month_of(m["month"]))),
    (rf"{_EVERY}(?:month\s+on\s+the\s+)?(?P<nth>{_ORDINAL}(?:{_AND}{_ORDINAL})*)\s+(?P<weekday>{WEEKDAY})(?:{_OF_MONTH})?",
     _numbered),
    (rf"{_EVERY}(?P<nth>first|last)\s+(?P<what>day|workday|working\s+day|business\s+day)(?:{_OF_MONTH})?",
     _day_or_workday),
    (rf"{_EVERY}other\s+(?P<weekdays>{WEEKDAY}(?:{_AND}{WEEKDAY})*)", lambda m: _weekdays(m, 2)),
    (rf"{_EVERY}(?P<weekdays>{WEEKDAY}s?(?:{_AND}{WEEKDAY}s?)*)", _weekdays),
    (rf"{_EVERY}other\s+{_UNIT}", lambda m: so_many(unit_of(m["unit"]), 2)),
    (rf"{_EVERY}(?P<nth>{_ORDINAL})\s+{_UNIT}", _every_nth),
    (rf"{_EVERY}(?:(?P<count>{NUMBER})\s+)?{_UNIT}", _every_so_many),
    (rf"(?P<adverb>{'|'.join(_ADVERBS)})(?P<after>!)?", lambda m: Said(*_ADVERBS[m["adverb"].lower()])),  # type: ignore[arg-type]
)  # fmt: skip
COMPLETED = r"\s+after\s+(?:completion|completing(?:\s+it)?)"
UNTIL = r"\s+(?:(?=(?:until|till)\s)|ending\s+(?:on\s+)?)"
TIMES = r"[\s,]+(?:for\s+)?(?P<times>\d{1,3})\s*(?:times|x)"
