"""Tasks as rows: what a browser has of them, and the difference to what is now."""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from domain.bus import Event
from domain.tasks import Heading, Outline, Task, can_delete
from ui.components.recurrence_words import said

Row = dict[str, Any]
_ID, _PAIR = 16, 32  # bytes
_KEPT = 3_000  # rows that one browser has at most; what it needs again it asks for again


def row_of(
    task: Task, names: Mapping[UUID, str], teams: Mapping[UUID, str], parents: Mapping[UUID, str] | None = None
) -> Row:
    """What a row shows of a task, and what its buttons may do; nothing else goes to the browser."""
    above = (parents or {}).get(task.parent_id) if task.parent_id else None
    return {
        "id": str(task.id),
        "key": task.key,
        "title": task.title,
        "status": task.status,
        "priority": task.priority,
        "due_on": task.due_on.isoformat() if task.due_on else None,
        "due_at": task.due_at.isoformat() if task.due_at else None,
        "start_on": task.start_on.isoformat() if task.start_on else None,
        "labels": task.labels,
        "people": [[str(who), names.get(who, "Somebody")] for who in task.assignee_ids],
        "team_id": str(task.team_id) if task.team_id else None,
        "team": teams.get(task.team_id, "") if task.team_id else "",
        "parent": [str(task.parent_id), above] if above is not None else None,
        "shared": task.team_id not in teams if task.team_id else task.permission != "owner",
        "described": bool(task.description.strip()),
        "subtasks": task.subtasks if task.subtasks[1] else None,
        "checklist": task.checklist if task.checklist[1] else None,
        "blocked": task.is_blocked,
        "repeats": said(task.recurrence.rule, task.recurrence.from_completion) if task.recurrence else "",
        "permission": task.permission,
        "can_delete": can_delete(task),
        "version": task.version,
        "created_at": task.created_at.isoformat(),
        "updated_at": task.updated_at.isoformat(),
    }


class Sent:
    """What one browser has: the order of everything, and the rows it asked for. Only differences are sent to it."""

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}
        self._headings: list[Heading] = []
        self._parents = b""

    def nothing(self) -> None:
        """The browser has nothing, or something else."""
        self.rows, self._headings, self._parents = {}, [], b""

    def order(self, outline: Outline) -> dict[str, Any]:
        """The headings, and per heading that changed `[from, how many to drop, what to put there instead]`."""
        before = {heading.key: heading.ids for heading in self._headings}
        now = {heading.key: heading.ids for heading in outline.headings}
        cuts = {key: cut for key, ids in now.items() if (cut := _cut(before.get(key, b""), ids, _ID))}
        told: dict[str, Any] = {"keys": list(now), "cuts": cuts, "total": outline.total}
        if cut := _cut(self._parents, outline.parents, _PAIR):
            told["parents"] = cut
        self._headings, self._parents = outline.headings, outline.parents
        return told

    def has_order_of(self, task_id: UUID) -> bool:
        """Whether the task stands anywhere in what was sent."""
        return any(task_id in heading for heading in self._headings)

    def news(self, rows: Iterable[Row]) -> list[Row]:
        """Those of the rows that the browser does not have like this."""
        found = [row for row in rows if self.rows.get(row["id"]) != row]
        for row in found:
            self.rows.pop(row["id"], None)
            self.rows[row["id"]] = row
        return found

    def spare(self) -> list[str]:
        """Rows that the browser may forget because it has so many."""
        old = list(self.rows)[: max(0, len(self.rows) - _KEPT)]
        self.lose(old)
        return old

    def lose(self, ids: Iterable[str]) -> None:
        """The browser does not have these rows (any more)."""
        for one in ids:
            self.rows.pop(one, None)

    def has_seen(self, event: Event) -> bool:
        """Whether this news is no news: a change that the row already shows, and no row above it."""
        row = self.rows.get(str(event.object_id))
        plain = event.name in ("task.created", "task.updated", "task.completed", "task.reopened")
        return plain and row is not None and row["version"] >= event.version and not row.get("parent")


def _cut(old: bytes, new: bytes, size: int) -> list[Any] | None:
    """What makes the old sequence the new one; None when they are the same."""
    if old == new:
        return None
    most = min(len(old), len(new)) // size
    start = _alike(most, lambda n: old[: n * size] == new[: n * size])
    end = _alike(most - start, lambda n: n == 0 or old[-n * size :] == new[-n * size :])
    put = new[start * size : len(new) - end * size]
    return [start, len(old) // size - start - end, b64encode(put).decode()]


def _alike(most: int, is_alike: Any) -> int:
    """The greatest number up to `most` for which it holds, when it holds for all smaller ones."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if is_alike(middle) else (low, middle - 1)
    return low
