"""Elements whose browser half asks and hears back: the Python side of `asking` in task_words.js."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from functools import cached_property
from typing import Any
from uuid import UUID

from nicegui import events, ui

from domain.errors import AtriumError, NotFound, SignedOut
from ui import errors

Answer = dict[str, Any]
Handler = Callable[[Answer], Awaitable[Answer | None]]
_OURS = "Something went wrong; it was our mistake. Nothing was changed."


class Asking(ui.element):
    """Every intent is answered, whatever happens: with what the handler returns, or with `{error: sentence}`."""

    @cached_property
    def _turn(self) -> asyncio.Lock:
        return asyncio.Lock()

    def on_ask(self, intent: str, handler: Handler, *, beside: bool = False, in_turn: bool = False) -> None:
        """Let `handler` answer an intent. `beside`: the browser shows refusals beside the field, no notification.

        `in_turn`: it begins when those in turn before it have ended, so that what was done last also holds.
        """

        async def heard(event: events.GenericEventArguments) -> None:
            asked = dict(event.args) if isinstance(event.args, dict) else {}
            async with self._turn if in_turn else nullcontext():
                await self._answer(handler, asked, beside=beside)

        self.on(intent, heard)

    async def _answer(self, handler: Handler, asked: Answer, *, beside: bool) -> None:
        number, said = asked.pop("n", None), {"error": _OURS}
        try:
            async with errors.shown():
                try:
                    said = await handler(asked) or {}
                except AtriumError as error:
                    said = {"error": error.message}
                    if not beside or isinstance(error, SignedOut):
                        raise
        finally:
            if isinstance(number, int) and not self.is_deleted:
                self.run_method("answer", number, said)


def id_in(asked: Answer, name: str = "id") -> UUID:
    """The id that an intent names. Raises NotFound for anything else."""
    try:
        return UUID(str(asked.get(name)))
    except ValueError:
        raise NotFound("This does not exist (any more).") from None
