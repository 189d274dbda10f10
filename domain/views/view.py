"""A saved view: a filter with a name, and how its tasks are laid out."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from domain.inputs import Flag, Id, Input, Name, Storable
from domain.tasks import Sort
from domain.tasks.filtering import LONGEST, parse

Layout = Literal["list", "board", "table", "calendar"]


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


Filter = Annotated[str, StringConstraints(strict=True, max_length=LONGEST), Storable, AfterValidator(_readable)]
_Text = Annotated[str, StringConstraints(strict=True, max_length=200), Storable]
_Number = Annotated[float, Field(strict=True, ge=-1e12, le=1e12, allow_inf_nan=False)]
_Option = Annotated[Flag | _Number | _Text | Annotated[list[_Text], Field(max_length=50)] | None, Field()]
Options = Annotated[dict[_Text, _Option], Field(max_length=50)]
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
