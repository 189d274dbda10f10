"""Mail on its way out, and the links in it that prove an address."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from persistence.ids import new_id
from persistence.models.base import Row, length, one_of, utc_now


class MailRow(Row, table=True):
    """The outbox. `data` is emptied once the mail is out: it may hold links that let somebody in."""

    __tablename__ = "mails"
    __table_args__ = (
        one_of("status", "waiting", "sending", "sent", "failed", "held"),
        length("to_name", 120),
        length("to_email", 254),
        length("subject", 300),
        length("error", 500),
        sa.Index("ix_mails_created_at", "created_at"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    to_name: str = Field(sa_type=sa.Text)
    to_email: str = Field(sa_type=sa.Text)
    template: str = Field(sa_type=sa.Text)
    subject: str = Field(sa_type=sa.Text)
    data: dict[str, Any] = Field(default_factory=dict, sa_column=sa.Column(JSONB, nullable=False))
    locale: str = Field(default="en", sa_type=sa.Text)
    time_zone: str = Field(default="UTC", sa_type=sa.Text)
    thread: str | None = Field(default=None, sa_type=sa.Text)
    unsubscribe_url: str | None = Field(default=None, sa_type=sa.Text)
    status: str = Field(default="waiting", sa_type=sa.Text)
    attempts: int = 0
    error: str = Field(default="", sa_type=sa.Text)
    created_at: datetime = Field(default_factory=utc_now)
    leased_until: datetime | None = None
    sent_at: datetime | None = None


class EmailTokenRow(Row, table=True):
    """A link that was mailed: proves an address, or lets its person choose another password. Good for one use."""

    __tablename__ = "email_tokens"
    __table_args__ = (
        one_of("purpose", "verify", "reset"),
        sa.Index("ix_email_tokens_person_id", "person_id", "purpose"),
    )

    token_hash: bytes = Field(primary_key=True, sa_type=sa.LargeBinary)
    person_id: UUID = Field(foreign_key="people.id", ondelete="CASCADE")
    purpose: str = Field(sa_type=sa.Text)
    email: str = Field(sa_type=sa.Text)  # to which it was sent: an address changed since is not proven by it
    created_at: datetime = Field(default_factory=utc_now)
    expires_at: datetime
    used_at: datetime | None = None
