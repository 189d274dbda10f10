"""Files of tasks being taken in, and calendars that read tasks under a secret address."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from persistence.ids import new_id
from persistence.models.base import Row, length, one_of, reference, utc_now


class TaskImportRow(Row, table=True):
    """One file. `content` is kept until it is all in; `done` counts records that were looked at, also the left out."""

    __tablename__ = "task_imports"
    __table_args__ = (
        one_of("status", "waiting", "running", "done", "failed", "taking_back", "taken_back"),
        one_of("source", "csv", "json", "todoist", "trello"),
        length("name", 200),
        sa.Index("ix_task_imports_person_id", "person_id", "created_at"),
        reference("team_id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    person_id: UUID = Field(foreign_key="people.id", ondelete="CASCADE")
    team_id: UUID | None = Field(default=None, foreign_key="teams.id", ondelete="SET NULL")
    source: str = Field(sa_type=sa.Text)
    name: str = Field(default="", sa_type=sa.Text)
    status: str = Field(default="waiting", sa_type=sa.Text)
    mapping: dict[str, str] | None = Field(default=None, sa_column=sa.Column(JSONB(none_as_null=True), nullable=True))
    content: bytes | None = Field(default=None, sa_type=sa.LargeBinary)
    total: int = 0
    done: int = 0
    made: int = 0
    problems: list[Any] = Field(default_factory=list, sa_column=sa.Column(JSONB, nullable=False))
    created_at: datetime = Field(default_factory=utc_now)
    finished_at: datetime | None = None


class TaskFeedRow(Row, table=True):
    """A calendar. Its secret is kept as a hash; `filter` says in the filter language which tasks are in it."""

    __tablename__ = "task_feeds"
    __table_args__ = (
        length("name", 120),
        length("filter", 2000),
        sa.Index("ix_task_feeds_person_id", "person_id"),
        sa.Index("uq_task_feeds_secret_hash", "secret_hash", unique=True),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    person_id: UUID = Field(foreign_key="people.id", ondelete="CASCADE")
    name: str = Field(sa_type=sa.Text)
    filter: str = Field(default="", sa_type=sa.Text)
    secret_hash: bytes = Field(sa_type=sa.LargeBinary)
    created_at: datetime = Field(default_factory=utc_now)
    last_read_at: datetime | None = None
