"""What a task needs to be found by a filter, as far as that is plain."""

from datetime import date
from typing import Any
from uuid import UUID

from domain.tasks.filtering.syntax import Comparison, Group, Moment, Node, Special


def implied(node: Node | None, today: date, me: UUID) -> dict[str, Any]:
    """The fields of a new task that its conditions name, as far as all must hold: `label = office` gives the label."""
    parts = node.parts if isinstance(node, Group) and node.joined == "and" else (node,)
    fields: dict[str, Any] = {}
    for part in parts:
        if isinstance(part, Comparison) and part.operator in ("=", "in") and (found := _field(part, today, me)):
            fields.setdefault(*found)
    return fields


def _field(part: Comparison, today: date, me: UUID) -> tuple[str, Any] | None:
    value = part.values[0]
    match part.field:
        case "status" if value != "archived":
            return "status", value
        case "priority":
            return "priority", value
        case "label" if isinstance(value, str):
            return "labels", [value]
        case "assignee" if value == Special("me"):
            return "assignee_ids", [me]
        case "due" if value == Moment("today"):
            return "due_on", today
    return None
