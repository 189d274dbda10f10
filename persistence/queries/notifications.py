"""Notifications: a person's own, and at the front desk the making and mailing of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from persistence.models import NotificationRow
from persistence.session import Session

_COLUMNS = """n.id, n.kind, n.why, n.at, n.read_at, n.actor_id, coalesce(a.name, '') as actor_name, n.task_id,
  coalesce(t.key, '') as task_key, coalesce(t.title, '') as title, n.team_id, m.name as team_name,
  n.comment_id, coalesce(left(c.content, 400), '') as excerpt"""
_NAMED = """left join lateral app.person_cards(array[n.actor_id]) a on true left join tasks t on t.id = n.task_id
  left join teams m on m.id = n.team_id left join comments c on c.id = n.comment_id"""
UNREAD = """select count(*) as number from (
  select from notifications where person_id = app.uid() and in_app and read_at is null limit 1000) n"""
PREFERENCES = "select choices, quiet_from, quiet_to, digest_at, version from notification_preferences"
PREFERENCES += " where person_id = %(person_id)s"
_OF_PEOPLE = sa.text("""
select p.id, p.time_zone, n.choices, n.quiet_from, n.quiet_to, n.digest_at
from people p left join notification_preferences n on n.person_id = p.id where p.id = any(:ids)""")


def page(*, unread: bool, after: tuple[datetime, UUID] | None, limit: int) -> list[tuple[str, dict[str, Any]]]:
    """Two statements: a page, newest first (one more than asked tells whether there is a next), and the total."""
    given: dict[str, Any] = {"unread": unread, "limit": limit + 1}
    further = ""
    if after:
        further = "and (n.at, n.id) < (%(after_at)s, %(after_id)s)"
        given |= {"after_at": after[0], "after_id": after[1]}
    chosen = f"where n.person_id = app.uid() and n.in_app and (not %(unread)s or n.read_at is null) {further}"
    listing = f"""select {_COLUMNS} from (select * from notifications n {chosen} order by n.at desc, n.id desc
      limit %(limit)s) n {_NAMED} order by n.at desc, n.id desc"""
    counting = """select count(*) as total from (select from notifications n where n.person_id = app.uid()
      and n.in_app and (not %(unread)s or n.read_at is null) limit 10000) counted"""
    return [(listing, given), (counting, given)]


async def one(session: Session, notification_id: UUID) -> NotificationRow | None:
    """The notification if it is the person's own and they still see what it tells of."""
    return await session.get(NotificationRow, notification_id)


async def mark(session: Session, *, ids: Sequence[UUID] | None, task_id: UUID | None, at: datetime | None) -> int:
    """Mark the person's notifications read at a moment, or unread (None): these, those of a task, or all. How many."""
    conditions = ["in_app", "read_at is null" if at else "read_at is not null"]
    conditions += ["id = any(:ids)"] if ids is not None else []
    conditions += ["task_id = :task_id"] if task_id else []
    query = f"update notifications set read_at = :at where {' and '.join(conditions)} returning id"
    given = {"at": at, "ids": list(ids or ()), "task_id": task_id}
    return len((await session.execute(sa.text(query), given)).all())


# --- the front desk


async def cursor(session: Session) -> int:
    """The last activity that was looked at; held until the transaction ends."""
    query = sa.text("select activity_id from notification_cursor where id = 1 for update")
    return int((await session.execute(query)).scalar_one())


async def to_tell(session: Session, after: int, most: int) -> Sequence[Any]:
    """What happened after that activity and may concern somebody, with whom it concerns."""
    query = sa.text("select * from app.to_tell(:after, :most)")
    return (await session.execute(query, {"after": after, "most": most})).all()


async def move_cursor(session: Session, to: int) -> None:
    """Everything up to there was looked at."""
    await session.execute(sa.text("update notification_cursor set activity_id = :to"), {"to": to})


async def newest(session: Session) -> int:
    """The newest activity that can be seen."""
    return int((await session.execute(sa.text("select coalesce(max(id), 0) from activities"))).scalar_one())


async def wishes_of(session: Session, person_ids: Sequence[UUID]) -> Sequence[Any]:
    """The zones and preferences of these people."""
    return (await session.execute(_OF_PEOPLE, {"ids": list(person_ids)})).all()


async def add(session: Session, values: Mapping[str, Any]) -> bool:
    """Add a notification unless its person was told of the same already; whether it is new."""
    query = insert(NotificationRow).values(dict(values)).on_conflict_do_nothing().returning(NotificationRow.id)  # type: ignore[call-overload]
    return (await session.execute(query)).first() is not None


async def take_letters(session: Session, now: datetime, most: int) -> list[UUID]:
    """Those that are to be mailed by now, marked as mailed by this transaction."""
    query = sa.text("""update notifications set mailed_at = :now where id in (
        select id from notifications where mailed_at is null and mail <> 'never' and mail_at <= :now
        order by mail_at, id limit :most for update skip locked) returning id""")
    return list((await session.execute(query, {"now": now, "most": most})).scalars())


async def daily_among(session: Session, ids: Sequence[UUID]) -> set[UUID]:
    """Those of these that belong into the digest."""
    query = sa.text("select id from notifications where id = any(:ids) and mail = 'daily'")
    return set((await session.execute(query, {"ids": list(ids)})).scalars())


async def letters_of(session: Session, ids: Sequence[UUID]) -> Sequence[Any]:
    """What mails about these say; nothing of what its person does not see any more or has read."""
    return (await session.execute(sa.text("select * from app.letters_of(:ids)"), {"ids": list(ids)})).all()


async def tidy(session: Session, before: datetime) -> None:
    """Forget what was told before then."""
    await session.execute(sa.text("delete from notifications where at < :before"), {"before": before})
