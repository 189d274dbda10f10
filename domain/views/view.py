"""A saved view: a filter with a name, and how its tasks are laid out."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, JsonValue, StringConstraints

from domain.inputs import Flag, Id, Input, Name, Storable
from domain.tasks import Sort
from domain.tasks.filtering import LONGEST, parse

Layout = Literal["list", "board", "table", "calendar"]
_MOST_OPTIONS, _LONGEST_TEXT = 50, 200


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view as one person sees it: their own or their team's, with what they may do to it."""

    id: UUID
    name: str
    filter: str
    sort: Sort
    group: str
    layout: Layout
    options: dict[str, Any]
    team_id: UUID | None
    creator_id: UUID
    position: float
    is_favourite: bool
    favourite_position: float | None
    permission: Literal["owner", "edit", "view"]
    version: int
    created_at: datetime
    updated_at: datetime
    team_name: str | None = field(default=None)


def _readable(text: str) -> str:
    parse(text)  # raises FilterError, which is an Invalid with the place
    return text


def _flat(options: dict[str, Any]) -> dict[str, Any]:
    """Options are few and short: widths, columns, what is folded."""
    for name, value in options.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, (dict, list)) or len(str(one)) > _LONGEST_TEXT or len(name) > 50:
                raise ValueError("must be short texts, numbers, or lists of them")
        if isinstance(value, list) and len(value) > _MOST_OPTIONS:
            raise ValueError(f"must have at most {_MOST_OPTIONS} entries in a list")
    if "\\u0000" in repr(options) or "\x00" in str(options):
        raise ValueError("contains characters that cannot be stored")
    return options


Filter = Annotated[str, StringConstraints(strict=True, max_length=LONGEST), Storable, AfterValidator(_readable)]
Options = Annotated[dict[str, JsonValue], Field(max_length=_MOST_OPTIONS), AfterValidator(_flat)]
Group = Annotated[str, StringConstraints(strict=True, max_length=30, pattern=r"^[a-z_]*$")]
Position = Annotated[float, Field(ge=-1e12, le=1e12, allow_inf_nan=False)]


class _ViewFields(Input):
    name: Name
    filter: Filter = ""
    sort: Sort = "due_at"
    group: Group = ""
    layout: Layout = "list"
    options: Options = Field(default={})
    team_id: Id | None = None


class NewView(_ViewFields):
    """A view to be saved: the actor's own, or their team's."""

    favourite: Flag = False


class ViewChanges(_ViewFields):
    """Changes to a view; only the fields given are changed. `team_id` shares it with a team, null takes it back."""

    name: Name = ""
    position: Position = 0.0


class Favourite(Input):
    """Among one's favourites; `position` orders them (by default the last)."""

    position: Position | None = None
