"""The built-in model: it plays what the sentence was understood as through the same agent loop as any other model."""

import json
from collections.abc import AsyncIterator
from typing import Any

from pydantic_ai.messages import ModelMessage, ModelRequest, RetryPromptPart, ToolReturnPart
from pydantic_ai.models.function import AgentInfo, DeltaToolCall, DeltaToolCalls, FunctionModel

from domain.assistant.sentences import Call, Understood
from domain.assistant.wording import SAYINGS, told

_PIECE = 24  # characters streamed at once


def _last_part(messages: list[ModelMessage]) -> Any:
    last = messages[-1]
    return last.parts[-1] if isinstance(last, ModelRequest) and last.parts else None


def _text(intended: Understood, part: Any) -> str | None:
    if isinstance(part, ToolReturnPart) and isinstance(part.content, dict):
        return told(part.content)
    if isinstance(part, RetryPromptPart):
        return "I could not do that with what you said. Please say it in other words."
    return None if isinstance(intended, Call) else SAYINGS[intended.kind]


def built_in(intended: Understood) -> FunctionModel:
    """A model for one answer to one understood sentence."""

    async def answer(messages: list[ModelMessage], info: AgentInfo) -> AsyncIterator[str | DeltaToolCalls]:
        text = _text(intended, _last_part(messages))
        if text is None and isinstance(intended, Call):
            yield {0: DeltaToolCall(name=intended.tool, json_args=json.dumps(intended.arguments))}
            return
        for start in range(0, len(text or ""), _PIECE):
            yield (text or "")[start : start + _PIECE]

    return FunctionModel(stream_function=answer, model_name="built-in")
