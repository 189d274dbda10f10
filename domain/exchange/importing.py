"""Taking in files of tasks: looked at beforehand, done in the background."""

import asyncio
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from domain import accounts, audit, jobs, teams
from domain.accounts import Person
from domain.clock import now
from domain.errors import Invalid, NotFound, NotPermitted, SignedOut
from domain.exchange.giving_up import give_up
from domain.exchange.imported import Import, import_, tell_moved
from domain.exchange.reading import Found, Problem, Reading, Source, read
from domain.exchange.resolving import Resolved, Resolver
from domain.inputs import Id, Input, ShortText
from domain.tasks import NewTask
from domain.tasks.making_many import STEP, make_many
from domain.transactions import transaction
from persistence.ids import new_id
from persistence.models import TaskImportRow
from persistence.queries import exchange as queries
from persistence.session import Session

LARGEST = 20_000_000  # bytes
AT_ONCE = 200  # tasks in one transaction
_PROBLEMS, _SAMPLES = 200, 20
_ENDED = ("done", "failed", "taken_back")


class ImportForm(Input):
    """What the file is, where its tasks go, and which column of a table is which field (guessed when left out)."""

    source: Source
    name: ShortText = ""
    team_id: Id | None = None
    mapping: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What taking the file in would make."""

    total: int
    ready: int
    samples: list[NewTask]
    problems: list[Problem]
    columns: list[str]
    mapping: dict[str, str]


async def preview(content: bytes, form: ImportForm, *, actor: Person) -> Preview:
    """What would be made of the file. Nothing is. Raises Invalid, NotFound, NotPermitted."""
    found, resolved = await _understood(content, form, new_id(), actor=actor)
    problems = sorted([*found.problems, *resolved.problems], key=lambda problem: problem.line)
    samples = [ready.form for ready in resolved.ready[:_SAMPLES]]
    return Preview(len(found.records), len(resolved.ready), samples, problems[:_PROBLEMS], found.columns, found.mapping)


async def start(content: bytes, form: ImportForm, *, actor: Person) -> Import:
    """Take the file in: a small one at once, a large one in the background. Raises as `preview` does."""
    row = TaskImportRow(id=new_id(), person_id=actor.id, team_id=form.team_id, source=form.source,
                        name=form.name[:200], mapping=form.mapping, content=content, created_at=now())  # fmt: skip
    found, resolved = await _understood(content, form, row.id, actor=actor)
    if not found.records:
        raise Invalid("There are no tasks in this file.", field="file")
    problems = sorted([*found.problems, *resolved.problems], key=lambda problem: problem.line)
    row.total = len(resolved.ready)
    row.problems = [[p.line, p.field, p.message, p.is_left_out] for p in problems[:_PROBLEMS]]
    async with transaction(actor) as session:
        session.add(row)
        audit.write(session, "tasks.imported", actor_id=actor.id, object_kind="import", object_id=row.id,
                    details={"source": form.source, "total": row.total})  # fmt: skip
        await session.flush()
        if row.total <= AT_ONCE:
            await _take_in(session, row, resolved, actor=actor)
        else:
            await jobs.later(session, run, import_id=str(row.id), person_id=str(actor.id))
    return await import_(row.id, actor=actor)


@jobs.job(name="exchange.import", queue="exchange", retries=8)
async def run(import_id: str, person_id: str) -> None:
    """Take in what is left of a file, some at a time; each part is whole or not there.

    What is refused now is refused next time as well: then it ends as failed.
    """
    try:
        await _go_on(UUID(import_id), await accounts.person_acting(UUID(person_id)))
    except (Invalid, NotFound, NotPermitted, SignedOut) as refusal:
        await give_up(UUID(import_id), refusal.message)
        raise jobs.GiveUp(refusal.message) from refusal


async def _go_on(import_id: UUID, actor: Person) -> None:
    rows = await _content(import_id, actor)
    if rows is None:
        return
    content, form = rows
    _, resolved = await _understood(content, form, import_id, actor=actor)
    more = True
    while more:
        async with transaction(actor) as session:
            row = await queries.lock_import(session, import_id)
            more = row is not None and row.status in ("waiting", "running")
            if more and row is not None:
                await _take_in(session, row, resolved, actor=actor)
        await asyncio.sleep(0)


async def _content(import_id: UUID, actor: Person) -> tuple[bytes, ImportForm] | None:
    async with transaction(actor) as session:
        row = await session.get(TaskImportRow, import_id)
        if row is None or row.content is None or row.status in _ENDED:
            return None
        form = ImportForm.of(source=row.source, name=row.name, team_id=row.team_id, mapping=row.mapping)
        return row.content, form


async def _take_in(session: Session, row: TaskImportRow, resolved: Resolved, *, actor: Person) -> None:
    """The next part. What the file names was looked up when it began; the database still asks for every right."""
    part = resolved.ready[row.done : row.done + AT_ONCE]
    position = row.created_at.timestamp() + row.done * STEP
    await make_many(session, part, actor=actor, batch_id=row.id, position=position)
    row.done, row.made, row.status = row.done + len(part), row.made + len(part), "running"
    if row.done >= len(resolved.ready):
        row.status, row.content, row.finished_at = "done", None, now()
    await session.flush()
    tell_moved(session, row)


async def _understood(content: bytes, form: ImportForm, seed: UUID, *, actor: Person) -> tuple[Found, Resolved]:
    if len(content) > LARGEST:
        raise Invalid(f"The file is larger than {LARGEST // 1_000_000} MB.", field="file")
    if form.team_id is not None and not teams.can_add_tasks(await teams.team(form.team_id, actor=actor)):
        raise NotPermitted("You may not add tasks to this team.")
    by = Reading(now(), ZoneInfo(actor.time_zone), actor.locale, form.mapping)
    found = await asyncio.to_thread(read, content, form.source, by)
    resolver = await Resolver.of(actor, form.team_id, seed)
    return found, await asyncio.to_thread(resolver.resolve, found.records)
