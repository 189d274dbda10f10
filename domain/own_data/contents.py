"""What an export holds: profile, sessions, what one did, everything that refers to one, and one's files."""

import asyncio
import csv
import io
import json
import zipfile
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import asdict
from typing import Any

from domain import accounts, files
from domain.accounts import Person
from domain.clock import now
from domain.errors import NotFound
from domain.files import Arriving
from domain.transactions import read
from persistence.queries import own_data as queries

Note = Callable[[int], Awaitable[None]]
_README = """This is everything that {name} has in Atrium, as it was on {at}.

profile.json       who you are here
sessions.json      where you were signed in when this was made
history.json       what you did, as the audit log tells it (the newest 10,000 entries)
data/*.json        one file for each kind of thing, a list of objects each: tasks, comments, conversations …
tasks.csv          your tasks once more, for spreadsheets
files/             what you uploaded; files.json says what is what

Times are in UTC. Things refer to each other by their id.
"""
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


class Archive:
    """A zip that is written while it is read for: piece by piece, in a thread, into what arrives."""

    def __init__(self, arrived: Arriving) -> None:
        self._arrived, self._buffer = arrived, _Unseekable()
        self._zip = zipfile.ZipFile(self._buffer, "w", zipfile.ZIP_DEFLATED, allowZip64=True)

    async def add(self, name: str, pieces: AsyncIterator[bytes], *, is_packed: bool = False) -> None:
        """One more file. `is_packed`: deflating it again would gain nothing."""
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
        entry = self._zip.open(info, "w", force_zip64=True)
        async for piece in pieces:
            await asyncio.to_thread(entry.write, piece)
            await self._hand_on()
        await asyncio.to_thread(entry.close)
        await self._hand_on()

    async def end(self) -> None:
        """Write the directory at its end."""
        self._zip.close()
        await self._hand_on()

    async def _hand_on(self) -> None:
        if data := self._buffer.take():
            await self._arrived.write(data)


class _Unseekable(io.RawIOBase):
    """Takes bytes and gives them out again; zipfile then writes sizes behind each entry."""

    def __init__(self) -> None:
        super().__init__()
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._held += data
        return len(data)

    def take(self) -> bytes:
        held, self._held = bytes(self._held), bytearray()
        return held


async def write_everything(arrived: Arriving, *, actor: Person, note: Note) -> None:
    """Write all of it; `note(percent)` tells how far it is."""
    archive = Archive(arrived)
    await archive.add("README.txt", _once(_README.format(name=actor.name, at=now().isoformat(timespec="minutes"))))
    await archive.add("profile.json", _once(_json(asdict(actor))))
    sessions = [asdict(session) for session in await accounts.sessions_of(actor=actor)]
    await archive.add("sessions.json", _once(_json(sessions)))
    history = await read(actor, queries.HISTORY)
    await archive.add("history.json", _once(_json([row._asdict() for row in history])))
    parts = list(queries.parts({r.table_name: r.columns for r in await read(actor, queries.READABLE)}))
    for number, part in enumerate(parts):
        await archive.add(f"data/{part.table}.json", _listed(part, actor))
        await note(5 + 60 * (number + 1) // len(parts))
    tasks = next(part for part in parts if part.table == "tasks")
    await archive.add("tasks.csv", _spread(tasks, actor))
    await _add_files(archive, actor, note)
    await archive.end()


async def _add_files(archive: Archive, actor: Person, note: Note) -> None:
    rows = [row async for row in _rows(queries.MY_FILES, actor)]
    known = []
    for number, row in enumerate(rows):
        name = f"files/{row.id}-{row.name}"
        try:
            content = await files.content(row.id, actor=actor)
        except NotFound:
            continue  # deleted meanwhile
        await archive.add(name, content.stream(0, content.size), is_packed=content.file.is_picture)
        known.append({"file": name, "name": row.name, "for": row.purpose, "of": row.subject_id, "at": row.created_at})
        await note(65 + 34 * (number + 1) // len(rows))
    await archive.add("files/files.json", _once(_json(known)))


async def _rows(part: queries.Part, actor: Person) -> AsyncIterator[Any]:
    offset = 0
    while True:
        asked = {"me": actor.id, "limit": queries.PAGE, "offset": offset}
        found = await read(actor, part.statement, asked)
        for row in found:
            yield row
        if len(found) < queries.PAGE:
            return
        offset += queries.PAGE


async def _listed(part: queries.Part, actor: Person) -> AsyncIterator[bytes]:
    """A JSON array, a page of rows at a time."""
    lines, is_first = ["[\n"], True
    async for row in _rows(part, actor):
        lines.append(("" if is_first else ",\n") + _json(row._asdict()))
        is_first = False
        if len(lines) > 500:
            yield "".join(lines).encode()
            lines = []
    yield "".join([*lines, "\n]\n"]).encode()


async def _spread(part: queries.Part, actor: Person) -> AsyncIterator[bytes]:
    """The same as CSV. What a spreadsheet would take for a formula is marked as text."""
    out = io.StringIO()
    table = csv.writer(out)
    has_head = False
    async for row in _rows(part, actor):
        if not has_head:
            table.writerow(row._fields)
            has_head = True
        table.writerow([_cell(value) for value in row])
        if out.tell() > 200_000:
            yield out.getvalue().encode()
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode()


def _cell(value: Any) -> str:
    said = "" if value is None else value if isinstance(value, str) else _json(value).strip('"')
    return f"'{said}" if said.startswith(_FORMULAS) else said


def _json(value: Any) -> str:
    return json.dumps(value, default=str, ensure_ascii=False, indent=None)


async def _once(said: str) -> AsyncIterator[bytes]:
    yield said.encode()
