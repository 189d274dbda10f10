"""Organisations in numbers, and how the installation is doing."""

from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from domain import accounts, files, instance, mail
from domain.errors import NotFound, NotPermitted
from domain.instance import Loop
from domain.mail import Address
from domain.transactions import front_desk
from persistence.blobs import Blobs
from tests.domain.accounts.joining import device
from tests.domain.files.sending import send
from tests.domain.instance.running import Installation, signed_in
from tests.domain.invitations.inviting import colleague
from tests.servers import free_port
from tests.worlds import PASSWORD, person


async def test_organisations_are_counted_and_found_by_name(installation: Installation) -> None:
    root, name = (await installation.runner()).person, f"Zeta-{uuid4().hex[:8]}"
    ada = await person(name)
    await accounts.set_status((await colleague(ada)).id, "deactivated", actor=ada)
    await colleague(ada, "Mia")
    await send(b"x" * 1500, "a.bin", actor=ada)
    await signed_in(ada)
    found = await instance.organizations(q=name.upper(), actor=root)
    [one] = found.items
    assert (found.total, one.id, one.people, one.admins, one.deactivated) == (1, ada.organization_id, 2, 1, 1)
    assert (one.storage_used, one.storage_quota) == (1500, files.quota())
    assert one.last_seen_at is not None
    assert await instance.organization(ada.organization_id, actor=root) == one
    with pytest.raises(NotFound):
        await instance.organization(uuid4(), actor=root)


async def test_organisations_come_in_pages_and_each_once(installation: Installation) -> None:
    root, word = (await installation.runner()).person, uuid4().hex[:8]
    made = [(await person(f"{letter}-{word}")).organization_id for letter in "cab"]
    ids, cursor = [], None
    while True:
        page = await instance.organizations(q=word, limit=1, cursor=cursor, actor=root)
        ids += [one.id for one in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert ids == [made[1], made[2], made[0]]


async def test_its_health_tells_what_waits_failed_and_is_open(installation: Installation) -> None:
    root, ada = (await installation.runner()).person, await person("Ada")
    before = await instance.health(actor=root, anew=True)
    assert (before.database.ok, before.files.is_reachable, before.files.place) == (True, True, "disk")
    assert before.database.size > 1_000_000
    assert before.process.memory > 10_000_000
    await accounts.issue_tokens(ada.email, PASSWORD, device=device())
    async with front_desk() as session:
        data = {"name": "Ada", "email": "a@example.org", "expires_at": "2026-11-20T12:00:00+00:00", "link": "https://x"}
        held = await mail.send_later(session, to=Address("Ada", "a@example.org"), template="verify-email", data=data)
    job = """insert into procrastinate.procrastinate_jobs (queue_name, task_name, args, status, scheduled_at)
      values ('nobody', 'nobody.knows', '{}', %s::procrastinate.procrastinate_job_status, now() + interval '1 day')"""
    installation.sql(job, "todo")
    later = await instance.health(actor=root, anew=True)
    assert later.mail.held > before.mail.held
    assert later.jobs.planned == before.jobs.planned + 1
    assert later.sessions.programs == before.sessions.programs + 1
    assert later.sessions.seen_lately >= 1
    installation.sql("update mails set status = 'failed' where id = %s", held)
    installation.sql(job, "failed")
    failed = await instance.health(actor=root, anew=True)
    assert (failed.jobs.failed, failed.mail.failed) == (before.jobs.failed + 1, before.mail.failed + 1)
    assert (failed.jobs.ok, failed.mail.ok, failed.ok) == (False, False, False)
    installation.sql("delete from procrastinate.procrastinate_jobs where task_name = 'nobody.knows'")
    installation.sql("delete from mails where id = %s", held)


async def test_its_numbers_are_counted_once_for_all_who_look(installation: Installation) -> None:
    root, other = (await installation.runner()).person, (await installation.runner("Other")).person
    before = await instance.health(actor=root, anew=True)
    await person("Ada")
    assert (await instance.health(actor=other)).sessions == before.sessions
    assert (await instance.health(actor=other, anew=True)).sessions.people == before.sessions.people + 1
    with pytest.raises(NotPermitted):
        await instance.health(actor=await person("Ben"))
    installation.sql("update people set is_instance_admin = false where id = %s", other.id)
    with pytest.raises(NotPermitted):  # also while this process has not heard of it
        await instance.health(actor=other)


async def test_a_loop_that_stands_still_wants_a_look(installation: Installation) -> None:
    root = (await installation.runner()).person
    found = await instance.health(loop=Loop(0.01, 0.3), actor=root)
    assert (found.process.ok, found.process.lag, found.process.worst_lag, found.ok) == (False, 10, 300, False)


async def test_a_store_that_cannot_be_reached_or_written_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, domain_running: None
) -> None:
    gone = Blobs(tmp_path / "gone")
    (tmp_path / "gone" / "kept").rmdir()
    away = Blobs(tmp_path / "away", f"http://key:secret@127.0.0.1:{free_port()}/atrium")
    for store in (gone, away):
        monkeypatch.setattr("domain.files.store.store", lambda store=store: store)
        assert await files.is_reachable() is False
    monkeypatch.setattr("domain.files.store.store", lambda: Blobs(tmp_path / "here"))
    assert await files.is_reachable() is True


async def test_the_database_itself_shows_nothing_to_others(installation: Installation) -> None:
    ada = await person("Ada")
    asked = (
        "select * from app.instance_people(null, null, null, null, null, null, null, 10)",
        "select * from app.instance_organizations(null, null, null, 10)",
        "select * from app.instance_numbers(now(), now(), now())",
    )
    with psycopg.connect(installation.as_the_application(), autocommit=True) as app, app.transaction():
        app.execute("select set_config('app.user_id', %s, true)", (str(ada.id),))
        for statement in asked:
            assert app.execute(statement.encode()).fetchall() == []
        assert app.execute("select may from app.hold_account(%s)", (ada.id,)).fetchall() == [(False,)]
        with pytest.raises(psycopg.errors.InsufficientPrivilege), app.transaction():
            app.execute("select app.change_account(%s, 'active', true, now())", (ada.id,))


async def test_the_database_itself_keeps_the_last_who_runs_it(installation: Installation) -> None:
    root = (await installation.runner()).person
    installation.alone(root)
    with psycopg.connect(installation.as_the_application(), autocommit=True) as app, app.transaction():
        app.execute("select set_config('app.user_id', %s, true)", (str(root.id),))
        for status, runs in (("active", False), ("deactivated", True)):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), app.transaction():
                app.execute("select app.change_account(%s, %s, %s, now())", (root.id, status, runs))
