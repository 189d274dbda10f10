"""Reading history's plain values back into what fields hold."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from domain.tasks.recurrence import Recurrence

_READERS: dict[str, Callable[[str], Any]] = {
    "due_on": date.fromisoformat,
    "start_on": date.fromisoformat,
    "due_at": datetime.fromisoformat,
    "deleted_at": datetime.fromisoformat,
    "team_id": UUID,
    "parent_id": UUID,
}


def value_of(field: str, kept: Any) -> Any:
    """The value that history keeps as `kept`."""
    if kept is None:
        return None
    if field == "recurrence":
        return Recurrence(**kept)
    if field == "assignee_ids":
        return [UUID(a) for a in kept]
    reader = _READERS.get(field)
    return reader(kept) if reader else kept
