"""How repeats are said in German: jeden Tag, jeden Mo, Mi, alle 2 Wochen, jeden letzten Freitag, alle! 3 Tage."""

import re
from datetime import time

from domain.tasks.date_rules import Match, month_of, number_of, unit_of, weekday_of
from domain.tasks.date_rules_german import LONG_WEEKDAY, MONTH, NUMBER, PARTS, SHORT_WEEKDAY
from domain.tasks.quick_add.repeats_english import Rules, numbers_in, so_many
from domain.tasks.quick_add.rules import Said, of_date, of_month_days, of_numbered, of_weekdays, of_workday

_EVERY = r"jede[nrsm]?(?P<after>!)?\s+"
_ALL = r"alle(?P<after>!)?\s+"
_UNIT = r"(?P<unit>stunden?|quartal(?:e|en)?|tag(?:e|en)?|wochen?|monat(?:e|en)?|jahr(?:e|en)?)"
_ORDINALS = {"erste": 1, "1": 1, "zweite": 2, "2": 2, "dritte": 3, "3": 3, "vierte": 4, "4": 4, "fünfte": 5, "5": 5,
             "letzte": -1}  # fmt: skip
_ORDINAL = r"(?:(?:erste|zweite|dritte|vierte|fünfte|letzte)[nrsm]?|[1-5]\.)"
_DAY = rf"(?:{LONG_WEEKDAY}|{SHORT_WEEKDAY})"
_AND = r"\s*(?:,|&|\bund\b)\s*"
_OF_MONTH = r"(?:\s+(?:im|des|jede[ns])\s+monats?)"
_PARTS = {
    "morgen": ("every morning", time(9)), "vormittag": ("every morning", PARTS["vormittag"]),
    "nachmittag": ("every afternoon", PARTS["nachmittag"]), "abend": ("every evening", PARTS["abend"]),
}  # fmt: skip
_WORKDAY = r"(?:werktag|arbeitstag|wochentag)"
_ADVERBS = {
    "stündlich": ("HOURLY", 1), "täglich": ("DAILY", 1), "wöchentlich": ("WEEKLY", 1), "zweiwöchentlich": ("WEEKLY", 2),
    "monatlich": ("MONTHLY", 1), "vierteljährlich": ("MONTHLY", 3), "halbjährlich": ("MONTHLY", 6),
    "jährlich": ("YEARLY", 1),
}  # fmt: skip


def _ordinal(text: str) -> int:
    text = text.lower().rstrip(".")
    return _ORDINALS.get(text) or _ORDINALS[text.rstrip("nrsm")]


def _weekdays(match: Match, every: int = 1) -> Said:
    return of_weekdays([weekday_of(d) for d in re.findall(_DAY, match["weekdays"], re.IGNORECASE)], every)


def _numbered(match: Match) -> Said:
    ordinals = [_ordinal(n) for n in re.findall(_ORDINAL, match["nth"], re.IGNORECASE)]
    if ordinals == [2] and not match["month"]:
        return of_weekdays([weekday_of(match["weekday"])], 2)  # "jeden zweiten Montag" is every other one
    return of_numbered(list(dict.fromkeys(ordinals)), weekday_of(match["weekday"]))


def _monthly(match: Match) -> Said | None:
    found = numbers_in(match["days"], 31)
    return of_month_days(found) if found else None


def _day_or_workday(match: Match) -> Said:
    ordinal = _ordinal(match["nth"])
    return of_month_days([ordinal]) if match["what"].lower() == "tag" else of_workday(ordinal)


def _every_nth(match: Match) -> Said:
    return so_many(unit_of(match["unit"]), max(1, _ordinal(match["nth"])))


def _every_so_many(match: Match) -> Said:
    return so_many(unit_of(match["unit"]), number_of(match["count"] or "1"))


RULES: Rules = (
    (
        rf"{_EVERY}(?P<part>morgen|vormittag|nachmittag|abend)",
        lambda m: Said("DAILY", 1, *_PARTS[m["part"].lower()]),
    ),
    (
        rf"(?:{_EVERY}|alle(?P<after2>!)?\s+(?P<count>{NUMBER})\s+)wochen?\s+am\s+(?P<weekdays>{_DAY}(?:{_AND}{_DAY})*)",
        lambda m: _weekdays(m, number_of(m["count"] or "1")),
    ),
    (rf"{_EVERY}{_WORKDAY}|werktags", lambda _: of_weekdays(range(5))),
    (rf"{_EVERY}wochenende", lambda _: of_weekdays((5, 6))),
    (rf"{_EVERY}(?:jahr\s+am\s+)?(?P<day>\d{{1,2}})\.?\s*(?P<month>{MONTH})",
     lambda m: of_date(int(m["day"]), month_of(m["month"]))),
    (rf"{_EVERY}(?:jahr\s+am\s+)?(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.",
     lambda m: of_date(int(m["day"]), int(m["month"])) if 0 < int(m["month"]) < 13 else None),
    (rf"{_EVERY}(?P<nth>{_ORDINAL}(?:{_AND}{_ORDINAL})*)\s+(?P<weekday>{_DAY})(?P<month>{_OF_MONTH})?", _numbered),
    (rf"{_EVERY}(?P<nth>erste[nrsm]?|letzte[nrsm]?)\s+(?P<what>tag|{_WORKDAY}){_OF_MONTH}?", _day_or_workday),
    (rf"{_EVERY}(?P<nth>{_ORDINAL})\s+{_UNIT}", _every_nth),
    (rf"{_EVERY}(?:monat\s+am\s+)?(?P<days>\d{{1,2}}\.(?:{_AND}\d{{1,2}}\.)*)(?!\s*\w*tag)(?:{_OF_MONTH})?", _monthly),
    (r"(?:am\s+)?(?P<days>\d{1,2}\.)\s+(?:jede[ns]|im)\s+monats?", _monthly),
    (rf"{_EVERY}(?P<weekdays>{_DAY}(?:{_AND}{_DAY})*)", _weekdays),
    (rf"(?P<weekdays>{LONG_WEEKDAY}s(?:{_AND}{LONG_WEEKDAY}s)*)", _weekdays),
    (rf"{_EVERY}{_UNIT}", lambda m: so_many(unit_of(m["unit"]), 1)),
    (rf"{_ALL}(?P<count>{NUMBER})\s+{_UNIT}", _every_so_many),
    (rf"(?P<adverb>{'|'.join(_ADVERBS)})(?P<after>!)?", lambda m: Said(*_ADVERBS[m["adverb"].lower()])),  # type: ignore[arg-type]
)  # fmt: skip
COMPLETED = r"\s+nach\s+(?:der\s+)?(?:erledigung|abschluss)"
UNTIL = r"\s+(?=bis\s)"
TIMES = r"[\s,]+(?P<times>\d{1,3})\s*(?:mal|x)\b"
