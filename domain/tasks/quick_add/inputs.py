"""What is typed into quick add."""

from typing import Annotated, Any

from pydantic import Field, StringConstraints

from domain.inputs import Id, Input, Storable

Text = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=20_000), Storable]
Phrase = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=2000), Storable]


class Dismissal(Input):
    """A phrase of a line (counted from 0) that is to stay text."""

    line: Annotated[int, Field(strict=True, ge=0, le=20_000)] = 0
    text: Phrase


class QuickText(Input):
    """Lines, each of them a task; what is indented is a subtask of what it stands below.

    The same `token` sent again adds nothing again and answers with what it added.
    """

    text: Text
    dismissed: Annotated[list[Dismissal], Field(max_length=500)] = Field(default=[])
    token: Id | None = None

    def phrases(self) -> list[tuple[int, str]]:
        """The dismissed phrases, by line."""
        return [(one.line, one.text) for one in self.dismissed]


Preset = dict[str, Any]  # fields that a task gets unless its line says otherwise
