"""Filters as SQL: a tree of conditions on `tasks t` whose every value is a bound parameter.

Conditions are three-valued; `not` makes what is unknown true: `not due < today` holds for tasks without a date.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from persistence.words import containing

# what %(like)s, %(values)s … stand for is said by `Test`: each gets a name of its own
TESTS: dict[str, str] = {
    "text ~": "(t.title ilike {like} or t.description ilike {like} or t.key ilike {like})",
    "text =": "lower({value}::text) in (lower(t.title), lower(t.description), lower(t.key))",
    "title ~": "t.title ilike {like}",
    "title =": "lower(t.title) = any({lowered}::text[])",
    "description ~": "t.description ilike {like}",
    "description =": "lower(t.description) = any({lowered}::text[])",
    "status": "t.status = any({values}::text[])",
    "priority": "t.priority = any({values}::int[])",
    "label": "exists (select from unnest(t.labels) label where lower(label) = any({lowered}::text[]))",
    "label ~": "exists (select from unnest(t.labels) label where label ilike {like})",
    "label none": "t.labels = '{}'::text[]",
    "assignee": "exists (select from task_assignees a where a.task_id = t.id and a.person_id = any({people}))",
    "assignee none": "not exists (select from task_assignees a where a.task_id = t.id)",
    "creator": "t.creator_id = any({people})",
    "completed-by": "t.completed_by_id = any({people})",
    "completed-by none": "t.completed_by_id is null",
    "shared-with": "exists (select from task_shares s where s.task_id = t.id and s.person_id = any({people}))",
    "shared-with none": "not exists (select from task_shares s where s.task_id = t.id)",
    "team": "t.team_id = any((select array_agg(x.id) from teams x where lower(x.name) = any({lowered}::text[])"
    " or lower(x.key) = any({lowered}::text[]) or x.id = any({ids}::uuid[]))::uuid[])",
    "team none": "t.team_id is null",
    "key": "t.key = any({values}::text[])",
    "key ~": "t.key ilike {like}",
    "parent": "t.parent_id = any((select array_agg(p.id) from tasks p where p.key = any({values}::text[])"
    " or p.id = any({ids}::uuid[]))::uuid[])",
    "parent ~": "t.parent_id = any((select array_agg(p.id) from tasks p where p.key ilike {like})::uuid[])",
    "parent none": "t.parent_id is null",
    "due none": "t.due_on is null and t.due_at is null",
    "start none": "t.start_on is null",
    "completed none": "t.completed_at is null",
    "open": "t.status in ('pending', 'in_progress')",
    "description none": "t.description = ''",
    "recurrence none": "t.recurrence_rule is null",
    "blocking": "exists (select from task_relations r where r.task_id = t.id and r.kind = 'blocks'"
    " and app.standing_of(r.other_id) in ('pending', 'in_progress'))",
    "watched": """not exists (select from task_watchers w where w.task_id = t.id and w.person_id = any({ids}::uuid[])
      and not w.is_watching) and (t.creator_id = any({ids}::uuid[])
      or exists (select from task_watchers w where w.task_id = t.id and w.person_id = any({ids}::uuid[]))
      or exists (select from task_assignees a where a.task_id = t.id and a.person_id = any({ids}::uuid[]))
      or exists (select from comments c where c.task_id = t.id and c.deleted_at is null
        and (c.author_id = any({ids}::uuid[]) or c.mentioned_ids && {ids}::uuid[])))""",
    "commented-by": "exists (select from comments c where c.task_id = t.id and c.deleted_at is null"
    " and c.author_id = any({people}))",
    "commented-by none": "not exists (select from comments c where c.task_id = t.id and c.deleted_at is null)",
    "mentions": "exists (select from comments c where c.task_id = t.id and c.deleted_at is null"
    " and c.mentioned_ids && {people})",
    "mentions none": "not exists (select from comments c where c.task_id = t.id and c.deleted_at is null"
    " and c.mentioned_ids <> '{}')",
    "attachments none": "not exists (select from files f where f.subject_id = t.id and f.purpose = 'task'"
    " and f.deleted_at is null)",
    "reminders none": "not exists (select from reminders r where r.task_id = t.id and r.person_id = app.uid())",
    "relations none": "not exists (select from task_relations r where t.id in (r.task_id, r.other_id))",
    "subtasks none": "not exists (select from tasks c where c.parent_id = t.id and c.deleted_at is null)",
}
_PEOPLE = """(select array_agg(p.id) from people p where p.id = any({ids}::uuid[])
  or lower(p.name) = any({lowered}::text[])
  or split_part(lower(p.name), ' ', 1) = any({lowered}::text[]) or lower(p.email) = any({lowered}::text[])
  or split_part(lower(p.email), '@', 1) = any({lowered}::text[]))::uuid[]"""
_DAYS = {"due": "t.due_on", "start": "t.start_on"}
_INSTANTS = {"due": "t.due_at", "created": "t.created_at", "updated": "t.updated_at", "completed": "t.completed_at"}
# compared with an instant, a due day counts as its end (it is overdue then), a day to begin as its beginning
_DAY_AS_INSTANT = {
    "due": "(t.due_on + 1)::timestamp at time zone %(zone)s",
    "start": "t.start_on::timestamp at time zone %(zone)s",
}


@dataclass(frozen=True, slots=True)
class Test:
    """One condition of TESTS with what it is compared with; `ids` are for names that may be ids as well."""

    name: str
    values: Sequence[Any] = ()
    ids: Sequence[Any] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A day or instant of a task before or from a bound: a day with the instant when it begins, or an instant alone."""

    column: Literal["due", "start", "created", "updated", "completed"]
    operator: Literal["<", "<=", ">", ">="]
    day: date | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Fixed:
    """A condition that other queries have as well, in their words."""

    sql: str


@dataclass(frozen=True, slots=True)
class Not:
    part: "Condition"


@dataclass(frozen=True, slots=True)
class Joined:
    word: Literal["and", "or"]
    parts: Sequence["Condition"]


Condition = Test | Span | Fixed | Not | Joined


@dataclass(slots=True)
class Writing:
    """Writes a condition, gathering its parameters under names that nothing else uses."""

    parameters: dict[str, Any] = field(default_factory=dict)

    def sql(self, condition: Condition) -> str:
        """The condition as SQL."""
        match condition:
            case Joined(word, parts):
                return "(" + f" {word} ".join(self.sql(part) for part in parts) + ")"
            case Not(part):
                return f"({self.sql(part)}) is not true"
            case Fixed(text):
                return f"({text})"
            case Span():
                return self._span(condition)
            case Test():
                return self._test(condition)

    def _test(self, test: Test) -> str:
        template = TESTS[test.name].replace("{people}", _PEOPLE)
        for place, value in self._places(test).items():
            if f"{{{place}}}" in template:
                template = template.replace(f"{{{place}}}", self._bound(value))
        return f"({template})"

    def _places(self, test: Test) -> dict[str, Any]:
        texts = [value for value in test.values if isinstance(value, str)]
        first = texts[0] if texts else ""
        return {"like": containing(first), "value": first, "values": list(test.values), "ids": list(test.ids),
                "lowered": [text.lower() for text in texts]}  # fmt: skip

    def _span(self, span: Span) -> str:
        at = self._bound(span.at)
        instant, day = _INSTANTS.get(span.column), _DAYS.get(span.column)
        parts = [f"{instant} {span.operator} {at}"] if instant else []
        if day and span.day:
            parts.append(f"{day} {span.operator} {self._bound(span.day)}")
        elif day:
            parts.append(f"{_DAY_AS_INSTANT[span.column]} {span.operator} {at}")
        return "(" + " or ".join(parts) + ")"

    def _bound(self, value: Any) -> str:
        name = f"where_{len(self.parameters)}"
        self.parameters[name] = value
        return f"%({name})s"
