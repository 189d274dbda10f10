"""What is said about tasks and who follows them. Who may see which is the database's policy."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from persistence.models import CommentEditRow, CommentRow
from persistence.session import Session

_COLUMNS = """c.id, c.task_id, c.author_id, coalesce(a.name, '') as author_name, c.content, c.mentioned_ids, c.version,
  c.created_at, c.edited_at, c.deleted_at, c.deleted_by_id,
  (select coalesce(jsonb_agg(jsonb_build_array(r.reaction, r.person_id, coalesce(p.name, '')) order by r.created_at,
      r.person_id), '[]')
   from comment_reactions r left join lateral app.person_cards(array[r.person_id]) p on true
   where r.comment_id = c.id) as reactions,
  (select coalesce(jsonb_agg(jsonb_build_array(m.id, m.name)), '[]') from app.person_cards(c.mentioned_ids) m)
    as mentioned"""
_FROM = "from comments c left join lateral app.person_cards(array[c.author_id]) a on true"
_WANTED = "c.task_id = %(task_id)s and (%(deleted)s or c.deleted_at is null)"


def page(task_id: UUID, *, deleted: bool, newest_first: bool, after: tuple[datetime, UUID] | None, limit: int) -> Any:
    """Two statements: a page of comments (one more than asked tells whether there is a next) and the total."""
    direction, beyond = ("desc", "<") if newest_first else ("asc", ">")
    given: dict[str, Any] = {"task_id": task_id, "deleted": deleted, "limit": limit + 1}
    further = ""
    if after:
        further = f"and (c.created_at, c.id) {beyond} (%(after_at)s, %(after_id)s)"
        given |= {"after_at": after[0], "after_id": after[1]}
    listing = f"""select {_COLUMNS} {_FROM} where {_WANTED} {further}
      order by c.created_at {direction}, c.id {direction} limit %(limit)s"""
    counting = f"select count(*) as total from (select from comments c where {_WANTED} limit 10000) counted"
    return [(listing, given), (counting, given)]


EDITS = """select e.content, e.at from comment_edits e where e.comment_id = %(comment_id)s order by e.at desc, e.id desc
  limit 200"""
WATCHERS = "select person_id, name, reason from app.watchers_of(%(task_id)s) order by lower(name), person_id"


async def comment_in(session: Session, comment_id: UUID) -> Any | None:
    """The comment as the transaction's person sees it, deleted or not, or None."""
    return (await session.execute(sa.text(f"select {_COLUMNS} {_FROM} where c.id = :id"), {"id": comment_id})).first()


async def locked(session: Session, comment_id: UUID) -> CommentRow | None:
    """The comment's row, held until the transaction ends."""
    return await session.get(CommentRow, comment_id, with_for_update=True, populate_existing=True)


async def keep_edit(session: Session, row: CommentRow, at: datetime) -> None:
    """Keep what the comment says until now."""
    session.add(CommentEditRow(comment_id=row.id, content=row.content, at=at))
    await session.flush()


async def mentionable(session: Session, task_id: UUID) -> Sequence[Any]:
    """Those who can see the task, with the names by which they may be called."""
    query = sa.text("select person_id, name, handle from app.mentionable_in(:id) order by lower(name), person_id")
    return (await session.execute(query, {"id": task_id})).all()


async def react(session: Session, comment_id: UUID, person_id: UUID, reaction: str, at: datetime) -> bool:
    """Add a reaction; whether it was not there before."""
    query = sa.text("""insert into comment_reactions (comment_id, person_id, reaction, created_at)
      values (:comment, :person, :reaction, :at) on conflict do nothing returning reaction""")
    given = {"comment": comment_id, "person": person_id, "reaction": reaction, "at": at}
    return (await session.execute(query, given)).first() is not None


async def unreact(session: Session, comment_id: UUID, person_id: UUID, reaction: str) -> bool:
    """Take a reaction back; whether it was there."""
    query = sa.text("""delete from comment_reactions
      where comment_id = :comment and person_id = :person and reaction = :reaction returning reaction""")
    given = {"comment": comment_id, "person": person_id, "reaction": reaction}
    return (await session.execute(query, given)).first() is not None


async def choose_watching(session: Session, task_id: UUID, person_id: UUID, at: datetime, *, watching: bool) -> None:
    """Remember that somebody wants to follow a task, or does not."""
    query = sa.text("""insert into task_watchers (task_id, person_id, is_watching, chosen_at)
      values (:task, :person, :watching, :at)
      on conflict (task_id, person_id) do update set is_watching = excluded.is_watching, chosen_at = excluded.chosen_at
    """)
    await session.execute(query, {"task": task_id, "person": person_id, "watching": watching, "at": at})


async def watchers_in(session: Session, task_id: UUID) -> Sequence[Any]:
    """Who follows the task, and why."""
    return (await session.execute(sa.text(WATCHERS.replace("%(task_id)s", ":id")), {"id": task_id})).all()
