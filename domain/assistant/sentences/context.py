"""What a sentence may refer to beside its own words, and what it is understood as."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Option:
    """A task that was shown, by number."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Question:
    """ "Which one?": the call that waits for one of the options as its `task`."""

    tool: str
    arguments: dict[str, Any]
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """Who is speaking, when and where, the names they know, and what was last on the table."""

    now: datetime
    zone: ZoneInfo
    week_start: int = 0
    teams: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    question: Question | None = None
    listed: tuple[Option, ...] = ()
    mentioned: Option | None = None
    is_proposing: bool = False  # a card waits for a click


@dataclass(frozen=True, slots=True)
class Call:
    """The sentence asks for this tool with these arguments."""

    tool: str
    arguments: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Say:
    """Nothing to do: an answer of a known kind."""

    kind: Literal[
        "help", "unknown", "too_long", "hello", "thanks", "use_the_card", "dropped", "nothing_waits", "no_subject",
        "no_title", "which_again",
    ]  # fmt: skip


Understood = Call | Say
