"""How tasks hang together, and the keys they had before they moved."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from persistence.ids import new_id
from persistence.models.base import Row, one_of, utc_now


class TaskRelationRow(Row, table=True):
    """`task_id` blocks, relates to or duplicates `other_id`; the other side is read from the same row."""

    __tablename__ = "task_relations"
    __table_args__ = (
        one_of("kind", "blocks", "relates_to", "duplicates"),
        sa.CheckConstraint("task_id <> other_id", name="two_tasks"),
        sa.UniqueConstraint("task_id", "other_id", "kind"),
        sa.Index("ix_task_relations_other_id", "other_id", "kind"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    task_id: UUID = Field(foreign_key="tasks.id", ondelete="CASCADE")
    other_id: UUID = Field(foreign_key="tasks.id", ondelete="CASCADE")
    kind: str = Field(sa_type=sa.Text)
    created_by_id: UUID | None = Field(default=None, foreign_key="people.id")
    created_at: datetime = Field(default_factory=utc_now)


class TaskKeyRow(Row, table=True):
    """A key that a task had at a former home."""

    __tablename__ = "task_keys"

    key: str = Field(primary_key=True, sa_type=sa.Text)
    task_id: UUID = Field(primary_key=True, foreign_key="tasks.id", ondelete="CASCADE", index=True)
    since: datetime = Field(default_factory=utc_now)
