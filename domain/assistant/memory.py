"""What was said before: as the context of the next sentence, and as the history of a model."""

import json
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from domain.accounts import Person
from domain.assistant.conversation import Message
from domain.assistant.sentences import Context, Option, Question
from domain.clock import now

LONGEST = 60  # messages that a model is told of


def result_of(message: Message) -> dict[str, Any]:
    """What a tool answered; empty when it cannot be read."""
    try:
        found = json.loads(message.content)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _options(result: dict[str, Any]) -> tuple[Option, ...]:
    return tuple(Option(o["id"], o["title"]) for o in result.get("options") or result.get("tasks") or ())


def context_of(
    messages: Sequence[Message], *, actor: Person, teams: Sequence[str], people: Sequence[str], is_proposing: bool
) -> Context:
    """What the next sentence may refer to: the question just asked, the last list, the task last spoken of."""
    results = [(m, result_of(m)) for m in messages if m.role == "tool"]
    said_last = [m for m in messages if m.role != "tool"][-1:]
    question = None
    if results and said_last and said_last[0].role == "assistant":
        message, result = results[-1]
        is_last = messages.index(message) > max((i for i, m in enumerate(messages) if m.role == "user"), default=-1)
        if is_last and result.get("outcome") in ("which", "none") and result.get("options"):
            question = Question(result["tool"], result["arguments"], _options(result))
    listed = next((o for _, r in reversed(results) if (o := _options(r))), ())
    return Context(
        now=now(), zone=ZoneInfo(actor.time_zone), week_start=actor.week_start, teams=tuple(teams),
        people=tuple(people), question=question, listed=listed, mentioned=_mentioned([r for _, r in results]),
        is_proposing=is_proposing,
    )  # fmt: skip


def _mentioned(results: Sequence[dict[str, Any]]) -> Option | None:
    for result in reversed(results):
        if task := result.get("task"):
            return Option(task["id"], task["title"])
        options = _options(result)
        if len(options) == 1:
            return options[0]
        if options:
            return None
    return None
