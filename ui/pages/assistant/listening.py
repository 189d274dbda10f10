"""Showing an answer while it is written: as often as eyes can follow, not as often as pieces come."""

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import UUID

from nicegui import background_tasks

from domain.assistant import Chunk, Chunks, Message
from ui import auth
from ui.components.chat import Chat
from ui.components.proposal_card import card_of
from ui.pages.assistant.rows import html_of, message_rows

_PACE = 0.04  # seconds between two steps of a growing answer


class Listening:
    """One page follows at most one answer; the answer goes on being written when the page stops following."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat
        self._task: asyncio.Task[None] | None = None

    @property
    def is_on(self) -> bool:
        """Whether an answer is being followed just now."""
        return self._task is not None and not self._task.done()

    async def begin(self, conversation_id: UUID, chunks: Chunks) -> None:
        """Follow this answer from now on. What is refused at once is raised here."""
        first = await anext(chunks, None)
        self.stop()
        if first is not None:
            self._task = background_tasks.create(
                self._follow(str(conversation_id), first, chunks), name="following an answer", context=self._chat
            )

    def stop(self) -> None:
        """Follow no more."""
        if self._task:
            self._task.cancel()
            self._task = None

    async def _follow(self, conversation: str, chunk: Chunk | None, chunks: Chunks) -> None:
        text, growing = "", None
        try:
            while chunk is not None and not self._chat.is_deleted:
                if chunk.kind == "text":
                    text += chunk.text
                    if growing is None or growing.done():
                        growing = asyncio.create_task(self._grow(conversation, lambda: text))  # noqa: B023 - as it is by then
                else:
                    await self._show(conversation, chunk)
                chunk = await anext(chunks, None)
        finally:
            if growing:
                growing.cancel()

    async def _grow(self, conversation: str, text: Callable[[], str]) -> None:
        await asyncio.sleep(_PACE)
        self._chat.grow(conversation, {"html": await html_of(text())})

    async def _show(self, conversation: str, chunk: Chunk) -> None:
        if chunk.kind == "card" and chunk.proposal:
            self._chat.show_card(conversation, card_of(chunk.proposal))
        elif chunk.kind == "activity":
            self._chat.grow(conversation, {"doing": chunk.text})
        elif chunk.kind == "end" and chunk.message:
            self._chat.end(conversation, await _row(chunk.message))
        elif chunk.message:
            self._chat.begin(conversation, await _row(chunk.message))


async def _row(message: Message) -> dict[str, Any]:
    [row] = await message_rows([message], actor=await auth.actor())
    return row
