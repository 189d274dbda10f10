"""What people say about tasks, what it said before, and how others liked it."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field

from persistence.ids import new_id
from persistence.models.base import Row, one_of, utc_now, words_index

REACTIONS = ("thumbs_up", "thumbs_down", "heart", "party", "laugh", "rocket", "eyes", "thinking")


class CommentRow(Row, table=True):
    """`mentioned_ids` are the people whom the text names, of those who could see the task when it was written.

    `home_id` is the team or the person to whom the task belongs; the database keeps it so (policies/search.py).
    """

    __tablename__ = "comments"
    __table_args__ = (
        sa.CheckConstraint("char_length(content) between 1 and 10000", name="content"),
        sa.Index("ix_comments_task_id", "task_id", "created_at", "id"),
        words_index("ix_comments_words", "home_id", "content"),
        sa.Index("ix_comments_deleted", "deleted_at", postgresql_where=sa.text("deleted_at is not null")),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    task_id: UUID = Field(foreign_key="tasks.id", ondelete="CASCADE")
    home_id: UUID | None = Field(default=None, sa_column=sa.Column(sa.Uuid, nullable=False))
    author_id: UUID = Field(foreign_key="people.id")
    content: str = Field(sa_type=sa.Text)
    mentioned_ids: list[UUID] = Field(default_factory=list, sa_column=sa.Column(ARRAY(sa.Uuid), nullable=False))
    version: int = 1
    created_at: datetime = Field(default_factory=utc_now)
    edited_at: datetime | None = None
    deleted_at: datetime | None = None
    deleted_by_id: UUID | None = Field(default=None, foreign_key="people.id")


class CommentEditRow(Row, table=True):
    """What a comment said before an edit at `at`."""

    __tablename__ = "comment_edits"
    __table_args__ = (sa.Index("ix_comment_edits_comment_id", "comment_id", "at"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    comment_id: UUID = Field(foreign_key="comments.id", ondelete="CASCADE")
    content: str = Field(sa_type=sa.Text)
    at: datetime = Field(default_factory=utc_now)


class CommentReactionRow(Row, table=True):
    __tablename__ = "comment_reactions"
    __table_args__ = (one_of("reaction", *REACTIONS),)

    comment_id: UUID = Field(primary_key=True, foreign_key="comments.id", ondelete="CASCADE")
    person_id: UUID = Field(primary_key=True, foreign_key="people.id", ondelete="CASCADE")
    reaction: str = Field(primary_key=True, sa_type=sa.Text)
    created_at: datetime = Field(default_factory=utc_now)


class TaskWatcherRow(Row, table=True):
    """What somebody chose: to watch a task, or not to although they have to do with it (`is_watching` false)."""

    __tablename__ = "task_watchers"
    __table_args__ = (sa.Index("ix_task_watchers_person_id", "person_id"),)

    task_id: UUID = Field(primary_key=True, foreign_key="tasks.id", ondelete="CASCADE")
    person_id: UUID = Field(primary_key=True, foreign_key="people.id", ondelete="CASCADE")
    is_watching: bool
    chosen_at: datetime = Field(default_factory=utc_now)


class ReminderRow(Row, table=True):
    """At an instant, or so many minutes before the task is due. `sent_for` is the last moment it was sent for."""

    __tablename__ = "reminders"
    __table_args__ = (
        sa.CheckConstraint("num_nonnulls(at, minutes_before) = 1", name="one_moment"),
        sa.CheckConstraint("minutes_before between 0 and 525600", name="minutes_before"),
        sa.Index("ix_reminders_task_id", "task_id", "person_id"),
        sa.Index("ix_reminders_at", "at", postgresql_where=sa.text("at is not null and sent_for is null")),
        sa.Index("ix_reminders_person_id", "person_id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    task_id: UUID = Field(foreign_key="tasks.id", ondelete="CASCADE")
    person_id: UUID = Field(foreign_key="people.id", ondelete="CASCADE")
    at: datetime | None = None
    minutes_before: int | None = None
    sent_for: datetime | None = None
    version: int = 1
    created_at: datetime = Field(default_factory=utc_now)
