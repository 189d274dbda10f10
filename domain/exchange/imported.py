"""What is known of a file that is being taken in, or was."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from domain import access
from domain.accounts import Person
from domain.exchange.reading import Problem, Source
from domain.transactions import read, signal, transaction
from persistence.models import TaskImportRow
from persistence.queries import exchange as queries
from persistence.session import Session


@dataclass(frozen=True, slots=True)
class Import:
    """A file that is being taken in, or was. `done` of `total` were looked at, `made` became tasks.

    One that failed says why in its first problem (line 0); what it made by then goes to the trash, and `made` counts
    what is left of it.
    """

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


async def imports(*, actor: Person) -> list[Import]:
    """The actor's files, the newest first (at most 50)."""
    return [_import(row) for row in await read(actor, queries.IMPORTS)]


async def import_(import_id: UUID, *, actor: Person) -> Import:
    """One of the actor's files. Raises NotFound, NotPermitted."""
    rows = await read(actor, queries.IMPORT, {"id": import_id})
    if not rows:
        async with transaction(actor) as session:
            await access.refuse(session, "import", import_id, actor=actor)
    return _import(rows[0])


def tell_moved(session: Session, row: TaskImportRow) -> None:
    """Say to the pages of its person that it went on."""
    signal(session, "import.moved", kind="import", object_id=row.id, audience=[row.person_id])


def _import(row: Any) -> Import:
    told = row._asdict()
    told.pop("person_id")
    return Import(**told | {"problems": [Problem(*problem) for problem in row.problems]})
