"""Teams and who is in them."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from persistence.ids import new_id
from persistence.models.base import Row, length, one_of, utc_now


class TeamRow(Row, table=True):
    __tablename__ = "teams"
    __table_args__ = (
        length("name", 120),
        length("description", 40_000),
        sa.UniqueConstraint("organization_id", "key"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    organization_id: UUID = Field(foreign_key="organizations.id")
    name: str = Field(sa_type=sa.Text)
    key: str = Field(sa_type=sa.Text)
    description: str = Field(default="", sa_type=sa.Text)
    next_task_number: int = 1
    version: int = 1
    created_by_id: UUID = Field(foreign_key="people.id")
    created_at: datetime = Field(default_factory=utc_now)
    updated_at: datetime = Field(default_factory=utc_now)
    deleted_at: datetime | None = None
    deleted_by_id: UUID | None = Field(default=None, foreign_key="people.id")


class TeamMemberRow(Row, table=True):
    __tablename__ = "team_members"
    __table_args__ = (
        one_of("role", "owner", "admin", "member", "viewer"),
        sa.Index("ix_team_members_team_id", "team_id", "person_id"),
        sa.Index("uq_team_members_owner", "team_id", unique=True, postgresql_where=sa.text("role = 'owner'")),
    )

    person_id: UUID = Field(primary_key=True, foreign_key="people.id", ondelete="CASCADE")
    team_id: UUID = Field(primary_key=True, foreign_key="teams.id", ondelete="CASCADE")
    role: str = Field(default="member", sa_type=sa.Text)
    joined_at: datetime = Field(default_factory=utc_now)
    added_by_id: UUID | None = Field(default=None, foreign_key="people.id")
