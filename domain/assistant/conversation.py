"""Conversations with the assistant, as the person they belong to sees them."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

ProposalStatus = Literal["proposed", "executed", "cancelled", "undone", "failed", "outdated"]
MessageStatus = Literal["writing", "complete", "stopped", "failed", "interrupted"]


@dataclass(frozen=True, slots=True)
class Conversation:
    """One conversation of one person with the assistant. The first message titles it."""

    id: UUID
    title: str
    version: int
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody said: the person, the assistant, or a tool answering the assistant.

    `tool_calls` lists `{id, name, arguments}`; a tool's message holds the one call it answers, its content is JSON.
    An answer is stored while it is being written, so that an interrupted one is kept and says so.
    """

    id: UUID
    conversation_id: UUID
    role: Literal["user", "assistant", "tool"]
    content: str
    tool_calls: list[dict[str, Any]]
    status: MessageStatus
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Target:
    """A task as it was when a change to it was proposed or made."""

    task_id: UUID
    title: str
    version: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A card: a change that waits for the person's click (`proposed`), or one that was made (`executed`)."""

    id: UUID
    conversation_id: UUID
    message_id: UUID
    tool: str
    arguments: dict[str, Any]
    targets: list[Target]
    status: ProposalStatus
    summary: str
    explanation: str  # why it failed, is outdated, …; empty otherwise
    change_ids: list[UUID]
    can_undo: bool
    created_at: datetime
    executed_at: datetime | None
    task_ids: list[UUID] = field(default_factory=list)  # the tasks it is about, for links


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of an answer on its way.

    `user`: what was typed, stored · `answer`: the answer has begun · `text`: more of its text · `activity`: what the
    assistant is doing, a few words · `card`: a change made or proposed · `end`: the answer as it was stored.
    """

    kind: Literal["user", "answer", "text", "activity", "card", "end"]
    message: Message | None = None
    text: str = ""
    proposal: Proposal | None = None


Chunks = AsyncIterator[Chunk]


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole exchange: what was typed, what was answered, and the cards that came with it."""

    user_message: Message
    assistant_message: Message
    proposals: list[Proposal]
