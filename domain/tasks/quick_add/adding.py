"""Understanding what somebody typed, and making the tasks it asks for: all of them or none."""

import asyncio
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.accounts.people import Person
from domain.clock import now
from domain.errors import Invalid
from domain.tasks.inputs import NewTask
from domain.tasks.lifecycle import create
from domain.tasks.quick_add.inputs import Preset, QuickText
from domain.tasks.quick_add.reading import read_lines
from domain.tasks.quick_add.setting import Group, Names, Setting, Somebody, Syntax
from domain.tasks.quick_add.understood import Line
from domain.tasks.quick_add.words import say
from domain.tasks.reading import access_task
from domain.tasks.task import Task
from domain.transactions import joined, read_all
from domain.written_dates import language_of
from persistence.ids import new_id
from persistence.queries import tasks as queries
from persistence.queries import teams as team_queries
from persistence.session import Session

MOST = 100  # tasks at once
_SHORT = 2000  # characters that are read in no time; more of them may take a fifth of a second
_INHERITED = ("status", "team_id")  # what a subtask takes from the place where it is added


@dataclass(frozen=True, slots=True)
class Added:
    """The tasks in the order of their lines, and what was understood of each line."""

    items: list[Task]
    understood: list[Line]


async def names_for(actor: Person) -> Names:
    """Whom, which teams and which labels the actor may name: their teams and the people in them."""
    rows, labels = await read_all(actor, [(team_queries.NAMES, {}), (queries.LABELS, {})])
    me = Somebody(actor.id, actor.name, actor.email)
    people = {me.id: me} | {row.id: Somebody(row.id, row.name, row.email) for row in rows}
    members: dict[UUID, set[UUID]] = {}
    for row in rows:
        members.setdefault(row.team_id, set()).add(row.id)
    teams = {row.team_id: Group(row.team_id, row.team_name, row.key, frozenset(members[row.team_id])) for row in rows}
    return Names(list(people.values()), list(teams.values()), [row.label for row in labels], me)


async def understand(
    form: QuickText, *, actor: Person, preset: Preset | None = None, names: Names | None = None
) -> list[Line]:
    """What would be added, and nothing is. What would be refused is said in the notices of its line."""
    known, given = names or await names_for(actor), _checked(preset)
    lines = await _read(form, known, given, actor=actor)
    for line, fields in zip(lines, _all_fields(lines, given), strict=True):
        line.notices += _refusals(line, fields, known, actor)
    return lines


async def add(form: QuickText, *, actor: Person, preset: Preset | None = None) -> Added:
    """Add a task for every line; one undo takes all of them back.

    Raises Invalid (naming the line when there are several), NotFound and NotPermitted; then nothing is added.
    """
    known, batch_id, given = await names_for(actor), form.token or new_id(), _checked(preset)
    lines, speaks = await _read(form, known, given, actor=actor), language_of(actor.locale)
    if not lines:
        raise Invalid(say(speaks, "nothing"), field="text")
    if len(lines) > MOST:
        raise Invalid(say(speaks, "too_many", number=len(lines), most=MOST), field="text")
    items: list[Task] = []
    async with joined(actor) as session:
        if form.token and (before := await _added_before(session, form.token, actor=actor)):
            return Added(before, lines)
        for line, fields in zip(lines, _all_fields(lines, given), strict=True):
            for sentence in _refusals(line, fields, known, actor):
                raise Invalid(_located(sentence, line, lines, speaks), field="text")
            if line.parent is not None:
                fields["parent_id"] = items[line.parent].id
            items.append(await create(_new(fields, line, lines, speaks), actor=actor, batch_id=batch_id))
    return Added(items, lines)


def _checked(preset: Preset | None) -> Preset:
    form = NewTask.of(**(preset or {}), title="x")
    return {name: value for name in preset or {} if (value := getattr(form, name)) is not None}


async def _read(form: QuickText, names: Names, preset: Preset, *, actor: Person) -> list[Line]:
    zone = ZoneInfo(actor.time_zone)
    day = preset["due_at"].astimezone(zone).date() if "due_at" in preset else preset.get("due_on")
    syntax: Syntax = "todoist" if actor.quick_add_syntax == "todoist" else "atrium"
    setting = Setting(now(), zone, names, actor.locale, syntax, day)
    if len(form.text) <= _SHORT:
        return read_lines(form.text, setting, form.phrases())
    return await asyncio.to_thread(read_lines, form.text, setting, form.phrases())


def _all_fields(lines: list[Line], preset: Preset) -> list[Preset]:
    """The fields of each line's task: its own, then its parent's team, then those of the place."""
    found: list[Preset] = []
    for line in lines:
        said = line.fields()
        around = preset if line.parent is None else {k: v for k, v in preset.items() if k in _INHERITED}
        fields = {**around, **said}
        if line.parent is not None and "team_id" not in said:
            fields["team_id"] = found[line.parent].get("team_id")
        if line.due_on or line.due_at:
            fields |= {"due_on": line.due_on, "due_at": line.due_at}
        fields["labels"] = list(dict.fromkeys([*around.get("labels", []), *line.labels]))[:20]
        found.append(fields)
    return found


def _refusals(line: Line, fields: Preset, names: Names, actor: Person) -> list[str]:
    team = next((team for team in names.teams if team.id == fields.get("team_id")), None)
    speaks = language_of(actor.locale)
    seeing = team.member_ids if team else {actor.id}
    called = {somebody.id: somebody.name for somebody in names.people}
    blind = [called[who] for who in line.assignee_ids if who not in seeing]
    if len(line.title) > 500:
        return [say(speaks, "too_long")]
    if not blind or (fields.get("team_id") and team is None):
        return []
    named, example = say(speaks, "and").join(blind), _example(names, line) or "Team"
    if team:
        return [say(speaks, "not_in_team", names=named, team=team.name, example=example)]
    return [say(speaks, "unseen", names=named, example=example)]


def _example(names: Names, line: Line) -> str:
    shared = [team.name for team in names.teams if team.member_ids.issuperset(line.assignee_ids)]
    return "" if not shared else shared[0] if " " not in shared[0] else f'"{shared[0]}"'


def _new(fields: Preset, line: Line, lines: list[Line], speaks: str) -> NewTask:
    try:
        return NewTask.of(**fields)
    except Invalid as error:
        raise Invalid(_located(error.message, line, lines, speaks), field="text") from None


def _located(sentence: str, line: Line, lines: list[Line], speaks: str) -> str:
    return sentence if len(lines) == 1 else say(speaks, "line", number=line.number + 1, sentence=sentence)


async def _added_before(session: Session, token: UUID, *, actor: Person) -> list[Task]:
    await queries.hold_batch(session, token)
    records = [r for r in await queries.changes_in(session, token) if r.actor_id == actor.id and r.verb == "created"]
    return [await access_task(session, record.task_id, actor=actor, trashed=True) for record in records]
