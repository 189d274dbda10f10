"""Saved views of tasks, and whose favourites they are."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from persistence.ids import new_id
from persistence.models.base import Row, length, one_of, utc_now


class SavedViewRow(Row, table=True):
    """Either one person's (`owner_id`) or one team's (`team_id`)."""

    __tablename__ = "saved_views"
    __table_args__ = (
        sa.CheckConstraint("num_nonnulls(owner_id, team_id) = 1", name="one_home"),
        one_of("layout", "list", "board", "table", "calendar"),
        length("name", 120),
        length("filter", 2000),
        sa.Index("ix_saved_views_owner_id", "owner_id", "position"),
        sa.Index("ix_saved_views_team_id", "team_id", "position"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    owner_id: UUID | None = Field(default=None, foreign_key="people.id", ondelete="CASCADE")
    team_id: UUID | None = Field(default=None, foreign_key="teams.id", ondelete="CASCADE")
    creator_id: UUID = Field(foreign_key="people.id", ondelete="CASCADE")
    name: str = Field(sa_type=sa.Text)
    filter: str = Field(default="", sa_type=sa.Text)
    sort: str = Field(default="due_at", sa_type=sa.Text)
    grouping: str = Field(default="", sa_type=sa.Text)
    layout: str = Field(default="list", sa_type=sa.Text)
    options: dict[str, Any] = Field(default_factory=dict, sa_column=sa.Column(JSONB, nullable=False))
    position: float = 0.0
    version: int = 1
    created_at: datetime = Field(default_factory=utc_now)
    updated_at: datetime = Field(default_factory=utc_now)
    deleted_at: datetime | None = None


class ViewFavouriteRow(Row, table=True):
    __tablename__ = "view_favourites"

    person_id: UUID = Field(primary_key=True, foreign_key="people.id", ondelete="CASCADE")
    view_id: UUID = Field(primary_key=True, foreign_key="saved_views.id", ondelete="CASCADE", index=True)
    position: float = 0.0
