"""`/tasks/{id}/comments`, `/watchers`: what is said about a task, and who follows it."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import Field, field_validator

from domain.inputs import Id
from domain.paging import Page
from domain.tasks import Comment, CommentChanges, FormerText, NewComment, Reaction, Watcher, comments, watching
from ui.api.auth import Actor
from ui.api.conditional import Tag
from ui.api.outside import Moment, Out, Version
from ui.api.pagination import PageOut, Slice, part
from ui.api.routing import Route

router = APIRouter(prefix="/tasks/{task_id}", tags=["comments"], route_class=Route)
Words = Annotated[str, Field(max_length=10_000, description="Markdown. Empty where the comment was deleted.")]


class SomebodyOut(Out):
    """A person's id and name."""

    id: UUID
    name: Annotated[str, Field(max_length=120)]


class ReactedOut(Out):
    """Who reacted in one way."""

    reaction: Reaction
    people: Annotated[list[SomebodyOut], Field(max_length=10_000)]

    @field_validator("people", mode="before")
    @classmethod
    def _named(cls, people: list[tuple[UUID, str]]) -> list[SomebodyOut]:
        return [SomebodyOut(id=who, name=name) for who, name in people]


class CommentOut(Out):
    """Something said about a task."""

    id: UUID
    task_id: UUID
    author_id: UUID
    author_name: Annotated[str, Field(max_length=120)]
    content: Words
    mentioned: Annotated[list[SomebodyOut], Field(max_length=50)]
    reactions: Annotated[list[ReactedOut], Field(max_length=8)]
    version: Version
    created_at: Moment
    edited_at: Annotated[Moment | None, Field(description="When it was last changed; see `/history`.")]
    deleted_at: Moment | None
    deleted_by_id: UUID | None

    @field_validator("mentioned", mode="before")
    @classmethod
    def _named(cls, people: list[tuple[UUID, str]]) -> list[SomebodyOut]:
        return [SomebodyOut(id=who, name=name) for who, name in people]


class FormerTextOut(Out):
    """What a comment said until then."""

    content: Words
    at: Moment


class WatcherOut(Out):
    """Somebody who follows a task, and why."""

    user_id: UUID
    name: Annotated[str, Field(max_length=120)]
    reason: Literal["chosen", "assigned", "created", "commented", "mentioned"]


class CommentSlice(Slice):
    """Which part of what was said."""

    sort: Literal["created_at", "-created_at"] = "created_at"
    deleted: Annotated[bool, Field(description="With the places of deleted ones.")] = False


@router.get("/comments", response_model=PageOut[CommentOut])
async def list_comments(task_id: Id, asked: Annotated[CommentSlice, Query()], actor: Actor) -> Page[Comment]:
    """What is said about a task, the oldest first."""
    return await comments.comments_of(
        task_id, deleted=asked.deleted, newest_first=asked.sort == "-created_at", limit=asked.limit,
        cursor=asked.cursor, actor=actor,
    )  # fmt: skip


@router.post("/comments", status_code=201, response_model=CommentOut)
async def create_comment(task_id: Id, form: NewComment, actor: Actor, tag: Tag) -> Comment:
    """Say something about a task that one may edit. `@ben` mentions somebody who can see it."""
    return tag.on(await comments.create(task_id, form, actor=actor))


@router.get("/comments/{comment_id}", response_model=CommentOut)
async def get_comment(task_id: Id, comment_id: Id, actor: Actor, tag: Tag) -> Comment:
    """One comment."""
    return tag.on(await comments.comment(task_id, comment_id, actor=actor))


@router.patch("/comments/{comment_id}", response_model=CommentOut)
async def change_comment(task_id: Id, comment_id: Id, form: CommentChanges, actor: Actor, tag: Tag) -> Comment:
    """Say it differently (who wrote it). What it said stays in its history."""
    return tag.on(await tag.matching(lambda v: comments.edit(task_id, comment_id, form, version=v, actor=actor)))


@router.delete("/comments/{comment_id}", status_code=204)
async def delete_comment(task_id: Id, comment_id: Id, actor: Actor, tag: Tag) -> None:
    """Delete a comment (who wrote it, or who decides about the task)."""
    await tag.matching(lambda v: comments.delete(task_id, comment_id, version=v, actor=actor))


@router.post("/comments/{comment_id}/restore", response_model=CommentOut)
async def restore_comment(task_id: Id, comment_id: Id, actor: Actor, tag: Tag) -> Comment:
    """Bring a deleted comment back (who deleted it), within thirty days."""
    return tag.on(await comments.restore(task_id, comment_id, actor=actor))


@router.get("/comments/{comment_id}/history", response_model=PageOut[FormerTextOut])
async def list_former_texts(
    task_id: Id, comment_id: Id, asked: Annotated[Slice, Query()], actor: Actor
) -> Page[FormerText]:  # fmt: skip
    """What a comment said before its edits, newest first."""
    return part(await comments.former_texts(task_id, comment_id, actor=actor), asked)


@router.put("/comments/{comment_id}/reactions/{reaction}", response_model=CommentOut)
async def react(task_id: Id, comment_id: Id, reaction: Reaction, actor: Actor) -> Comment:
    """React to a comment. A second time changes nothing."""
    return await comments.react(task_id, comment_id, reaction, actor=actor)


@router.delete("/comments/{comment_id}/reactions/{reaction}", status_code=204)
async def unreact(task_id: Id, comment_id: Id, reaction: Reaction, actor: Actor) -> None:
    """Take one's reaction back."""
    await comments.unreact(task_id, comment_id, reaction, actor=actor)


@router.get("/watchers", response_model=PageOut[WatcherOut])
async def list_watchers(task_id: Id, asked: Annotated[Slice, Query()], actor: Actor) -> Page[Watcher]:
    """Who follows a task, and why."""
    return part(await watching.watchers_of(task_id, actor=actor), asked)


@router.put("/watchers/me", status_code=204)
async def watch(task_id: Id, actor: Actor) -> None:
    """Follow a task that one can see."""
    await watching.watch(task_id, actor=actor)


@router.delete("/watchers/me", status_code=204)
async def unwatch(task_id: Id, actor: Actor) -> None:
    """Do not follow a task, whatever one has to do with it."""
    await watching.unwatch(task_id, actor=actor)
