"""Our own JSON."""

import json
from typing import Any

from domain.errors import Invalid
from domain.exchange.reading import Found, Problem, Reading
from domain.exchange.reading_csv import record
from domain.exchange.record import FIELDS
from domain.exchange.tables import joined


def read(text: str, by: Reading) -> Found:
    """The tasks of an export. Raises Invalid when it is something else."""
    try:
        told = json.loads(text)
        tasks = told["tasks"] if isinstance(told, dict) and told.get("atrium") == 1 else None
    except (ValueError, RecursionError, KeyError):
        tasks = None
    if not isinstance(tasks, list):
        raise Invalid("This is not JSON that Atrium exported.", field="file")
    found = Found()
    for number, task in enumerate(tasks, 1):
        if isinstance(task, dict):
            found.records.append(record(_cells(task), number, by, found.problems))
        else:
            found.problems.append(Problem(number, "", "This is not a task.", is_left_out=True))
    return found


def _cells(task: dict[Any, Any]) -> dict[str, str]:
    return {name: _cell(task[name]) for name in FIELDS if task.get(name) not in (None, "", [], False)}


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return joined(str(one) for one in value)
    return "yes" if value is True else str(value)
