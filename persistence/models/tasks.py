"""Tasks, who they are assigned to and shared with, and how they came to be what they are."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field

from persistence.ids import new_id
from persistence.models.base import Row, length, one_of, utc_now, words_index

_LIVE = sa.text("deleted_at is null")
_HOME = "coalesce(team_id, owner_id)"


class TaskRow(Row, table=True):
    """Either one person's (`owner_id`) or one team's (`team_id`). `priority` is its rank, 0 none … 4 urgent.

    `repeats_id` is the task whose completion made this one.
    """

    __tablename__ = "tasks"
    __table_args__ = (
        sa.CheckConstraint("num_nonnulls(owner_id, team_id) = 1", name="one_home"),
        one_of("status", "pending", "in_progress", "completed", "archived"),
        sa.CheckConstraint("priority between 0 and 4", name="priority"),
        sa.CheckConstraint("num_nonnulls(due_on, due_at) <= 1", name="one_due"),
        sa.CheckConstraint(
            "status = 'archived' or (status = 'completed') = (completed_at is not null)", name="completed"
        ),
        sa.CheckConstraint("char_length(title) between 1 and 500", name="title"),
        sa.CheckConstraint(
            "num_nulls(recurrence_rule, recurrence_from_completion, recurrence_zone) in (0, 3)", name="recurrence"
        ),
        length("recurrence_rule", 300),
        length("description", 40_000),
        sa.Index("ix_tasks_owner_status", "owner_id", "status", "due_at", "due_on", postgresql_where=_LIVE),
        sa.Index("ix_tasks_team_status", "team_id", "status", "due_at", "due_on", postgresql_where=_LIVE),
        sa.Index("ix_tasks_owner_position", "owner_id", "position", postgresql_where=_LIVE),
        sa.Index("ix_tasks_team_position", "team_id", "position", postgresql_where=_LIVE),
        sa.Index("ix_tasks_owner_created", "owner_id", "created_at"),
        sa.Index("ix_tasks_team_created", "team_id", "created_at"),
        sa.Index("ix_tasks_owner_completed", "owner_id", "completed_at"),
        sa.Index("ix_tasks_team_completed", "team_id", "completed_at"),
        sa.Index("ix_tasks_repeats_id", "repeats_id", postgresql_where=sa.text("repeats_id is not null")),
        sa.Index("ix_tasks_key", "key"),
        words_index("ix_tasks_title_words", _HOME, "title"),
        words_index("ix_tasks_words", _HOME, "(title || ' ') || description"),
        sa.Index("ix_tasks_deleted", "deleted_at", postgresql_where=sa.text("deleted_at is not null")),
        sa.Index("uq_tasks_owner_key", "owner_id", "key", unique=True),
        sa.Index("uq_tasks_team_key", "team_id", "key", unique=True),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    organization_id: UUID = Field(foreign_key="organizations.id")
    owner_id: UUID | None = Field(default=None, foreign_key="people.id")
    team_id: UUID | None = Field(default=None, foreign_key="teams.id")
    creator_id: UUID = Field(foreign_key="people.id")
    key: str = Field(sa_type=sa.Text)
    title: str = Field(sa_type=sa.Text)
    description: str = Field(default="", sa_type=sa.Text)
    status: str = Field(default="pending", sa_type=sa.Text)
    priority: int = Field(default=0, sa_type=sa.SmallInteger)
    due_on: date | None = None
    due_at: datetime | None = None
    start_on: date | None = None
    labels: list[str] = Field(default_factory=list, sa_column=sa.Column(ARRAY(sa.Text), nullable=False))
    parent_id: UUID | None = Field(default=None, foreign_key="tasks.id", ondelete="SET NULL", index=True)
    recurrence_rule: str | None = Field(default=None, sa_type=sa.Text)
    recurrence_from_completion: bool | None = None
    recurrence_zone: str | None = Field(default=None, sa_type=sa.Text)
    repeats_id: UUID | None = Field(default=None, foreign_key="tasks.id", ondelete="SET NULL")
    completed_at: datetime | None = None
    completed_by_id: UUID | None = Field(default=None, foreign_key="people.id")
    position: float = 0.0
    version: int = 1
    created_at: datetime = Field(default_factory=utc_now)
    updated_at: datetime = Field(default_factory=utc_now)
    deleted_at: datetime | None = None
    deleted_by_id: UUID | None = Field(default=None, foreign_key="people.id")


class TaskAssigneeRow(Row, table=True):
    __tablename__ = "task_assignees"
    __table_args__ = (sa.Index("ix_task_assignees_person_id", "person_id", "task_id"),)

    task_id: UUID = Field(primary_key=True, foreign_key="tasks.id", ondelete="CASCADE")
    person_id: UUID = Field(primary_key=True, foreign_key="people.id", ondelete="CASCADE")
    assigned_at: datetime = Field(default_factory=utc_now)


class TaskShareRow(Row, table=True):
    """To one person or one team."""

    __tablename__ = "task_shares"
    __table_args__ = (
        one_of("permission", "view", "edit"),
        sa.CheckConstraint("num_nonnulls(person_id, team_id) = 1", name="one_receiver"),
        sa.UniqueConstraint("task_id", "person_id"),
        sa.UniqueConstraint("task_id", "team_id"),
        sa.Index("ix_task_shares_person_id", "person_id", "task_id"),
        sa.Index("ix_task_shares_team_id", "team_id", "task_id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    task_id: UUID = Field(foreign_key="tasks.id", ondelete="CASCADE")
    person_id: UUID | None = Field(default=None, foreign_key="people.id", ondelete="CASCADE")
    team_id: UUID | None = Field(default=None, foreign_key="teams.id", ondelete="CASCADE")
    permission: str = Field(default="view", sa_type=sa.Text)
    shared_by_id: UUID | None = Field(default=None, foreign_key="people.id")
    version: int = 1
    created_at: datetime = Field(default_factory=utc_now)


class TaskChangeRow(Row, table=True):
    """One act on one task: `fields` maps a field to [before, after]. Acts on many tasks share a `batch_id`."""

    __tablename__ = "task_changes"
    __table_args__ = (
        sa.Index("ix_task_changes_task_id", "task_id", "at"),
        sa.Index("ix_task_changes_batch_id", "batch_id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    batch_id: UUID
    task_id: UUID = Field(foreign_key="tasks.id", ondelete="CASCADE")
    actor_id: UUID | None = Field(default=None, foreign_key="people.id")
    at: datetime = Field(default_factory=utc_now)
    verb: str = Field(sa_type=sa.Text)
    fields: dict[str, Any] = Field(default_factory=dict, sa_column=sa.Column(JSONB, nullable=False))
