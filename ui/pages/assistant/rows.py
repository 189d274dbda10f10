"""Conversations and messages as the browser shows them."""

import asyncio
from typing import Any

from domain.assistant import Conversation, Message
from ui.components.markdown import rendered

_QUICK = 4_000  # characters that are rendered without leaving the loop


def conversation_row(conversation: Conversation) -> dict[str, Any]:
    """One line of the list."""
    return {
        "id": str(conversation.id),
        "title": conversation.title or "New conversation",
        "at": conversation.updated_at.isoformat(),
    }


async def html_of(text: str) -> str:
    """An answer as safe HTML; long ones are rendered beside the loop."""
    return rendered(text) if len(text) <= _QUICK else await asyncio.to_thread(rendered, text)


async def message_row(message: Message) -> dict[str, Any]:
    """One message of the thread: the person's as it was typed, the assistant's as HTML."""
    row = {"id": str(message.id), "role": message.role, "status": message.status, "at": message.created_at.isoformat(),
           "text": message.content}  # fmt: skip
    return row if message.role == "user" else row | {"html": await html_of(message.content)}
