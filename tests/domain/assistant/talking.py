"""Saying things to the assistant in tests, and models that do as a test says."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from pydantic_ai.messages import ModelMessage
from pydantic_ai.models.function import AgentInfo, DeltaToolCall, DeltaToolCalls, FunctionModel

from domain import assistant
from domain.accounts import Person
from domain.assistant import Proposal, Reply, agent

Step = str | tuple[str, dict[str, Any]]  # a text, or a tool with its arguments
Steps = Callable[[list[ModelMessage]], Step]


class Talk:
    """One conversation of one person."""

    def __init__(self, actor: Person, conversation_id: UUID) -> None:
        self.actor, self.id = actor, conversation_id

    async def say(self, sentence: str) -> Reply:
        return await assistant.reply(self.id, sentence, actor=self.actor)

    async def answer(self, sentence: str) -> str:
        return (await self.say(sentence)).assistant_message.content

    async def card(self, sentence: str) -> Proposal:
        """The one card that comes with the answer."""
        (card,) = (await self.say(sentence)).proposals
        return card


async def talk(actor: Person) -> Talk:
    return Talk(actor, (await assistant.create(actor=actor)).id)


def model(steps: Steps, before_text: Callable[[], Awaitable[None]] | None = None) -> FunctionModel:
    """A model whose next step `steps` tells from the messages so far."""

    async def answer(messages: list[ModelMessage], info: AgentInfo) -> AsyncIterator[str | DeltaToolCalls]:
        step = steps(messages)
        if isinstance(step, tuple):
            yield {0: DeltaToolCall(name=step[0], json_args=json.dumps(step[1]))}
            return
        for word in step.split(" "):
            yield word + " "
            if before_text:
                await before_text()

    return FunctionModel(stream_function=answer, model_name="scripted")


@contextmanager
def driven_by(scripted: FunctionModel) -> Iterator[None]:
    """Every answer inside comes from this model, through the same loop and tools as any other."""
    original, agent._model = agent._model, lambda desk: scripted
    try:
        yield
    finally:
        agent._model = original
