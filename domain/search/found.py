"""What was searched for, and what was found."""

from dataclasses import dataclass
from typing import Annotated, Literal, get_args
from uuid import UUID

from pydantic import Field, StringConstraints

from domain.inputs import Input, Storable
from domain.tasks import Status

Kind = Literal["task", "team", "person", "view", "conversation"]
KINDS: tuple[Kind, ...] = get_args(Kind)
MOST = 50


class Question(Input):
    """A few words, a key or its beginning; which kinds of things are wanted, and how many at most."""

    text: Annotated[str, StringConstraints(strict=True, strip_whitespace=True, max_length=200), Storable]
    kinds: Annotated[list[Kind], Field(min_length=1, max_length=len(KINDS))] = Field(default=list(KINDS))
    limit: Annotated[int, Field(strict=True, ge=1, le=MOST)] = 20


@dataclass(frozen=True, slots=True)
class Found:
    """A thing with its name, where it is and its address on the pages.

    `key` is what people call a task or team; `excerpt` is the text around the words when the name has them not.
    """

    kind: Kind
    id: UUID
    title: str
    where: str
    address: str
    key: str = ""
    status: Status | None = None
    excerpt: str = ""
