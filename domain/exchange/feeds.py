"""Calendars: tasks with a date, under a secret address that can be taken back."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from domain import access, accounts, audit
from domain.accounts import Person
from domain.clock import now
from domain.errors import Conflict, NotFound, SignedOut
from domain.inputs import Input, Name, ShortText
from domain.tasks import TaskFilter, tasks
from domain.transactions import front_desk, read, read_at_front_desk, transaction
from persistence.ids import new_id
from persistence.models import TaskFeedRow
from persistence.queries import exchange as queries

_MOST_FEEDS, _MOST_TASKS, _KEPT = 20, 2_000, timedelta(days=60)
_LONG_AGO = date(1970, 1, 1)  # has a date at all
_SEEN_AGAIN_AFTER = timedelta(minutes=5)


class NewFeed(Input):
    """What the calendar is called, and which tasks are in it (filter language; all that one may see when empty)."""

    name: Name = "Atrium"
    filter: ShortText = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar of the actor's. Its secret is not among this: it is shown once."""

    id: UUID
    name: str
    filter: str
    created_at: datetime
    last_read_at: datetime | None


async def create_feed(form: NewFeed, *, actor: Person) -> tuple[Feed, str]:
    """Make a calendar; it and its secret. Raises Invalid for a filter with a mistake, Conflict at twenty."""
    TaskFilter.of(where=form.filter)
    if len(await feeds(actor=actor)) >= _MOST_FEEDS:
        raise Conflict(f"You have {_MOST_FEEDS} calendars. Delete one that you do not need any more.")
    secret = secrets.token_urlsafe(32)
    row = TaskFeedRow(id=new_id(), person_id=actor.id, name=form.name, filter=form.filter,
                      secret_hash=_hash(secret), created_at=now())  # fmt: skip
    async with transaction(actor) as session:
        session.add(row)
        audit.write(session, "feed.created", actor_id=actor.id, object_kind="feed", object_id=row.id)
    return Feed(row.id, row.name, row.filter, row.created_at, None), secret


async def feeds(*, actor: Person) -> list[Feed]:
    """The actor's calendars."""
    return [Feed(**row._asdict()) for row in await read(actor, queries.FEEDS)]


async def delete_feed(feed_id: UUID, *, actor: Person) -> None:
    """Take a calendar's address back, at once. Raises NotFound, NotPermitted."""
    async with transaction(actor) as session:
        row = await session.get(TaskFeedRow, feed_id)
        if row is None:
            await access.refuse(session, "feed", feed_id, actor=actor)
        await session.delete(row)
        audit.write(session, "feed.deleted", actor_id=actor.id, object_kind="feed", object_id=feed_id)


async def calendar(secret: str) -> bytes:
    """The calendar at a secret address, as iCalendar (RFC 5545): tasks with a date that are open, or were lately.

    Raises NotFound for an address that is not good (any more), also when its person may not sign in.
    """
    rows = await read_at_front_desk(queries.FEED, {"hash": _hash(secret)})
    if not rows:
        raise NotFound("There is no such calendar (any more).")
    feed = rows[0]
    actor = await _person(feed.person_id)
    found = await _dated(feed, actor)
    await _note_read(feed)
    from domain.exchange.calendar_document import Calendar  # noqa: PLC0415 - slow to load

    return Calendar(feed.name, actor.time_zone).of(found)


async def _person(person_id: UUID) -> Person:
    try:
        return await accounts.person_acting(person_id)
    except SignedOut:
        raise NotFound("There is no such calendar (any more).") from None


async def _dated(feed: Any, actor: Person) -> list[Any]:
    found = list[Any]()
    for more in ({"open": True}, {"status": ["completed"], "completed_after": now() - _KEPT}):
        cursor = None
        while len(found) < _MOST_TASKS:
            wanted = TaskFilter.of(where=feed.filter, due_after=_LONG_AGO, **more)
            page = await tasks(wanted, sort="due_at", limit=500, cursor=cursor, actor=actor)
            found += page.items
            if (cursor := page.next_cursor) is None:
                break
    return found[:_MOST_TASKS]


async def _note_read(feed: Any) -> None:
    if feed.last_read_at is None or now() - feed.last_read_at > _SEEN_AGAIN_AFTER:
        async with front_desk() as session:
            await queries.note_read(session, feed.id, now())


def _hash(secret: str) -> bytes:
    return sha256(secret.encode()).digest()
