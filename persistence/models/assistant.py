"""What people and the assistant said to each other, and the changes it made or proposed."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field

from persistence.ids import new_id
from persistence.models.base import Row, length, one_of, utc_now


def _json(**options: Any) -> Any:
    return sa.Column(JSONB, nullable=False, **options)


class ConversationRow(Row, table=True):
    __tablename__ = "conversations"
    __table_args__ = (
        length("title", 200),
        sa.Index(
            "ix_conversations_person_id", "person_id", "updated_at", postgresql_where=sa.text("deleted_at is null")
        ),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    person_id: UUID = Field(foreign_key="people.id", ondelete="CASCADE")
    title: str = Field(default="", sa_type=sa.Text)
    version: int = 1
    created_at: datetime = Field(default_factory=utc_now)
    updated_at: datetime = Field(default_factory=utc_now)
    deleted_at: datetime | None = None


class MessageRow(Row, table=True):
    """`turn_id` is the id of the person's message that this one is or answers; messages are ordered by turn, then
    person, tools, assistant. `updated_at` moves while an answer is written: a stale one was interrupted."""

    __tablename__ = "messages"
    __table_args__ = (
        one_of("role", "user", "assistant", "tool"),
        one_of("status", "writing", "complete", "stopped", "failed", "interrupted"),
        length("content", 100_000),
        sa.Index("ix_messages_conversation_id", "conversation_id", "turn_id", "id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    conversation_id: UUID = Field(foreign_key="conversations.id", ondelete="CASCADE")
    turn_id: UUID
    role: str = Field(sa_type=sa.Text)
    content: str = Field(default="", sa_type=sa.Text)
    tool_calls: list[dict[str, Any]] = Field(default_factory=list, sa_column=_json())
    status: str = Field(default="complete", sa_type=sa.Text)
    created_at: datetime = Field(default_factory=utc_now)
    updated_at: datetime = Field(default_factory=utc_now)
    superseded_at: datetime | None = None


class ProposalRow(Row, table=True):
    """`arguments` and `targets` (tasks with their versions) are exactly what was shown and what a click executes."""

    __tablename__ = "proposals"
    __table_args__ = (
        one_of("status", "proposed", "executed", "cancelled", "undone", "failed", "outdated"),
        length("summary", 2_000),
        sa.Index("ix_proposals_conversation_id", "conversation_id", "id"),
        sa.Index("ix_proposals_message_id", "message_id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    conversation_id: UUID = Field(foreign_key="conversations.id", ondelete="CASCADE")
    message_id: UUID = Field(foreign_key="messages.id", ondelete="CASCADE")
    person_id: UUID = Field(foreign_key="people.id", ondelete="CASCADE")
    tool: str = Field(sa_type=sa.Text)
    arguments: dict[str, Any] = Field(default_factory=dict, sa_column=_json())
    targets: list[dict[str, Any]] = Field(default_factory=list, sa_column=_json())
    status: str = Field(default="proposed", sa_type=sa.Text)
    summary: str = Field(default="", sa_type=sa.Text)
    explanation: str = Field(default="", sa_type=sa.Text)
    change_ids: list[UUID] = Field(default_factory=list, sa_column=sa.Column(ARRAY(sa.Uuid), nullable=False))
    outcome: dict[str, Any] = Field(default_factory=dict, sa_column=_json())
    created_at: datetime = Field(default_factory=utc_now)
    executed_at: datetime | None = None
