"""Who is told of what, and why: the whole table. Whoever does not see it just now is told nothing.

| what happened | who is told | why |
| --- | --- | --- |
| a task was created, its assignees changed | who was assigned by it | assigned |
| a comment was written or changed | whom it names, once | mentioned |
| a comment was written | who follows the task | how they came to follow it |
| somebody reacted to a comment | who wrote it | author |
| a task was completed | who follows it | how they came to follow it |
| a task was shared | its new viewer, or the members of the team | shared, shared_with_team |
| somebody was added to a team | they | added |
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from domain.notifications.notification import Kind


@dataclass(frozen=True, slots=True)
class Telling:
    """One person to be told. `source` is the same whenever the same would be told once more."""

    person_id: UUID
    kind: Kind
    why: str
    source: str


def tellings(event: Any) -> list[Telling]:
    """Who is to be told of an event, each once, and nobody of their own act."""
    able = set(event.seeing) - {event.actor_id}
    told: dict[UUID, Telling] = {}
    for telling in _all(event):
        if telling.person_id in able:
            told.setdefault(telling.person_id, telling)
    return list(told.values())


def _all(event: Any) -> Iterator[Telling]:
    source = f"activity:{event.id}"
    following = {UUID(who): reason for who, reason in event.watching.items()}
    match event.name:
        case "task.created" | "task.updated":
            yield from (Telling(who, "assigned", "assigned", source) for who in event.assigned)
        case "comment.created" | "comment.updated":
            named = f"mention:{event.comment_id}"
            yield from (Telling(who, "mentioned", "mentioned", named) for who in event.mentioned)
            if event.name == "comment.created":
                yield from (Telling(who, "commented", why, source) for who, why in following.items())
        case "comment.reacted":
            yield Telling(event.author_id, "reacted", "author", f"reaction:{event.comment_id}:{event.actor_id}")
        case "task.completed":
            yield from (Telling(who, "completed", why, source) for who, why in following.items())
        case "task.shared":
            why = "shared" if len(event.about) == 1 else "shared_with_team"
            yield from (Telling(who, "shared", why, source) for who in event.about)
        case "team.member_added":
            yield from (Telling(who, "added", "added", source) for who in event.about)
