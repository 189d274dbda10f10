"""What a filter means for somebody now: a condition that the database can check."""

from collections.abc import Sequence
from uuid import UUID

from domain.tasks.filtering.moments import Bound, Present, bound_of
from domain.tasks.filtering.problems import FilterError, shown
from domain.tasks.filtering.syntax import Comparison, Group, Has, Is, Moment, Node, Not, Phrase, Special, Text, Value
from domain.tasks.task import PRIORITIES
from persistence.queries import task_filter as sql
from persistence.queries.relations import BLOCKED
from persistence.queries.tasks import SHARED

_OPEN = sql.Test("open")
_MISSING = {
    "due": "due none", "start": "start none", "description": "description none", "label": "label none",
    "assignee": "assignee none", "team": "team none", "parent": "parent none",
    "recurrence": "recurrence none", "subtasks": "subtasks none",
    "shares": "shared-with none", "comments": "commented-by none", "attachments": "attachments none",
    "reminders": "reminders none", "relations": "relations none",
}  # fmt: skip


def condition_of(node: Node, present: Present, me: UUID) -> sql.Condition:
    """The condition for the person `me`. Raises FilterError for phrases that name no day just now."""
    match node:
        case Group(joined, parts):
            return sql.Joined(joined, [condition_of(part, present, me) for part in parts])
        case Not(part):
            return sql.Not(condition_of(part, present, me))
        case Text(text):
            return sql.Test("text ~", [text])
        case Has(word):
            return sql.Not(sql.Test(_MISSING[word]))
        case Is(word):
            return _being(word, present, me)
        case Comparison():
            return _compared(node, present, me)


def _being(word: str, present: Present, me: UUID) -> sql.Condition:
    day = Bound(present.today, present.midnight(present.today))
    meanings: dict[str, sql.Condition] = {
        "open": _OPEN,
        "overdue": _all(_OPEN, _span("due", "<=", Bound(None, present.now))),
        "due_today": _all(_OPEN, _span("due", ">=", day), _span("due", "<", day.after(present))),
        "completed": sql.Test("status", ["completed"]),
        "archived": sql.Test("status", ["archived"]),
        "unassigned": sql.Test("assignee none"),
        "shared": sql.Fixed(SHARED),
        "blocked": sql.Fixed(BLOCKED),
        "blocking": sql.Test("blocking"),
        "watched": sql.Test("watched", ids=[me]),
        "personal": sql.Test("team none"),
        "recurring": sql.Not(sql.Test("recurrence none")),
        "subtask": sql.Not(sql.Test("parent none")),
    }
    return meanings[word]


def _compared(node: Comparison, present: Present, me: UUID) -> sql.Condition:
    negated = node.operator in ("!=", "!~", "not in")
    parts = [_single(node, value, present) for value in node.values if isinstance(value, (Moment, Phrase))]
    if none := [value for value in node.values if value == Special("none")]:
        parts += [sql.Test(f"{node.field} none") for _ in none[:1]]
    named = [value for value in node.values if isinstance(value, str) or value == Special("me")]
    if named:
        parts.append(_named(node, named, me))
    found = parts[0] if len(parts) == 1 else sql.Joined("or", parts)
    return sql.Not(found) if negated else found


def _single(node: Comparison, value: Moment | Phrase, present: Present) -> sql.Condition:
    bound = bound_of(value, present)
    if bound is None:
        raise FilterError(f"“{shown(str(value))}” is no day just now.", 0, 0)
    match node.operator:
        case "<" | ">=":
            return _span(node.field, node.operator, bound)
        case "<=" | ">" if bound.day is None:
            return _span(node.field, node.operator, bound)
        case "<=":
            return _span(node.field, "<", bound.after(present))
        case ">":
            return _span(node.field, ">=", bound.after(present))
    return _all(_span(node.field, ">=", bound), _span(node.field, "<", bound.after(present)))


def _named(node: Comparison, values: Sequence[Value], me: UUID) -> sql.Condition:
    texts = [value for value in values if isinstance(value, str)]
    contains = " ~" if node.operator in ("~", "!~") else ""
    match node.field:
        case "priority":
            return sql.Test("priority", _ranks(node))
        case "status":
            return sql.Test("status", texts)
        case "text" | "title" | "description":
            each = [sql.Test(f"{node.field} {contains.strip() or '='}", [text]) for text in texts]
            return each[0] if len(each) == 1 else sql.Joined("or", each)
        case "label" | "team":
            return sql.Test(node.field + contains, texts, _ids(texts))
        case "key" | "parent":
            return sql.Test(node.field + contains, texts if contains else [text.upper() for text in texts], _ids(texts))
    mine = [me] if Special("me") in values else []
    return sql.Test(node.field, texts, [*mine, *_ids(texts)])


def _ranks(node: Comparison) -> list[int]:
    ranks = [PRIORITIES.index(value) for value in node.values]
    match node.operator:
        case "<":
            return list(range(ranks[0]))
        case "<=":
            return list(range(ranks[0] + 1))
        case ">":
            return list(range(ranks[0] + 1, len(PRIORITIES)))
        case ">=":
            return list(range(ranks[0], len(PRIORITIES)))
    return ranks


def _ids(texts: Sequence[str]) -> list[UUID]:
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _all(*parts: sql.Condition) -> sql.Condition:
    return sql.Joined("and", parts)


def _span(column: str, operator: str, bound: Bound) -> sql.Condition:
    return sql.Span(column, operator, bound.day, bound.at)  # type: ignore[arg-type]
