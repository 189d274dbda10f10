"""Everything of one's own as a zip: all of it, nothing of others, once, for a while."""

import asyncio
import csv
import json
import zipfile
from datetime import timedelta
from io import BytesIO, StringIO

import pytest

from domain import assistant, clock, files, own_data, tasks, transactions
from domain.errors import NotFound, NotPermitted
from domain.own_data import making
from domain.tasks import NewTask
from persistence.models import DataExportRow, metadata
from persistence.queries import own_data as queries
from tests.domain.files.sending import picture, send
from tests.worlds import World


async def made(actor):
    """The zip, when it is there."""
    await own_data.ask(actor=actor)
    for _ in range(1200):
        found = await own_data.state(actor=actor)
        if found and found.is_ready:
            content = await own_data.fetch(actor=actor)
            return zipfile.ZipFile(BytesIO(b"".join([p async for p in content.stream(0, content.size)])))
        assert found is None or found.status != "failed"
        await asyncio.sleep(0.05)
    raise AssertionError("it was not made")


def read(archive, name):
    return json.loads(archive.read(name))


async def test_it_holds_what_is_ones_own_and_nothing_else(ada, ben):
    await tasks.create(NewTask(title="=1+1", description="mine"), actor=ada)
    await tasks.create(NewTask(title="Ben’s secret"), actor=ben)
    note, seen = await send(b"a note", "note.txt", actor=ada), await send(picture(), "a.png", actor=ada)
    await send(b"Ben's secret", actor=ben)
    talk = await assistant.create(actor=ada)
    await assistant.reply(talk.id, "add Water the plants", actor=ada)
    archive = await made(ada)
    assert archive.testzip() is None
    assert read(archive, "profile.json")["email"] == ada.email
    assert "=1+1" in [t["title"] for t in read(archive, "data/tasks.json")]
    [first, *_] = csv.DictReader(StringIO(archive.read("tasks.csv").decode()))
    assert first["title"] == "'=1+1"
    assert archive.read(f"files/{note.id}-note.txt") == b"a note"
    assert archive.read(f"files/{seen.id}-a.png")[:4] == b"\x89PNG"
    assert "Water the plants" in archive.read("data/messages.json").decode()
    assert read(archive, "sessions.json")[0]["person_id"] == str(ada.id)
    assert "data.export_asked" in {entry["action"] for entry in read(archive, "history.json")}
    everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Ben" not in everything
    assert b"secret_hash" not in everything
    assert b"password" not in archive.read("profile.json")


async def test_what_others_own_in_a_team_stays_out(world: World):
    await tasks.create(NewTask(title="The owner’s own idea"), actor=world.owner)
    archive = await made(world.member)
    everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"own idea" not in everything
    assert world.owner.email.encode() not in everything
    assert [team["name"] for team in read(archive, "data/teams.json")] == ["Launch"]


async def test_it_is_anothers_for_nobody_and_does_not_count_as_storage(ada, ben):
    await made(ada)
    found = await own_data.state(actor=ada)
    with pytest.raises(NotPermitted):
        await files.content(found.file_id, actor=ben)
    with pytest.raises(NotFound):
        await own_data.fetch(actor=ben)
    assert await own_data.state(actor=ben) is None
    assert (await files.storage(actor=ada))[0] == 0


async def test_while_one_is_made_there_is_no_second_and_a_new_one_replaces_the_old(ada):
    first, second = await asyncio.gather(own_data.ask(actor=ada), own_data.ask(actor=ada))
    assert first.id == second.id
    await made(ada)
    old = await own_data.state(actor=ada)
    await made(ada) if (await own_data.ask(actor=ada)).id != old.id else None
    new = await own_data.state(actor=ada)
    assert new.id != old.id
    with pytest.raises(NotFound):
        await files.file(old.file_id, actor=ada)


async def test_it_is_forgotten_when_its_time_is_over(ada):
    await made(ada)
    found = await own_data.state(actor=ada)
    async with transactions.transaction(ada) as session:
        await queries.note(session, found.id, expires_at=clock.now() - timedelta(seconds=1))
    assert await own_data.state(actor=ada) is None
    with pytest.raises(NotFound):
        await own_data.fetch(actor=ada)
    await making.tidy()
    with pytest.raises(NotFound):
        await files.file(found.file_id, actor=ada)


async def test_a_job_that_is_done_twice_makes_it_once(ada):
    await made(ada)
    found = await own_data.state(actor=ada)
    await making.make(export_id=str(found.id), person_id=str(ada.id))
    assert await own_data.state(actor=ada) == found


def test_every_table_that_refers_to_people_is_part_of_it():
    readable = {table.name: [c.name for c in table.columns] for table in metadata.sorted_tables}
    found = {part.table for part in queries.parts(readable)}
    of_people = {t.name for t in metadata.sorted_tables if any(k.column.table.name == "people" for k in t.foreign_keys)}
    assert of_people - found == {"idempotency_keys", DataExportRow.__tablename__}
    for part in queries.parts(readable):
        assert "hash" not in part.statement.partition(" from ")[0]


async def test_nobody_leaves_an_export_with_somebody_else(ada, ben):
    with pytest.raises(NotPermitted, match="own data only"):
        await send(b"not yours", actor=ada, purpose="export", subject_id=ben.id)
