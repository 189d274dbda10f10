"""Tasks as rows: what a browser has of them, and the difference to what is now."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from domain.bus import Event
from domain.tasks import Task, can_delete

Row = dict[str, Any]


def row_of(task: Task, names: Mapping[UUID, str], teams: Mapping[UUID, str]) -> Row:
    """What a row shows of a task, and what its buttons may do; nothing else goes to the browser."""
    return {
        "id": str(task.id),
        "key": task.key,
        "title": task.title,
        "status": task.status,
        "priority": task.priority,
        "due_on": task.due_on.isoformat() if task.due_on else None,
        "due_at": task.due_at.isoformat() if task.due_at else None,
        "labels": task.labels,
        "people": [[str(who), names.get(who, "Somebody")] for who in task.assignee_ids],
        "team_id": str(task.team_id) if task.team_id else None,
        "team": teams.get(task.team_id, "") if task.team_id else "",
        "shared": task.team_id not in teams if task.team_id else task.permission != "owner",
        "described": bool(task.description.strip()),
        "permission": task.permission,
        "can_delete": can_delete(task),
        "version": task.version,
    }


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows in order, whether more follow, and how many there are in all."""

    rows: list[Row]
    more: bool
    total: int


class Sent:
    """What one browser has. Only differences are sent to it."""

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}
        self.orders: dict[str, list[str]] = {}

    def all(self, lists: Mapping[str, Rows]) -> dict[str, Any]:
        """Everything, for a browser that has nothing or something else."""
        self.rows, self.orders = {}, {}
        return self.difference(lists)

    def difference(self, lists: Mapping[str, Rows]) -> dict[str, Any]:
        """New and changed rows, and the orders that are not as they were; what no order names is gone."""
        now = {row["id"]: row for found in lists.values() for row in found.rows}
        orders = {key: [row["id"] for row in found.rows] for key, found in lists.items()}
        told = {
            "rows": [row for row in now.values() if self.rows.get(row["id"]) != row],
            "orders": {key: order for key, order in orders.items() if self.orders.get(key) != order},
            "more": {key: found.more for key, found in lists.items()},
            "totals": {key: found.total for key, found in lists.items()},
        }
        self.rows, self.orders = now, orders
        return told

    def forget(self, id: str) -> None:
        """The browser may show something else than was sent: send this row and the orders again."""
        self.rows.pop(id, None)
        self.orders = {}

    def has_seen(self, event: Event) -> bool:
        """Whether this news is no news: a change that the row already shows."""
        row = self.rows.get(str(event.object_id))
        plain = event.name in ("task.created", "task.updated", "task.completed", "task.reopened")
        return plain and row is not None and row["version"] >= event.version
