"""How many cards a column of a board should hold."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from persistence.ids import new_id
from persistence.models.base import Row, length, utc_now


class ColumnLimitRow(Row, table=True):
    """Of one person's own boards, or of one team's."""

    __tablename__ = "column_limits"
    __table_args__ = (
        sa.CheckConstraint("num_nonnulls(owner_id, team_id) = 1", name="one_home"),
        sa.CheckConstraint("most between 1 and 999", name="most"),
        length("column_key", 50),
        sa.UniqueConstraint("owner_id", "grouping", "column_key"),
        sa.UniqueConstraint("team_id", "grouping", "column_key"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    owner_id: UUID | None = Field(default=None, foreign_key="people.id", ondelete="CASCADE")
    team_id: UUID | None = Field(default=None, foreign_key="teams.id", ondelete="CASCADE")
    grouping: str = Field(sa_type=sa.Text)
    column_key: str = Field(sa_type=sa.Text)
    most: int
    set_by_id: UUID | None = Field(default=None, foreign_key="people.id", ondelete="SET NULL")
    set_at: datetime = Field(default_factory=utc_now)
