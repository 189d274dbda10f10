"""What a filter can speak of: fields with their operators and words, and what a task can be or have."""

from dataclasses import dataclass
from typing import Literal

from domain.tasks.task import PRIORITIES, STATUSES

Kind = Literal["text", "status", "priority", "label", "person", "team", "key", "moment"]
Operator = Literal["=", "!=", "<", "<=", ">", ">=", "~", "!~", "in", "not in"]

EQUALS: tuple[Operator, ...] = ("=", "!=", "in", "not in")
ORDER: tuple[Operator, ...] = ("<", "<=", ">", ">=")
CONTAINS: tuple[Operator, ...] = ("~", "!~")
OPERATORS: dict[Kind, tuple[Operator, ...]] = {
    "text": (*CONTAINS, *EQUALS),
    "status": EQUALS,
    "priority": (*EQUALS, *ORDER),
    "label": (*EQUALS, *CONTAINS),
    "person": EQUALS,
    "team": EQUALS,
    "key": (*EQUALS, *CONTAINS),
    "moment": ("=", "!=", *ORDER),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field: which operators it knows, which words stand for something special, and what it is, in a phrase."""

    name: str
    kind: Kind
    about: str
    specials: tuple[str, ...] = ()  # words that are no names, unless quoted

    @property
    def operators(self) -> tuple[Operator, ...]:
        return OPERATORS[self.kind]

    @property
    def shorthand(self) -> Operator:
        """What `field:value` means."""
        return "~" if self.kind == "text" else "="


_ALL = (
    Field("text", "text", "title, description or key"),
    Field("title", "text", "its title"),
    Field("description", "text", "its description"),
    Field("status", "status", ", ".join(STATUSES)),
    Field("priority", "priority", "none, low, medium, high, urgent, in this order"),
    Field("label", "label", "one of its labels", ("none",)),
    Field("assignee", "person", "somebody it is assigned to", ("me", "none")),
    Field("creator", "person", "who made it", ("me",)),
    Field("completed-by", "person", "who completed it", ("me", "none")),
    Field("shared-with", "person", "somebody it is shared with", ("me", "none")),
    Field("commented-by", "person", "who commented on it", ("me", "none")),
    Field("mentions", "person", "somebody whom a comment mentions", ("me", "none")),
    Field("team", "team", "the team it belongs to", ("none",)),
    Field("due", "moment", "when it is due", ("none",)),
    Field("start", "moment", "the day to begin", ("none",)),
    Field("created", "moment", "when it was made"),
    Field("updated", "moment", "when it last changed"),
    Field("completed", "moment", "when it was completed", ("none",)),
    Field("key", "key", "its key, like LAUNCH-42"),
    Field("parent", "key", "the key of the task it is a part of", ("none",)),
)
FIELDS: dict[str, Field] = {field.name: field for field in _ALL}
OTHER_NAMES = {
    "labels": "label", "tag": "label", "tags": "label", "assignees": "assignee", "assigned": "assignee",
    "assigned-to": "assignee", "created-by": "creator", "author": "creator", "made-by": "creator",
    "due_on": "due", "due_at": "due", "deadline": "due", "start_on": "start", "starts": "start",
    "created_at": "created",
    "updated_at": "updated", "changed": "updated", "completed_at": "completed", "done": "completed",
    "prio": "priority", "state": "status", "name": "title", "id": "key", "project": "team", "body": "description",
    "notes": "description",
    "completed_by": "completed-by", "shared_with": "shared-with",
    "commenter": "commented-by", "mention": "mentions", "created_by": "creator", "subtask-of": "parent",
    "q": "text",
}  # fmt: skip

BEING: dict[str, str] = {
    "open": "pending or in progress",
    "completed": "done",
    "archived": "put away",
    "overdue": "open, and its time has passed",
    "due_today": "open, and due on this day",
    "blocked": "waiting for an open task",
    "blocking": "an open task waits for it",
    "unassigned": "nobody's",
    "shared": "shared with me by somebody else",
    "personal": "in no team",
    "watched": "followed by me",
    "recurring": "coming up again and again",
    "subtask": "a part of another task",
}
OTHER_BEINGS = {
    "done": "completed", "late": "overdue", "today": "due_today", "due-today": "due_today", "closed": "completed",
    "private": "personal", "repeating": "recurring", "watching": "watched", "followed": "watched",
}  # fmt: skip
BARE = frozenset(BEING) - {
    "completed",
    "subtask",
    "watched",
}  # stand for themselves without `is:`; quoted they are searched for
HAVING: dict[str, str] = {
    "due": "a due date",
    "start": "a day to begin",
    "description": "a description",
    "label": "a label",
    "assignee": "somebody it is assigned to",
    "team": "a team",
    "parent": "a task it is a part of",
    "recurrence": "a rule by which it repeats",
    "subtasks": "parts of its own",
    "shares": "somebody it is shared with",
    "comments": "comments",
    "attachments": "attached files",
    "reminders": "reminders of mine",
    "relations": "a relation to another task",
}
OTHER_HAVINGS = {
    "labels": "label", "assignees": "assignee", "subtask": "subtasks", "share": "shares",
    "comment": "comments", "attachment": "attachments",
    "files": "attachments", "reminder": "reminders", "relation": "relations", "deadline": "due",
    "tags": "label", "tag": "label",
}  # fmt: skip

STATUS_WORDS: dict[str, str] = {status: status for status in STATUSES} | {
    "todo": "pending", "doing": "in_progress", "started": "in_progress", "done": "completed",
}  # fmt: skip
PRIORITY_WORDS: dict[str, str] = {priority: priority for priority in PRIORITIES}


def field_named(name: str) -> Field | None:
    """The field that goes by this name."""
    name = name.lower()
    return FIELDS.get(OTHER_NAMES.get(name, name))
