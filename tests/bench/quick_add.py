"""Reading a line of quick add, in each language and syntax; the baseline reads such a task from JSON."""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.tasks.quick_add import Group, Names, Setting, Somebody, read_line
from tests.bench.figures import Figure, spread
from tests.bench.house import House

_TIMES, _TARGET = 2000, 5.0  # ms a line
_PEOPLE, _LABELS = 2000, 500
_LINE = "Call the printer tomorrow 5pm !high @ben #office +Launch every monday"
_LINES: tuple[tuple[str, Literal["atrium", "todoist"], str], ...] = (
    ("en", "atrium", _LINE),
    ("de", "atrium", "Drucker anrufen morgen 17 Uhr !hoch @ben #office +Launch jeden letzten Freitag im Monat"),
    ("en", "todoist", "Call the printer tomorrow 5pm p1 +ben @office #Launch every monday"),
    ("de", "atrium", "Prepare the quarterly numbers " * 16),
)


def measure(_: House) -> list[Figure]:
    """Each kind of line, for somebody who can name 2,000 people and 500 labels."""
    names = _names()
    text = json.dumps({"title": _LINE, "labels": ["office"], "due_at": "2026-11-21T16:00:00Z", "priority": "high"})
    figures = []
    for locale, syntax, line in _LINES:
        setting = Setting(datetime.now(UTC), ZoneInfo("Europe/Berlin"), names, locale, syntax)
        took = _timed(lambda line=line, setting=setting: read_line(line, setting))  # type: ignore[misc]
        figures += spread(f"quick add, {locale}, {syntax}, {len(line)} characters", took,
                          _timed(lambda: json.loads(text)), target=_TARGET)  # fmt: skip
        figures.append(Figure("lines a second", 1000 * len(took) / sum(took), "/s"))
    return figures


def _names() -> Names:
    people = [Somebody(UUID(int=n), f"Person{n} Name{n}", f"person{n}@example.org") for n in range(_PEOPLE)]
    ben = Somebody(UUID(int=_PEOPLE), "Ben Miller", "ben@example.org")
    teams = [Group(UUID(int=n), name) for n, name in enumerate(("Launch", "Big Team"))]
    return Names([*people, ben], teams, ["office", *(f"label {n}" for n in range(_LABELS))], ben)


def _timed(do: Callable[[], object]) -> list[float]:
    found = []
    for n in range(_TIMES + 100):
        began = time.perf_counter_ns()
        do()
        if n >= 100:
            found.append((time.perf_counter_ns() - began) / 1e6)
    return found
