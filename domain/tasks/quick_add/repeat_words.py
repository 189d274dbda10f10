"""Repeats and dates as they are said in the person's language: "alle 2 Wochen am Montag", "jeden letzten Freitag"."""

from collections.abc import Sequence
from datetime import datetime

from babel.dates import get_month_names

from domain.tasks.dates import When, say_day, say_when
from domain.tasks.quick_add.rules import DAYS, Said
from domain.tasks.quick_add.setting import Setting

_DAYS = dict(zip(DAYS, ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"), strict=True))
_ORDINALS = {"1": "ersten", "2": "zweiten", "3": "dritten", "4": "vierten", "5": "fünften", "-1": "letzten"}
_EVERY = {
    "HOURLY": ("jede Stunde", "Stunden"), "DAILY": ("jeden Tag", "Tage"), "WEEKLY": ("jede Woche", "Wochen"),
    "MONTHLY": ("jeden Monat", "Monate"), "YEARLY": ("jedes Jahr", "Jahre"),
}  # fmt: skip
_PARTS = {"every morning": "jeden Morgen", "every afternoon": "jeden Nachmittag", "every evening": "jeden Abend",
          "every night": "jede Nacht"}  # fmt: skip
_WORKDAYS = ",".join(DAYS[:5])


def when_said(when: When, setting: Setting) -> str:
    """A date, with the time when it has one."""
    return say_when(when.on, when.at, now=setting.now, zone=setting.zone, locale=setting.language)


def repeat_said(said: Said, setting: Setting) -> str:
    """A rule, with its end."""
    if setting.language == "en":
        return said.words
    clock = f"um {said.clock:%H:%M}" if said.clock and said.own not in _PARTS else ""
    parts = (_PARTS.get(said.own) or _rule(said), clock, _end(said, setting))
    return " ".join(part for part in parts if part)


def _end(said: Said, setting: Setting) -> str:
    if count := said.by.get("COUNT"):
        return f"{count}-mal"
    if until := said.by.get("UNTIL"):
        last = datetime.strptime(str(until), "%Y%m%d").date()  # noqa: DTZ007 - a day
        return f"bis {say_day(last, setting.now.astimezone(setting.zone).date(), setting.language)}"
    return ""


def _rule(said: Said) -> str:
    one, many = _EVERY[said.frequency]
    base = one if said.every == 1 else f"alle {said.every} {many}"
    by = {name: str(value) for name, value in said.by.items()}
    if "BYMONTH" in by:
        return f"{base} am {by['BYMONTHDAY']}. {get_month_names('wide', locale='de')[int(by['BYMONTH'])]}"
    if "BYMONTHDAY" in by:
        return f"{base} am {_list([_day_of_month(day) for day in by['BYMONTHDAY'].split(',')])}"
    if "BYSETPOS" in by:
        return f"jeden {_ORDINALS[by['BYSETPOS']]} Werktag im Monat"
    return _weekdays(said, base, by.get("BYDAY", ""))


def _weekdays(said: Said, base: str, days: str) -> str:
    if not days:
        return base
    each = days.split(",")
    if said.frequency == "MONTHLY":
        return f"jeden {_list([_ORDINALS[day[:-2]] for day in each])} {_DAYS[each[0][-2:]]} im Monat"
    if days == _WORKDAYS and said.every == 1:
        return "jeden Werktag"
    named = _list([_DAYS[day] for day in each])
    return f"jeden {named}" if said.every == 1 else f"{base} am {named}"


def _day_of_month(day: str) -> str:
    return "letzten Tag" if day == "-1" else f"{day}."


def _list(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} und {words[-1]}"
