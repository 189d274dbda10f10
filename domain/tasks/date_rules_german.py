"""What German words for days mean (morgen, nächsten Montag, am 17., in 3 Tagen, Ende des Monats): rules for `dates`."""

from datetime import datetime, time, timedelta

from domain.tasks.date_rules import (
    Day,
    Match,
    Meaning,
    ahead,
    beginning,
    calendar_date,
    day_of_month,
    end,
    plus,
    tonight,
    weekday,
    weekday_of,
    weekend,
)

NUMBER = r"(?:\d{1,4}|ein(?:e[rmns]?)?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)"
LONG_WEEKDAY = r"(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)"
SHORT_WEEKDAY = r"(?:mo|di|mi|do|fr|sa|so)\b\.?"
MONTH = (
    r"(?:jan(?:uar)?|jän(?:ner)?|feb(?:ruar)?|märz?|mrz|apr(?:il)?|mai|juni?|juli?|aug(?:ust)?|sept?(?:ember)?"
    r"|okt(?:ober)?|nov(?:ember)?|dez(?:ember)?)\b\.?"
)
_NEXT = r"(?:nächst|naechst)e[nrsm]?"
_WHICH = rf"(?P<which>{_NEXT}|diese[nrsm]?|kommende[nrsm]?|letzte[nrsm]?|vorige[nrsm]?)"
_SPAN = r"(?:tags|woche|monats|jahres)"

PARTS = {
    "früh": time(9), "morgens": time(9), "vormittag": time(10), "vormittags": time(10), "nachmittag": time(15),
    "nachmittags": time(15), "abend": time(19), "abends": time(19), "nachts": time(20),
}  # fmt: skip
PART = rf"(?:{'|'.join(sorted(PARTS, key=len, reverse=True))})"


def _today_at(match: Match, local: datetime) -> Day:
    said = match["part"].lower()
    clock = time(9) if said == "morgen" else PARTS[said]
    return Day(local.date(), clock, said.startswith("abend"))


def _weekday_at(match: Match, local: datetime) -> Day:
    days = (weekday_of(match["weekday"]) - local.weekday() - 1) % 7 + 1
    said = _today_at(match, local)
    return Day(local.date() + timedelta(days=days), said.at, said.is_evening)


def _tomorrow_morning(_: Match, local: datetime) -> Day:
    return Day(local.date() + timedelta(days=1), time(9))


DAY_RULES: tuple[tuple[str, Meaning], ...] = (
    (r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", calendar_date),
    (r"(?:den\s+)?(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4}|\d{2})?", calendar_date),
    (r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})", calendar_date),
    (rf"(?:den\s+)?(?P<day>\d{{1,2}})\.?\s*(?P<name>{MONTH})(?:\s+(?P<year>\d{{4}}))?", calendar_date),
    (r"übermorgen|uebermorgen", plus(2)),
    (r"morgen\s+früh", _tomorrow_morning),
    (r"heute\s+(?P<part>früh|morgen|vormittag|nachmittag|abend)", _today_at),
    (r"heute\s+nacht", tonight),
    (r"heute", plus(0)),
    (r"(?<!am )morgen", plus(1)),
    (r"gestern", plus(-1)),
    (rf"(?P<which>diese[sm]?|{_NEXT}|am)\s+wochenende", weekend),
    (rf"(?P<weekday>{LONG_WEEKDAY})(?P<part>morgen|vormittag|nachmittag|abend)", _weekday_at),
    (rf"(?:{_WHICH}\s+)?(?P<weekday>{LONG_WEEKDAY})", weekday),
    (rf"(?:{_WHICH}\s+)?(?P<weekday>{SHORT_WEEKDAY})", weekday),
    (rf"(?:zum\s+|am\s+)?ende\s+(?:de[rs]\s+)?(?:(?P<which>{_NEXT}|diese[rs]?)\s+)?(?P<unit>{_SPAN})", end),
    (r"(?:zum\s+|am\s+)?(?P<which>diese)?(?P<unit>monat|jahre)s?ende", end),
    (rf"(?P<which>{_NEXT})\s+(?P<unit>woche|monat|jahr)", beginning),
    (
        rf"in\s+(?P<count>{NUMBER})\s*(?P<unit>minuten?|min|stunden?|std|h|tag(?:en?)?|wochen?|monat(?:en?)?|jahr(?:en?)?)",
        ahead,
    ),
    (r"(?:den\s+)?(?P<day>\d{1,2})\.", day_of_month),
)
TIME_RULES = (
    r"(?P<exact>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s?uhr(?:\s(?P<minute2>\d{2}))?",
    r"halb\s+(?P<to>\d{1,2})",
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})",
    r"(?P<word>mittags?|mitternacht)",
    rf"(?:am\s+)?(?P<part>{PART})",
)
