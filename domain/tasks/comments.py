"""Talking about a task: what is said, said differently, taken back and brought back."""

from typing import Any
from uuid import UUID

from domain.access import refuse
from domain.accounts.people import Person
from domain.clock import now
from domain.errors import Conflict, NotFound, NotPermitted, Outdated
from domain.paging import Page, cursor_at, moment_in
from domain.tasks.comment import Comment, CommentChanges, FormerText, Named, NewComment, Reacted, Reaction
from domain.tasks.mentions import mentioned_in
from domain.tasks.permissions import can_comment, can_delete_comment, can_edit_comment
from domain.tasks.reading import access_task
from domain.tasks.task import Task
from domain.transactions import publish, read, read_all, transaction
from persistence.models import CommentRow
from persistence.queries import comments as queries
from persistence.queries.tasks import home_of
from persistence.session import Session

_GONE = "There is no such comment (any more)."


async def create(task_id: UUID, form: NewComment, *, actor: Person) -> Comment:
    """Say something about a task. Whom it names is told, and follows the task from then on, as its author does."""
    async with transaction(actor) as session:
        task = await access_task(session, task_id, actor=actor)
        if not can_comment(task):
            raise NotPermitted("You can see this task but not comment on it.")
        row = CommentRow(task_id=task_id, author_id=actor.id, content=form.content,
                         mentioned_ids=await _named(session, task_id, form.content), created_at=now())  # fmt: skip
        session.add(row)
        await session.flush()
        await _tell(session, "comment.created", row)
        return _comment(await queries.comment_in(session, row.id))


async def comments_of(
    task_id: UUID, *, actor: Person, deleted: bool = False, newest_first: bool = False, limit: int = 50,
    cursor: str | None = None,
) -> Page[Comment]:  # fmt: skip
    """What is said about a task, in order; with the places of `deleted` ones where asked for."""
    async with transaction(actor) as session:
        await access_task(session, task_id, actor=actor, trashed=True)
    after = moment_in(cursor)
    statements = queries.page(task_id, deleted=deleted, newest_first=newest_first, after=after, limit=limit)
    rows, counted = await read_all(actor, statements)
    last = rows[limit - 1] if len(rows) > limit else None
    following = cursor_at(last.created_at, last.id) if last else None
    return Page([_comment(row) for row in rows[:limit]], following, counted[0].total)


async def comment(task_id: UUID, comment_id: UUID, *, actor: Person) -> Comment:
    """One comment on a task that the actor may see. Raises NotFound (also for deleted ones) or NotPermitted."""
    async with transaction(actor) as session:
        return (await access_comment(session, task_id, comment_id, actor=actor))[1]


async def edit(
    task_id: UUID, comment_id: UUID, changes: CommentChanges, *, actor: Person, version: int | None = None
) -> Comment:
    """Say it differently (its author, while they may comment). What it said before stays to be read."""
    async with transaction(actor) as session:
        task, seen = await access_comment(session, task_id, comment_id, actor=actor)
        if not can_edit_comment(task, seen, actor_id=actor.id):
            raise NotPermitted("Only who wrote a comment can change it.")
        row = await _locked(session, comment_id, version)
        if row.content != changes.content:
            moment = now()
            await queries.keep_edit(session, row, moment)
            row.mentioned_ids = await _named(session, task_id, changes.content)
            row.content, row.edited_at, row.version = changes.content, moment, row.version + 1
            await session.flush()
            await _tell(session, "comment.updated", row)
        return _comment(await queries.comment_in(session, comment_id))


async def former_texts(task_id: UUID, comment_id: UUID, *, actor: Person) -> list[FormerText]:
    """What a comment said before its edits, newest first (at most 200)."""
    async with transaction(actor) as session:
        await access_comment(session, task_id, comment_id, actor=actor)
    return [FormerText(r.content, r.at) for r in await read(actor, queries.EDITS, {"comment_id": comment_id})]


async def delete(task_id: UUID, comment_id: UUID, *, actor: Person, version: int | None = None) -> None:
    """Take a comment back (its author, and who decides about the task). It can be restored for thirty days."""
    async with transaction(actor) as session:
        task, seen = await access_comment(session, task_id, comment_id, actor=actor)
        if not can_delete_comment(task, seen, actor_id=actor.id):
            raise NotPermitted("Only who wrote a comment, or who decides about the task, can delete it.")
        row = await _locked(session, comment_id, version)
        row.deleted_at, row.deleted_by_id, row.version = now(), actor.id, row.version + 1
        await session.flush()
        await _tell(session, "comment.deleted", row)


async def restore(task_id: UUID, comment_id: UUID, *, actor: Person) -> Comment:
    """Bring a deleted comment back (who deleted it, while they still may)."""
    async with transaction(actor) as session:
        task, seen = await access_comment(session, task_id, comment_id, actor=actor, deleted=True)
        if seen.deleted_at is not None:
            if seen.deleted_by_id != actor.id or not can_delete_comment(task, seen, actor_id=actor.id):
                raise NotPermitted("Only who deleted a comment, and still may, can bring it back.")
            row = await _locked(session, comment_id, None)
            row.deleted_at, row.deleted_by_id, row.version = None, None, row.version + 1
            await session.flush()
            await _tell(session, "comment.restored", row)
        return _comment(await queries.comment_in(session, comment_id))


async def react(task_id: UUID, comment_id: UUID, reaction: Reaction, *, actor: Person) -> Comment:
    """React to a comment. A second time changes nothing."""
    return await _react(task_id, comment_id, reaction, adding=True, actor=actor)


async def unreact(task_id: UUID, comment_id: UUID, reaction: Reaction, *, actor: Person) -> Comment:
    """Take one's reaction back. What is not there stays so."""
    return await _react(task_id, comment_id, reaction, adding=False, actor=actor)


async def mentionable(task_id: UUID, *, actor: Person) -> list[Named]:
    """Those who can see the task and so can be mentioned in what is said about it."""
    async with transaction(actor) as session:
        await access_task(session, task_id, actor=actor, trashed=True)
        return [Named(r.person_id, r.name, r.handle) for r in await queries.mentionable(session, task_id)]


async def access_comment(
    session: Session, task_id: UUID, comment_id: UUID, *, actor: Person, deleted: bool = False
) -> tuple[Task, Comment]:
    """The comment with its task, which makes it visible. Raises NotFound or NotPermitted."""
    task = await access_task(session, task_id, actor=actor)
    row = await queries.comment_in(session, comment_id)
    if row is None:
        await refuse(session, "comment", comment_id, actor=actor)
    if row.task_id != task_id or (row.deleted_at is not None and not deleted):
        raise NotFound(_GONE)
    return task, _comment(row)


async def _react(task_id: UUID, comment_id: UUID, reaction: Reaction, *, adding: bool, actor: Person) -> Comment:
    async with transaction(actor) as session:
        task, _ = await access_comment(session, task_id, comment_id, actor=actor)
        if not can_comment(task):
            raise NotPermitted("You can see this task but not comment on it.")
        if adding:
            changed = await queries.react(session, comment_id, actor.id, reaction, now())
        else:
            changed = await queries.unreact(session, comment_id, actor.id, reaction)
        row = await queries.comment_in(session, comment_id)
        if changed:
            await _tell(session, "comment.reacted" if adding else "comment.unreacted", row)
        return _comment(row)


async def _named(session: Session, task_id: UUID, text: str) -> list[UUID]:
    if "@" not in text:
        return []
    people = [Named(r.person_id, r.name, r.handle) for r in await queries.mentionable(session, task_id)]
    return mentioned_in(text, people)


async def _locked(session: Session, comment_id: UUID, version: int | None) -> CommentRow:
    row = await queries.locked(session, comment_id)
    if row is None:
        raise Conflict("The comment changed meanwhile, please try again.")
    if version is not None and row.version != version:
        raise Outdated("The comment was changed meanwhile.", fields={"version": row.version})
    return row


async def _tell(session: Session, event: str, row: Any) -> None:
    task = await home_of(session, row.task_id)
    publish(session, event, kind="comment", object_id=row.id, version=row.version, task_id=row.task_id,
            team_id=task.team_id, owner_id=task.owner_id, detail=str(row.task_id))  # fmt: skip


def _comment(row: Any) -> Comment:
    reacted: dict[Any, list[tuple[UUID, str]]] = {}
    for reaction, person_id, name in row.reactions:
        reacted.setdefault(reaction, []).append((UUID(person_id), name))
    gone = row.deleted_at is not None
    return Comment(
        row.id, row.task_id, row.author_id, row.author_name, "" if gone else row.content,
        [] if gone else [(UUID(who), name) for who, name in row.mentioned],
        [] if gone else [Reacted(reaction, people) for reaction, people in reacted.items()],
        row.version, row.created_at, row.edited_at, row.deleted_at, row.deleted_by_id,
    )  # fmt: skip
