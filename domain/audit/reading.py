"""Reading the audit log: admins of an organisation what its people did and what was done to it, those who run
the installation everything."""

import csv
import io
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Literal, NoReturn, Protocol
from uuid import UUID

from domain.audit.log import record
from domain.errors import NotPermitted
from domain.inputs import Id, Input, Instant, ShortText
from domain.paging import Page, number_in
from domain.transactions import read, read_all
from persistence.queries import audit
from persistence.words import containing

Format = Literal["csv", "jsonl"]
_AT_ONCE = 500
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for more than text


class Reader(Protocol):
    """Whoever asks: a person, of whom this counts here."""

    @property
    def id(self) -> UUID: ...
    @property
    def role(self) -> str: ...
    @property
    def is_instance_admin(self) -> bool: ...
    @property
    def deletion_due_at(self) -> datetime | None: ...


class EntryFilter(Input):
    """Which entries: every given condition must hold."""

    action: ShortText = ""  # `sign_in` also finds `sign_in.failed`
    actor_id: Id | None = None
    object_id: Id | None = None
    since: Instant | None = None  # from then on, inclusive
    until: Instant | None = None  # up to then, exclusive
    q: ShortText = ""  # in actions, addresses and details


@dataclass(frozen=True, slots=True)
class Entry:
    """Who did what to which object, when and from where. `hash` (hex) chains it to entry `seq - 1`."""

    seq: int
    at: datetime
    actor_id: UUID | None
    actor_name: str
    action: str
    object_kind: str
    object_id: UUID | None
    object_name: str  # of a person or an organisation
    address: str
    details: dict[str, Any]
    hash: str


_NAMES = [field.name for field in fields(Entry)]


def can_read(reader: Reader) -> bool:
    """Whether this person reads the log, of their organisation or of all. Who is about to leave is no admin."""
    return reader.is_instance_admin or (reader.role == "admin" and reader.deletion_due_at is None)


async def entries(
    filter: EntryFilter = EntryFilter(), *, actor: Reader, limit: int = 50, cursor: str | None = None
) -> Page[Entry]:
    """The newest entries first, 1 to 500 at a time. Raises NotPermitted, and Invalid for a bad cursor."""
    if not can_read(actor):
        await _refuse(actor)
    asked = _asked(filter) | {"before": number_in(cursor), "limit": limit + 1}
    rows, counted = await read_all(actor, [(audit.PAGE, asked), (audit.COUNT, asked)])
    found = [Entry(**{name: getattr(row, name) for name in _NAMES}) for row in rows[:limit]]
    return Page(found, str(found[-1].seq) if len(rows) > limit else None, counted[0].total)


async def export(filter: EntryFilter, format: Format, *, actor: Reader) -> AsyncIterator[bytes]:
    """All these entries, the newest first, as CSV or as one JSON object a line. The export is an entry, too."""
    if not can_read(actor):
        await _refuse(actor)
    await record("audit.exported", actor_id=actor.id, object_kind="audit", details={"format": format})
    return _written(_asked(filter), format, actor)


async def _written(asked: dict[str, Any], format: Format, actor: Reader) -> AsyncIterator[bytes]:
    if format == "csv":
        yield _csv([_NAMES])
    before: int | None = None
    while rows := await read(actor, audit.PAGE, asked | {"before": before, "limit": _AT_ONCE}):
        told = [{name: getattr(row, name) for name in _NAMES} for row in rows]
        yield _csv([_cells(one) for one in told]) if format == "csv" else "".join(map(_line, told)).encode()
        before = rows[-1].seq


def _line(told: dict[str, Any]) -> str:
    return json.dumps(told | {"at": told["at"].isoformat()}, default=str, ensure_ascii=False) + "\n"


def _cells(told: dict[str, Any]) -> list[str]:
    plain = told | {"at": told["at"].isoformat(), "details": json.dumps(told["details"], ensure_ascii=False)}
    cells = ["" if value is None else str(value) for value in plain.values()]
    return [f"'{cell}" if cell.startswith(_FORMULAS) else cell for cell in cells]


def _csv(rows: list[list[str]]) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue().encode()


def _asked(filter: EntryFilter) -> dict[str, Any]:
    return {
        "action": filter.action or None, "actor_id": filter.actor_id, "object_id": filter.object_id,
        "since": filter.since, "until": filter.until, "like": containing(filter.q) if filter.q else None,
    }  # fmt: skip


async def _refuse(actor: Reader) -> NoReturn:
    await record("access.refused", actor_id=actor.id, object_kind="audit")
    raise NotPermitted("Only admins read the audit log.")
