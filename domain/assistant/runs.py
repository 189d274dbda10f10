"""Answers being written in this process: they go on when nobody looks, and every page of the person can look in."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any
from uuid import UUID

from domain.assistant.conversation import Chunk
from domain.errors import Conflict

AT_ONCE = 3  # answers one person may have written at the same time
_runs: dict[UUID, "Run"] = {}


class Run:
    """One answer on its way: everything it said so far, for whoever follows it."""

    def __init__(self, conversation_id: UUID, person_id: UUID) -> None:
        self.conversation_id, self.person_id = conversation_id, person_id
        self._chunks: list[Chunk] = []
        self._more = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def emit(self, chunk: Chunk) -> None:
        """Say one more thing to all followers."""
        self._chunks.append(chunk)
        self._more.set()
        self._more = asyncio.Event()

    async def follow(self) -> AsyncIterator[Chunk]:
        """Everything from the beginning to the end."""
        seen = 0
        while True:
            more = self._more
            while seen < len(self._chunks):
                seen += 1
                yield self._chunks[seen - 1]
            if self._task is None or self._task.done():
                return
            await more.wait()

    async def stop(self) -> None:
        """End it now; returns when what it said is stored."""
        if self._task:
            self._task.cancel()
            await asyncio.wait({self._task})


def running(conversation_id: UUID) -> Run | None:
    """The answer that is being written in this conversation, by this process."""
    return _runs.get(conversation_id)


def reserve(conversation_id: UUID, person_id: UUID) -> Run:
    """Take the conversation for a new answer. Raises Conflict while another one is being written."""
    if conversation_id in _runs:
        raise Conflict("The assistant is still answering. Stop it, or wait for it, and send again.")
    if sum(run.person_id == person_id for run in _runs.values()) >= AT_ONCE:
        raise Conflict("The assistant is writing several answers for you already. Wait for one of them.")
    _runs[conversation_id] = run = Run(conversation_id, person_id)
    return run


def release(run: Run) -> None:
    """The answer is over, or did not begin."""
    if _runs.get(run.conversation_id) is run:
        del _runs[run.conversation_id]


def begin(run: Run, write: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Let it be written in the background, whoever follows."""

    async def written() -> None:
        try:
            await write()
        finally:
            release(run)

    run._task = asyncio.create_task(written())
    run._task.add_done_callback(lambda _: run._more.set())
