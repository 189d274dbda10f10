"""Taking in files of tasks: looked at beforehand, done in the background, taken back at once."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from domain import access, accounts, audit, jobs, teams
from domain.accounts import Person
from domain.clock import now
from domain.errors import Conflict, Invalid, NotPermitted
from domain.exchange.reading import Found, Problem, Reading, Source, read
from domain.exchange.resolving import Resolved, Resolver
from domain.inputs import Id, Input, ShortText
from domain.tasks import ManyChanges, NewTask, change_many
from domain.tasks.making_many import STEP, make_many
from domain.transactions import read as rows_of
from domain.transactions import signal, transaction
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


@dataclass(frozen=True, slots=True)
class Import:
    """A file that is being taken in, or was. `done` of `total` were looked at, `made` became tasks."""

    id: UUID
    source: Source
    name: str
    team_id: UUID | None
    status: str  # waiting | running | done | failed | taking_back | taken_back
    total: int
    done: int
    made: int
    problems: list[Problem]
    created_at: datetime
    finished_at: datetime | None


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
    """Take in what is left of a file, some at a time; each part is whole or not there."""
    actor = await accounts.person_acting(UUID(person_id))
    rows = await _content(UUID(import_id), actor)
    if rows is None:
        return
    content, form = rows
    _, resolved = await _understood(content, form, UUID(import_id), actor=actor)
    more = True
    while more:
        async with transaction(actor) as session:
            row = await queries.lock_import(session, UUID(import_id))
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
    _tell(session, row)


async def _understood(content: bytes, form: ImportForm, seed: UUID, *, actor: Person) -> tuple[Found, Resolved]:
    if len(content) > LARGEST:
        raise Invalid(f"The file is larger than {LARGEST // 1_000_000} MB.", field="file")
    if form.team_id is not None and not teams.can_add_tasks(await teams.team(form.team_id, actor=actor)):
        raise NotPermitted("You may not add tasks to this team.")
    by = Reading(now(), ZoneInfo(actor.time_zone), actor.locale, form.mapping)
    found = await asyncio.to_thread(read, content, form.source, by)
    resolver = await Resolver.of(actor, form.team_id, seed)
    return found, await asyncio.to_thread(resolver.resolve, found.records)


async def imports(*, actor: Person) -> list[Import]:
    """The actor's files, the newest first (at most 50)."""
    return [_import(row) for row in await rows_of(actor, queries.IMPORTS)]


async def import_(import_id: UUID, *, actor: Person) -> Import:
    """One of the actor's files. Raises NotFound, NotPermitted."""
    rows = await rows_of(actor, queries.IMPORT, {"id": import_id})
    if not rows:
        async with transaction(actor) as session:
            await access.refuse(session, "import", import_id, actor=actor)
    return _import(rows[0])


async def take_back(import_id: UUID, *, actor: Person) -> Import:
    """Put every task that the file made, and nobody changed since, into the trash.

    Raises NotFound, NotPermitted, and Conflict while it is still being taken in or when it was taken back.
    """
    await import_(import_id, actor=actor)
    async with transaction(actor) as session:
        row = await queries.lock_import(session, import_id)
        if row is None or row.status != "done":
            raise Conflict("Only what was taken in whole can be taken back.")
        row.status, row.done = "taking_back", 0
        await session.flush()
        _tell(session, row)
        await jobs.later(session, withdraw, import_id=str(import_id), person_id=str(actor.id))
    return await import_(import_id, actor=actor)


@jobs.job(name="exchange.take_back", queue="exchange", retries=8)
async def withdraw(import_id: str, person_id: str) -> None:
    """Put what a file made into the trash, some at a time."""
    actor = await accounts.person_acting(UUID(person_id))
    while True:
        asked = {"batch_id": UUID(import_id), "limit": AT_ONCE}
        made = [row.id for row in await rows_of(actor, queries.MADE, asked)]
        done = await change_many(made, ManyChanges(deleted=True), actor=actor) if made else None
        has_more = done is not None and any(result.outcome == "changed" for result in done.results)
        async with transaction(actor) as session:
            row = await queries.lock_import(session, UUID(import_id))
            if row is None or row.status != "taking_back":
                return
            row.done = min(row.total, row.done + len(made))
            if not has_more:
                row.status, row.finished_at = "taken_back", now()
            await session.flush()
            _tell(session, row)
        if not has_more:
            return


def _tell(session: Session, row: TaskImportRow) -> None:
    signal(session, "import.moved", kind="import", object_id=row.id, audience=[row.person_id])


def _import(row: Any) -> Import:
    told = row._asdict()
    told.pop("person_id")
    return Import(**told | {"problems": [Problem(*problem) for problem in row.problems]})
