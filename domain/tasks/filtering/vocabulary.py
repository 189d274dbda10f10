"""What filters are made of, for those who help to write them: completion and the builder."""

from typing import Any

from domain.tasks.filtering.fields import BEING, FIELDS, HAVING
from domain.tasks.filtering.syntax import Comparison, Group, Has, Is, Node, Not, Text, Value, written
from domain.tasks.task import PRIORITIES, STATUSES


def vocabulary() -> dict[str, Any]:
    """Fields with their operators and special words, and what a task can be or have, each with a phrase about it."""
    words = {"status": STATUSES, "priority": PRIORITIES}
    fields = [
        {"name": field.name, "kind": field.kind, "about": field.about, "operators": list(field.operators),
         "specials": list(field.specials), "words": list(words.get(field.kind, ()))}
        for field in FIELDS.values()
    ]  # fmt: skip
    return {"fields": fields, "is": BEING, "has": HAVING}


def tree(node: Node) -> dict[str, Any]:  # noqa: PLR0911 - one a kind of node
    """The filter as plain data; each part carries its own text, `not` marks what is negated."""
    match node:
        case Group(joined, parts):
            return {"joined": joined, "parts": [tree(part) for part in parts], "text": f"({node})"}
        case Not(part) if isinstance(part, (Is, Has)):
            return tree(part) | {"not": True, "text": str(node)}
        case Not():
            return {"text": str(node)}
        case Is(word):
            return {"field": "is", "values": [word], "text": str(node)}
        case Has(word):
            return {"field": "has", "values": [word], "text": str(node)}
        case Text(text):
            return {"field": "text", "operator": "~", "values": [text], "text": str(node)}
        case Comparison(field, operator, values):
            told = [_told(value, FIELDS[field].specials) for value in values]
            return {"field": field, "operator": operator, "values": told, "text": str(node)}


def _told(value: Value, specials: tuple[str, ...]) -> str:
    """A value as it is edited in a field of its own: without quotation marks where they change nothing."""
    if not isinstance(value, str):
        return str(value).strip('"')
    return written(value, specials) if value.lower() in specials else value
