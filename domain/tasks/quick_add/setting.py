"""What a line is read by: the present, the person's zone, language and syntax, and the names they may use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.tasks.quick_add.understood import Kind
from domain.written_dates import language_of

Syntax = Literal["atrium", "todoist"]


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person who can be named: by the whole name, the first name, or the address or what stands before its @."""

    id: UUID
    name: str
    email: str = ""

    @property
    def handles(self) -> tuple[str, ...]:
        """What they may be called."""
        first = self.name.split()[0] if self.name.split() else ""
        return tuple(h for h in (self.name, first, self.email, self.email.partition("@")[0]) if h)


@dataclass(frozen=True, slots=True)
class Group:
    """A team that can be named, by its name or its key; `member_ids` can be assigned in it."""

    id: UUID
    name: str
    key: str = ""
    member_ids: frozenset[UUID] = frozenset()


class Names:
    """Who and what can be named, looked up without regard to case."""

    def __init__(
        self, people: Sequence[Somebody] = (), teams: Sequence[Group] = (), labels: Sequence[str] = (),
        me: Somebody | None = None,
    ) -> None:  # fmt: skip
        self.people, self.teams, self.labels, self.me = tuple(people), tuple(teams), tuple(labels), me
        self._people: dict[str, dict[UUID, Somebody]] = {}
        for somebody in people:
            for handle in somebody.handles:
                self._people.setdefault(_key(handle), {})[somebody.id] = somebody
        if me:
            self._people |= {word: {me.id: me} for word in ("me", "ich", "mich", "mir") if word not in self._people}
        self._teams: dict[str, dict[UUID, Group]] = {}
        for team in teams:
            for handle in (team.name, team.key):
                self._teams.setdefault(_key(handle), {})[team.id] = team
        self._labels = {_key(label): label for label in reversed(self.labels)}

    def people_called(self, name: str) -> list[Somebody]:
        """Everybody who may be called so; those with just this name only, when it is somebody's whole name."""
        found = list(self._people.get(_key(name), {}).values())
        return [one for one in found if _key(one.name) == _key(name)] or found

    def teams_called(self, name: str) -> list[Group]:
        """The teams of this name or key."""
        return list(self._teams.get(_key(name), {}).values())

    def label_called(self, name: str) -> str | None:
        """The label in use that is written so, however it is capitalised."""
        return self._labels.get(_key(name))


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


@dataclass(frozen=True, slots=True)
class Setting:
    """All that reading needs beside the text."""

    now: datetime
    zone: ZoneInfo
    names: Names = field(default_factory=Names)
    locale: str = "en"
    syntax: Syntax = "atrium"
    day: date | None = None  # what a time alone belongs to, as on a day of the calendar; otherwise today or tomorrow

    @property
    def languages(self) -> tuple[str, ...]:
        """English always works too."""
        return ("de", "en") if self.language == "de" else ("en",)

    @property
    def language(self) -> str:
        """What is said of the line."""
        return language_of(self.locale)

    @staticmethod
    def signs_of(syntax: Syntax) -> Mapping[str, Kind]:
        """What stands before a label, a person, a team."""
        if syntax == "todoist":
            return {"@": "label", "+": "assignee", "#": "team"}
        return {"#": "label", "*": "label", "@": "assignee", "+": "team"}
