"""A person's inbox: what they were told, as far as they see it just now."""

from dataclasses import fields

from domain.access import refuse
from domain.accounts.people import Person
from domain.clock import now
from domain.notifications.notification import Marking, Notification
from domain.paging import Page, cursor_at, moment_in
from domain.transactions import publish, read, read_all, transaction
from persistence.queries import notifications as queries

_FIELDS = [field.name for field in fields(Notification)]


async def notifications_of(
    *, actor: Person, unread: bool = False, limit: int = 50, cursor: str | None = None
) -> Page[Notification]:
    """What the actor was told, newest first; nothing that they do not see any more."""
    after = moment_in(cursor)
    rows, counted = await read_all(actor, queries.page(unread=unread, after=after, limit=limit))
    last = rows[limit - 1] if len(rows) > limit else None
    found = [Notification(**{name: getattr(row, name) for name in _FIELDS}) for row in rows[:limit]]
    return Page(found, cursor_at(last.at, last.id) if last else None, counted[0].total)


async def unread(*, actor: Person) -> int:
    """How many notifications the actor has not read (exact up to 1000)."""
    return int((await read(actor, queries.UNREAD))[0].number)


async def mark(form: Marking, *, actor: Person) -> int:
    """Mark notifications of the actor's as read, or as not; how many that changed.

    Raises NotFound or NotPermitted when one of those named is not theirs or tells of something they do not see.
    """
    async with transaction(actor) as session:
        for one in form.ids or ():
            if await queries.one(session, one) is None:
                await refuse(session, "notification", one, actor=actor)
        moment = now() if form.read else None
        changed = await queries.mark(session, ids=form.ids, task_id=form.task_id, at=moment)
        if changed:
            publish(session, "notification.read", kind="notification", object_id=actor.id, owner_id=actor.id)
        return changed
