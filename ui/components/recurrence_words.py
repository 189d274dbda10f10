"""How a task repeats, in words: "every 2 weeks on Mon, Wed"."""

_UNITS = {"HOURLY": "hour", "DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_DAYS = {"MO": "Mon", "TU": "Tue", "WE": "Wed", "TH": "Thu", "FR": "Fri", "SA": "Sat", "SU": "Sun"}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ORDINALS = {-1: "last", 1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth"}
_WORKDAYS = "MO,TU,WE,TH,FR"


def said(rule: str, from_completion: bool) -> str:
    """The rule as people say it."""
    parts = dict(part.partition("=")[::2] for part in rule.split(";"))
    words = _every(parts) + _days(parts) + _end(parts)
    return words + (" after completion" if from_completion else "")


def _every(parts: dict[str, str]) -> str:
    if parts["FREQ"] in ("DAILY", "WEEKLY") and parts.get("BYDAY") == _WORKDAYS and "INTERVAL" not in parts:
        return "every weekday"
    unit, interval = _UNITS[parts["FREQ"]], int(parts.get("INTERVAL", "1"))
    return f"every {unit}" if interval == 1 else f"every {interval} {unit}s"


def _days(parts: dict[str, str]) -> str:
    months = ", ".join(_MONTHS[int(m) - 1] for m in parts.get("BYMONTH", "").split(",") if m)
    if "BYMONTHDAY" in parts:
        days = ", ".join(_day_of_month(int(d)) for d in parts["BYMONTHDAY"].split(","))
        return f" on the {days}" + (f" of {months}" if months else "")
    days = parts.get("BYDAY", "")
    said = ""
    if days == _WORKDAYS and "BYSETPOS" in parts:
        said = f" on the {_ordinal(int(parts['BYSETPOS']))} workday"
    elif days and not (days == _WORKDAYS and parts["FREQ"] in ("DAILY", "WEEKLY") and "INTERVAL" not in parts):
        said = " on " + ", ".join(_weekday(d) for d in days.split(","))
    return said + (f" in {months}" if months else "")


def _weekday(day: str) -> str:
    ordinal = day[:-2]
    return f"the {_ordinal(int(ordinal))} {_DAYS[day[-2:]]}" if ordinal else _DAYS[day]


def _day_of_month(day: int) -> str:
    if day < 0:
        return "last day" if day == -1 else f"{-day}{_suffix(-day)} last day"
    return f"{day}{_suffix(day)}"


def _ordinal(number: int) -> str:
    return _ORDINALS.get(number) or f"{_ORDINALS[-number]} to last"


def _suffix(number: int) -> str:
    return "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _end(parts: dict[str, str]) -> str:
    if "COUNT" in parts:
        count = int(parts["COUNT"])
        return f", {count} more times" if count > 1 else ", the last time"
    if "UNTIL" in parts:
        year, month, day = parts["UNTIL"][:4], int(parts["UNTIL"][4:6]), int(parts["UNTIL"][6:8])
        return f" until {day} {_MONTHS[month - 1]} {year}"
    return ""
