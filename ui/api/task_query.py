"""How a list of tasks is asked for: filters, order, page."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, Literal, TypeVar
from uuid import UUID

from pydantic import BeforeValidator, Field, PlainValidator, TypeAdapter, ValidationError

from domain.inputs import Day, Instant, ShortText
from domain.tasks import Priority, Sort, Status, TaskFilter
from domain.tasks.filtering import LONGEST, parse
from domain.tasks.inputs import Label
from ui.api.pagination import Slice

_DAY, _INSTANT = TypeAdapter[Any](Day), TypeAdapter[Any](Instant)


def _listed(values: Any) -> Any:
    """`?status=pending,completed` means the same as `?status=pending&status=completed`."""
    if not isinstance(values, list):
        return values
    return [part.strip() for value in values for part in str(value).split(",") if part.strip()]


T = TypeVar("T")
Listed = Annotated[list[T], BeforeValidator(_listed)]


def _moment(value: Any) -> date | datetime:
    text = str(value).replace(" ", "+")  # a plus sign that was not escaped
    try:
        found: date = (_DAY if len(text) == 10 else _INSTANT).validate_python(text)
    except ValidationError:
        raise ValueError("must be a day, like 2026-02-17, or an instant, like 2026-02-17T09:00:00Z") from None
    return found


def _id_or(*words: str) -> Callable[[Any], str | UUID]:
    def read(value: Any) -> str | UUID:
        if value in words:
            return str(value)
        try:
            return UUID(str(value))
        except ValueError:
            raise ValueError(f"must be {', '.join(words)} or an id") from None

    return read


Moment = Annotated[date | datetime, PlainValidator(_moment, json_schema_input_type=date | datetime)]
Somebody = Annotated[
    str | UUID, PlainValidator(_id_or("me", "none"), json_schema_input_type=Literal["me", "none"] | UUID)
]
Somewhere = Annotated[str | UUID, PlainValidator(_id_or("none"), json_schema_input_type=Literal["none"] | UUID)]
Clause = Annotated[str, Field(max_length=LONGEST)]
_WORDS = frozenset(("open", "overdue", "due_today", "shared", "personal", "unassigned", "archived"))
FILTER = """The filter language (docs/filters.md), as in `due < now+7d and (label in (office, "waiting on") or priority
>= high) and assignee = me and not overdue and text ~ "printer"`.

Grammar: `filter = all { "or" all }`, `all = one { ["and"] one }`, `one = "not" one | "(" filter ")" | condition`,
`condition = field operator value | field ["not"] "in" "(" value { "," value } ")" | field ":" value { "," value } |
"is:" word | "has:" word | word | quoted text`. Operators: `= != < <= > >= ~ !~`. Fields: text, title, description,
status, priority, label, assignee, creator, completed-by, shared-with, team, due, start, created, updated, completed,
key, parent. Given several times, all must hold. A value that lists nothing but the words open, overdue, due_today,
shared, personal, unassigned, archived asks for all of them; `archived` adds archived tasks to the others.

What cannot be read answers 422 with the field `filter` and `place: {position, length, suggestion}`."""


def _read(clauses: list[str]) -> dict[str, Any]:
    """Lists of the plain words as conditions, everything else in the filter language. Raises FilterError."""
    given: dict[str, Any] = {}
    nodes: list[str] = []
    for clause in clauses:
        words = [word.strip() for word in clause.split(",") if word.strip()]
        if words and _WORDS.issuperset(words):
            given |= dict.fromkeys(words, True)
        elif parse(clause):
            nodes.append(clause)
    joined = " and ".join(f"({clause})" for clause in nodes)
    return given | {"where": joined if len(nodes) > 1 else "".join(nodes)}


class SortedSlice(Slice):
    """A part of a list of tasks, in an order."""

    sort: Annotated[Sort, Field(description="`priority` is by rank; `-` is descending.")] = "position"


class TaskQuery(SortedSlice):
    """Which tasks: every given condition must hold; several values (repeated, or with commas between) mean any of."""

    status: Listed[Status] = Field([], max_length=10)
    priority: Listed[Priority] = Field([], max_length=10)
    label: Listed[Label] = Field([], max_length=20)
    assignee: Annotated[Somebody | None, Field(description="An id, `me` or `none`.")] = None
    team: Annotated[Somewhere | None, Field(description="An id, or `none` for one's own tasks.")] = None
    due_before: Annotated[Moment | None, Field(description="Up to then, exclusive.")] = None
    due_after: Annotated[Moment | None, Field(description="From then on, inclusive.")] = None
    q: Annotated[ShortText, Field(description="Searched in keys, titles and descriptions.")] = ""
    filter: list[Clause] = Field([], max_length=10, description=FILTER)

    def wanted(self, me: UUID) -> TaskFilter:
        """The domain's filter that this asks for, by the person `me`."""
        given = _read(self.filter)
        for name in ("status", "priority", "label", "due_before", "due_after", "q"):
            given[name] = getattr(self, name)
        if self.assignee == "none":
            given["unassigned"] = True
        elif self.assignee is not None:
            given["assignee_id"] = me if self.assignee == "me" else self.assignee
        if self.team == "none":
            given["personal"] = True
        elif self.team is not None:
            given["team_id"] = self.team
        return TaskFilter.of(**given)
