"""What somebody is told, and how they want to be."""

from datetime import datetime, time
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from persistence.ids import new_id
from persistence.models.base import Row, one_of, reference, utc_now


class NotificationRow(Row, table=True):
    """Ids only: what it says is read anew each time, under the reader's permission.

    `source` names what it tells of (an activity, a reminder's moment), once per person. `mail` says whether it also
    goes out by mail, not before `mail_at`; `mailed_at` when that was done (or given up).
    """

    __tablename__ = "notifications"
    __table_args__ = (
        one_of("mail", "never", "at_once", "daily"),
        sa.UniqueConstraint("person_id", "source"),
        sa.Index("ix_notifications_person_id", "person_id", "at", "id"),
        sa.Index(
            "ix_notifications_unread", "person_id", postgresql_where=sa.text("read_at is null and in_app")
        ),
        sa.Index("ix_notifications_mail_at", "mail_at",
                 postgresql_where=sa.text("mailed_at is null and mail <> 'never'")),
        sa.Index("ix_notifications_task_id", "task_id"),
        reference("team_id"),
        reference("comment_id"),
    )  # fmt: skip

    id: UUID = Field(default_factory=new_id, primary_key=True)
    person_id: UUID = Field(foreign_key="people.id", ondelete="CASCADE")
    kind: str = Field(sa_type=sa.Text)
    why: str = Field(sa_type=sa.Text)
    source: str = Field(sa_type=sa.Text)
    actor_id: UUID | None = Field(default=None, foreign_key="people.id")
    task_id: UUID | None = Field(default=None, foreign_key="tasks.id", ondelete="CASCADE")
    team_id: UUID | None = Field(default=None, foreign_key="teams.id", ondelete="CASCADE")
    comment_id: UUID | None = Field(default=None, foreign_key="comments.id", ondelete="CASCADE")
    at: datetime = Field(default_factory=utc_now)
    in_app: bool = True
    read_at: datetime | None = None
    mail: str = Field(default="never", sa_type=sa.Text)
    mail_at: datetime | None = None
    mailed_at: datetime | None = None


class NotificationPreferencesRow(Row, table=True):
    """`choices` holds only what differs from what is usual."""

    __tablename__ = "notification_preferences"

    person_id: UUID = Field(primary_key=True, foreign_key="people.id", ondelete="CASCADE")
    choices: dict[str, Any] = Field(default_factory=dict, sa_column=sa.Column(JSONB, nullable=False))
    quiet_from: time | None = None
    quiet_to: time | None = None
    digest_at: time = Field(default=time(8))
    version: int = 1


class NotificationCursorRow(Row, table=True):
    """The last activity that was looked at; one row."""

    __tablename__ = "notification_cursor"
    __table_args__ = (sa.CheckConstraint("id = 1", name="one_row"),)

    id: int = Field(default=1, sa_column=sa.Column(sa.SmallInteger, primary_key=True, autoincrement=False))
    activity_id: int = Field(default=0, sa_column=sa.Column(sa.BigInteger, nullable=False))
