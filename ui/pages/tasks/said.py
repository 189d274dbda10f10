"""Comments, files and reminders as plain values for the panel, and a moment that was typed into it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.accounts import Person
from domain.errors import Invalid
from domain.files import File
from domain.tasks import Comment, Named, Reminder, Task, can_delete_comment, can_detach, can_edit_comment
from domain.tasks.mentions import distinct_name, names_of
from ui.components.asking import Answer
from ui.pages.tasks.detail import html_of


async def comment(found: Comment, task: Task, people: Sequence[Named], actor: Person) -> Answer:
    """A comment with what the person may do to it."""
    meant = {who for who, _ in found.mentioned}
    names = tuple(sorted({name for who in people if who.id in meant for name in names_of(who)}))
    return {
        "id": str(found.id), "author_id": str(found.author_id), "author": found.author_name,
        "content": found.content, "version": found.version,
        "html": await html_of(found.content, names, actor=actor, team_id=task.team_id),
        "at": found.created_at.isoformat(), "edited": found.edited_at.isoformat() if found.edited_at else None,
        "deleted": found.deleted_at is not None, "for_me": actor.id in meant,
        "can": {"edit": can_edit_comment(task, found, actor_id=actor.id),
                "delete": can_delete_comment(task, found, actor_id=actor.id)},
        "reactions": reactions(found, actor),
    }  # fmt: skip


def reactions(found: Comment, actor: Person) -> list[Answer]:
    """Who reacted how."""
    return [
        {
            "reaction": r.reaction,
            "names": [name for _, name in r.people],
            "mine": actor.id in {who for who, _ in r.people},
        }
        for r in found.reactions
    ]


def people(found: Sequence[Named]) -> list[Answer]:
    """Who can be mentioned, and by which name that is theirs alone."""
    return [{"id": str(who.id), "name": who.name, "call": distinct_name(who, found)} for who in found]


def file(found: File, task: Task, actor: Person) -> Answer:
    """An attachment."""
    return {"id": str(found.id), "name": found.name, "size": found.size, "kind": found.media_type,
            "picture": found.is_picture, "width": found.width, "height": found.height,
            "at": found.created_at.isoformat(),
            "can_delete": can_detach(task, found.uploader_id, actor_id=actor.id)}  # fmt: skip


def reminder(found: Reminder) -> Answer:
    """A reminder."""
    return {"id": str(found.id), "minutes_before": found.minutes_before,
            "at": found.remind_at.isoformat() if found.remind_at else None,
            "sent": bool(found.sent_for and found.sent_for == found.remind_at)}  # fmt: skip


def moment(asked: Answer, zone: str) -> dict[str, Any]:
    """The moment that was chosen: minutes before, or a day and time where the person is. Raises Invalid."""
    if asked.get("local") is None:
        return {"minutes_before": asked.get("minutes_before")}
    try:
        return {"at": datetime.fromisoformat(str(asked["local"])).replace(tzinfo=ZoneInfo(zone))}
    except ValueError:
        raise Invalid("This is not a day and a time.", field="at") from None
