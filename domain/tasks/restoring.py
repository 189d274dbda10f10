"""Reading history's plain values back into what fields hold."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

_READERS = {
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
    if field == "assignee_ids":
        return [UUID(a) for a in kept]
    return _READERS.get(field, lambda v: v)(kept)
