"""Records as tasks to be made: names become people and teams that the actor knows, and what does not fit is said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from domain import teams
from domain.accounts import Person
from domain.clock import now
from domain.errors import Invalid
from domain.exchange.reading import Problem
from domain.exchange.record import Record
from domain.tasks import NewTask, quick_add
from domain.tasks.making_many import Ready
from domain.tasks.quick_add import Group, Names
from domain.teams import Team

_LONGEST_TITLE, _LONGEST_TEXT, _LONGEST_LABEL, _MOST = 500, 40_000, 50, 20
_DEEPEST = 100


@dataclass(frozen=True, slots=True)
class Resolved:
    """The tasks to be made, in the order of the file, and what could not be taken over."""

    ready: list[Ready] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Resolver:
    """Knows whom and which teams the actor may name; `home` is where tasks go that name no team."""

    def __init__(self, actor: Person, names: Names, mine: Iterable[Team], home: UUID | None, seed: UUID) -> None:
        self._actor, self._names, self._home, self._seed = actor, names, home, seed
        self._teams = {word.lower(): team for team in mine for word in (team.key, team.name)}
        self._groups = {group.id: group for group in names.teams}
        self._homes: dict[str, UUID | None] = {}
        self._problems: list[Problem] = []

    @classmethod
    async def of(cls, actor: Person, home: UUID | None, seed: UUID) -> "Resolver":
        """Find out what the actor may name. `seed` makes the ids: the same file twice under one seed is one file."""
        return cls(actor, await quick_add.names_for(actor), await teams.teams_of(actor=actor), home, seed)

    def resolve(self, records: Sequence[Record]) -> Resolved:
        """All records at once: parents may stand behind what is below them."""
        refs = {record.ref: place for place, record in enumerate(records) if record.ref}
        found: dict[int, Ready] = {}
        for place in self._parents_first(records, refs):
            record = records[place]
            parent = refs.get(record.parent) if record.parent else None
            if record.parent and parent not in found:
                self._say(record, "parent", f"There is no task “{record.parent[:40]}” in the file to be below.")
                parent = None
            if (one := self._ready(record, place, found.get(parent) if parent is not None else None)) is not None:
                found[place] = one
        return Resolved(list(found.values()), sorted(self._problems, key=lambda problem: problem.line))

    def _parents_first(self, records: Sequence[Record], refs: dict[str, int]) -> list[int]:
        order: dict[int, None] = {}
        for place in range(len(records)):
            chain = [place]
            while (above := refs.get(records[chain[-1]].parent)) is not None and above not in order:
                if above in chain or len(chain) > _DEEPEST:  # a circle: whoever is read first has no parent
                    break
                chain.append(above)
            order |= dict.fromkeys(reversed(chain))
        return list(order)

    def _ready(self, record: Record, place: int, parent: Ready | None) -> Ready | None:
        team_id = parent.form.team_id if parent else self._team(record)
        title, description = _fitting(record)
        fields: dict[str, object] = {
            "title": title, "description": description, "status": record.status, "priority": record.priority,
            "start_on": record.start, "team_id": team_id, "labels": self._labels(record),
            "assignee_ids": self._assignees(record, team_id), "parent_id": parent.id if parent else None,
            **({"due_at": record.due} if hasattr(record.due, "hour") else {"due_on": record.due}),
        }  # fmt: skip
        if record.repeats:
            fields["recurrence"] = {"rule": record.repeats, "from_completion": record.repeats_from_completion}
        form = self._form(record, fields)
        ahead = record.created_at is not None and record.created_at > now()
        if form is None:
            return None
        made_at = None if ahead else record.created_at
        return Ready(uuid5(self._seed, str(place)), form, made_at, record.completed_at)

    def _form(self, record: Record, fields: dict[str, object]) -> NewTask | None:
        try:
            return NewTask.of(**fields)
        except Invalid as error:
            wrong = {wrong.field.split(".")[0] for wrong in error.errors} & set(fields) - {"title"}
            if not wrong or not fields["title"]:
                self._say(record, "title", error.errors[0].message if error.errors else error.message, left_out=True)
                return None
            for one in error.errors:
                self._say(record, one.field, one.message)
            return self._form(record, {name: value for name, value in fields.items() if name not in wrong})

    def _team(self, record: Record) -> UUID | None:
        if not record.team:
            return self._home
        team = self._teams.get(record.team.lower())
        if team is None or not teams.can_add_tasks(team):
            self._say(record, "team", f"There is no team “{record.team[:40]}” that you may add tasks to.")
            return self._home
        return team.id

    def _labels(self, record: Record) -> list[str]:
        labels = list(dict.fromkeys(label.strip()[:_LONGEST_LABEL] for label in record.labels if label.strip()))
        if len(labels) > _MOST:
            self._say(record, "labels", f"Only the first {_MOST} labels are kept.")
        return labels[:_MOST]

    def _assignees(self, record: Record, team_id: UUID | None) -> list[UUID]:
        seeing = self._groups.get(team_id, Group(self._actor.id, "")).member_ids if team_id else {self._actor.id}
        found: dict[UUID, None] = {}
        for name in record.assignees:
            people = [one for one in self._names.people_called(name) if one.id in seeing]
            if len(people) == 1 and len(found) < _MOST:
                found[people[0].id] = None
            else:
                self._say(record, "assignees", f"“{name[:60]}” is nobody who could see the task.")
        return list(found)

    def _say(self, record: Record, name: str, message: str, *, left_out: bool = False) -> None:
        self._problems.append(Problem(record.line, name, message, left_out))


def _fitting(record: Record) -> tuple[str, str]:
    """Title and description; of a title that is too long nothing is lost."""
    title, description = record.title.strip(), record.description
    if len(title) > _LONGEST_TITLE:
        title, description = f"{title[: _LONGEST_TITLE - 1]}…", f"{title}\n\n{description}".strip()
    return title, description[:_LONGEST_TEXT]
