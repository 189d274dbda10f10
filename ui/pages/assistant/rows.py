"""Conversations and messages as the browser shows them."""

import asyncio
from collections.abc import Sequence
from typing import Any

from domain import tasks
from domain.accounts import Person
from domain.assistant import Conversation, Message
from ui.components.markdown import rendered

_QUICK = 4_000  # characters that are rendered without leaving the loop
Keys = tuple[tuple[str, str, str], ...]  # what a task is called, its id, its title


def conversation_row(conversation: Conversation) -> dict[str, Any]:
    """One line of the list."""
    return {
        "id": str(conversation.id),
        "title": conversation.title or "New conversation",
        "at": conversation.updated_at.isoformat(),
    }


async def html_of(text: str, keys: Keys = ()) -> str:
    """An answer as safe HTML, in which `keys` lead to their tasks; long ones are rendered beside the loop."""
    return rendered(text, (), keys) if len(text) <= _QUICK else await asyncio.to_thread(rendered, text, (), keys)


async def message_rows(messages: Sequence[Message], *, actor: Person) -> list[dict[str, Any]]:
    """Messages of the thread: the person's as they were typed, the assistant's as HTML; keys lead to the tasks that the
    person may see."""
    called = await tasks.called(tasks.keys_in("\n".join(message.content for message in messages)), actor=actor)
    keys = tuple((key, str(task.id), task.title) for key, task in called.items())
    return [await _message_row(message, keys) for message in messages]


async def _message_row(message: Message, keys: Keys) -> dict[str, Any]:
    row = {"id": str(message.id), "role": message.role, "status": message.status, "at": message.created_at.isoformat(),
           "text": message.content}  # fmt: skip
    if message.role == "user":
        there = set(tasks.keys_in(message.content))
        return row | {"keys": [key for key in keys if key[0] in there]}
    return row | {"html": await html_of(message.content, keys)}
