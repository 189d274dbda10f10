"""A Friday in Berlin, and whom one can name there."""

from datetime import UTC, date, datetime
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.tasks.quick_add import Group, Line, Names, Setting, Somebody, read_line

BERLIN = ZoneInfo("Europe/Berlin")
FRIDAY = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)  # 11:30 in Berlin
ADA = Somebody(UUID(int=1), "Ada Lovelace", "ada@example.org")
BEN = Somebody(UUID(int=2), "Ben Miller", "ben@example.org")
EVES = [Somebody(UUID(int=3), "Eve Adams", "eve.a@example.org"), Somebody(UUID(int=4), "Eve Brown", "eb@example.org")]
LAUNCH = Group(UUID(int=10), "Launch", "LAU", frozenset({ADA.id, BEN.id}))
BIG = Group(UUID(int=11), "Big Team", "BIG", frozenset({ADA.id}))
NAMES = Names([ADA, BEN, *EVES], [LAUNCH, BIG], ["office", "Waiting on"], me=ADA)


def setting(locale: str = "en", syntax: Literal["atrium", "todoist"] = "atrium", day: date | None = None) -> Setting:
    return Setting(FRIDAY, BERLIN, NAMES, locale, syntax, day)


def read(text: str, *dismissed: str, locale: str = "en", syntax: Literal["atrium", "todoist"] = "atrium") -> Line:
    return read_line(text, setting(locale, syntax), dismissed)


def due(line: Line) -> str:
    """When it is due, in Berlin."""
    if line.due_at:
        return f"{line.due_at.astimezone(BERLIN):%Y-%m-%d %H:%M}"
    return str(line.due_on) if line.due_on else ""
