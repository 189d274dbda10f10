"""Repeats as they are said in German: "alle 2 Wochen am Montag", "jeden letzten Freitag im Monat"."""

from collections.abc import Sequence

from babel.dates import get_month_names

from domain.tasks.quick_add.rules import DAYS, Frequency, Said

_DAYS = dict(zip(DAYS, ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"), strict=True))
_ORDINALS = {"1": "ersten", "2": "zweiten", "3": "dritten", "4": "vierten", "5": "fünften", "-1": "letzten"}
_EVERY: dict[Frequency, tuple[str, str]] = {
    "DAILY": ("jeden Tag", "Tage"), "WEEKLY": ("jede Woche", "Wochen"), "MONTHLY": ("jeden Monat", "Monate"),
    "YEARLY": ("jedes Jahr", "Jahre"),
}  # fmt: skip
_PARTS = {"every morning": "jeden Morgen", "every afternoon": "jeden Nachmittag", "every evening": "jeden Abend",
          "every night": "jede Nacht"}  # fmt: skip
_WORKDAYS = ",".join(DAYS[:5])


def repeat_said(said: Said) -> str:
    """The rule as people say it, with its end."""
    return f"{_PARTS.get(said.own) or _rule(said)} {said.end}".strip()


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
