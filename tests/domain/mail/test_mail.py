"""Mail, through a real server on loopback that refuses, delays and drops."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
import pytest_asyncio

from domain import jobs, mail
from domain.accounts import Person
from domain.errors import Conflict, NotFound, NotPermitted
from domain.mail import Address, smtp
from domain.mail.sending import send
from domain.settings import settings
from domain.transactions import front_desk, read, read_at_front_desk, transaction
from tests.domain.mail.letters import DATA
from tests.domain.mail.servers import Server


@pytest_asyncio.fixture(loop_scope="session")
async def server(ada: Person, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Server]:
    # Ada signs up before there is a server: her own mail is not in the way
    async with Server() as running:
        monkeypatch.setenv("ATRIUM_SMTP_URL", f"smtp://127.0.0.1:{running.port}?from=hello@atrium.example.org")
        settings.cache_clear()
        yield running
    monkeypatch.undo()
    settings.cache_clear()


@pytest_asyncio.fixture(loop_scope="session")
async def admin(ada: Person) -> Person:
    return replace(ada, is_instance_admin=True)


async def _send(email: str = "", **more: Any) -> UUID:
    to = Address(more.pop("name", "Ada"), email or f"{uuid4().hex}@example.org")
    async with front_desk() as session:
        return await mail.send_later(session, to=to, **({"template": "verify-email", "data": DATA} | more))


async def _until(holds: Callable[[], Awaitable[bool]]) -> None:
    for _ in range(600):
        if await holds():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("It did not happen in twelve seconds.")


async def _row(mail_id: UUID) -> Any:
    rows = await read_at_front_desk("select * from mails where id = %(id)s", {"id": mail_id})
    return rows[0]


async def _becomes(mail_id: UUID, status: str) -> Any:
    async def is_so() -> bool:
        return bool((await _row(mail_id)).status == status)

    await _until(is_so)
    return await _row(mail_id)


async def test_a_mail_goes_out_once_in_the_readers_time_zone_and_its_text_is_forgotten(server: Server) -> None:
    sent = await _becomes(await _send("ada@example.org", time_zone="Europe/Berlin"), "sent")
    [taken] = server.taken
    assert (taken["To"], taken["From"]) == ("Ada <ada@example.org>", "Atrium <hello@atrium.example.org>")
    assert taken["Subject"] == "Confirm your e-mail address"
    text, html = (taken.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert "13:00 (Europe/Berlin)" in text
    assert DATA["link"] in text
    assert "13:00 (Europe/Berlin)" in html
    assert 'href="https://atrium.example.org/x?a=1&amp;b=2"' in html
    assert sent.data == {}
    assert (sent.attempts, sent.error) == (1, "")


async def test_a_mail_is_not_sent_when_its_transaction_is_rolled_back(server: Server, ada: Person) -> None:
    with pytest.raises(RuntimeError):
        await _roll_back(ada)
    later = await _send()
    await _becomes(later, "sent")
    assert len(server.taken) == 1


async def _roll_back(ada: Person) -> None:
    async with transaction(ada) as session:
        await mail.send_later(session, to=Address("Ada", ada.email), template="verify-email", data=DATA)
        raise RuntimeError


@pytest.mark.parametrize("trouble", ["451 try again later", "421 closing down", None])
async def test_what_is_refused_for_now_or_dropped_is_tried_again_under_the_same_id(
    server: Server, trouble: str | None
) -> None:
    server.answers = [trouble, trouble]
    mail_id = await _send()
    sent = await _becomes(mail_id, "sent")
    assert (server.tries, len(server.taken), sent.attempts) == (3, 1, 3)
    assert str(mail_id) in server.taken[0]["Message-ID"]


async def test_a_slow_server_is_waited_for(server: Server) -> None:
    server.answers = [1.5]
    await _becomes(await _send(), "sent")
    assert (server.tries, len(server.taken)) == (1, 1)


async def test_a_server_that_does_not_answer_in_time_is_tried_again(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp, "_PATIENCE", 0.3)
    server.answers = [30.0]
    await _becomes(await _send(), "sent")
    assert (server.tries, len(server.taken)) == (2, 1)


async def test_no_server_at_all_is_tried_again(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        monkeypatch.setenv("ATRIUM_SMTP_URL", f"smtp://127.0.0.1:{closed.getsockname()[1]}")
        settings.cache_clear()
        mail_id = await _send()

        async def was_tried() -> bool:
            return bool((await _row(mail_id)).error)

        await _until(was_tried)
        monkeypatch.setenv("ATRIUM_SMTP_URL", f"smtp://127.0.0.1:{server.port}")
        settings.cache_clear()
        await _becomes(mail_id, "sent")
    assert len(server.taken) == 1


@pytest.mark.parametrize("how", ["data", "recipient"])
async def test_what_is_refused_for_good_is_set_aside_and_can_be_run_again(
    server: Server, admin: Person, how: str
) -> None:
    address = f"{uuid4().hex}@example.org"
    if how == "data":
        server.answers = ["554 no thanks"]
    else:
        server.recipients[address] = "550 nobody here"
    mail_id = await _send(address)
    row = await _becomes(mail_id, "failed")
    assert row.error.startswith(("554", "550"))
    assert server.taken == []

    async def has_failed() -> bool:
        found = await jobs.jobs_of_instance(actor=admin, status="failed", name="mail.send")
        return bool(found.items)

    await _until(has_failed)
    [job, *_] = (await jobs.jobs_of_instance(actor=admin, status="failed", name="mail.send")).items
    server.recipients.clear()
    await jobs.run_again(job.id, actor=admin)
    await _becomes(mail_id, "sent")


async def test_nobody_writes_a_header_of_their_own(server: Server) -> None:
    name = "Eve\r\nBcc: victim@example.org"
    mail_id = await _send(name=name, template="invitation", data=DATA | {"inviter": name})
    await _becomes(mail_id, "sent")
    [taken] = server.taken
    assert taken["Bcc"] is None
    assert taken["Subject"] == "Eve Bcc: victim@example.org invites you to Engines"


async def test_an_address_that_cannot_stand_in_a_header_is_refused(server: Server) -> None:
    assert (await _becomes(await _send("a\r\nb@example.org"), "failed")).error
    assert server.tries == 0


async def test_names_are_text_in_the_html(server: Server) -> None:
    await _becomes(await _send(data=DATA | {"name": "<script>x</script>"}), "sent")
    html = server.taken[0].get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


async def test_mails_of_a_thread_belong_together_and_lists_can_be_left(server: Server) -> None:
    leave = "https://atrium.example.org/leave"
    for _ in range(2):
        await _becomes(await _send(thread="topic:1", unsubscribe_url=leave), "sent")
    await _becomes(await _send(thread="topic:2"), "sent")
    first, second, other = server.taken
    assert first["References"] == second["References"] == second["In-Reply-To"] != other["References"]
    assert first["Message-ID"] != second["Message-ID"]
    assert (first["List-Unsubscribe"], other["List-Unsubscribe"]) == (f"<{leave}>", None)


async def test_a_mail_is_sent_by_one_of_two(server: Server) -> None:
    server.answers = [0.5]
    mail_id = await _send()
    await asyncio.sleep(0.05)
    async with front_desk() as session:
        await jobs.later(session, send, mail_id=str(mail_id))
    await _becomes(mail_id, "sent")
    await asyncio.sleep(1)
    assert len(server.taken) == 1


async def test_without_a_server_mail_is_held_for_those_who_run_the_installation(admin: Person, ada: Person) -> None:
    mail_id = await _send()
    assert (await _row(mail_id)).status == "held"
    held = await mail.mails_of_instance(actor=admin, status="held")
    assert mail_id in [one.id for one in held.items]
    letter = await mail.read_mail(mail_id, actor=admin)
    assert DATA["link"] in letter.text
    nobody = replace(ada, is_instance_admin=False)
    with pytest.raises(NotPermitted):
        await mail.mails_of_instance(actor=nobody)
    with pytest.raises(NotPermitted):
        await mail.read_mail(mail_id, actor=nobody)
    with pytest.raises(NotFound):
        await mail.read_mail(uuid4(), actor=admin)


async def test_what_was_held_goes_out_once_there_is_a_server_and_nobody_else_lets_it(
    admin: Person, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = await _send()
    with pytest.raises(Conflict, match="ATRIUM_SMTP_URL"):
        await mail.send_now(held, actor=admin)
    async with Server() as running:
        monkeypatch.setenv("ATRIUM_SMTP_URL", f"smtp://127.0.0.1:{running.port}?from=hello@atrium.example.org")
        settings.cache_clear()
        with pytest.raises(NotPermitted):
            await mail.send_now(held, actor=replace(ada, is_instance_admin=False))
        assert (await mail.send_now(held, actor=admin)).status == "waiting"
        await _becomes(held, "sent")
        with pytest.raises(Conflict, match="kept here or that failed"):
            await mail.send_now(held, actor=admin)
        with pytest.raises(NotFound):
            await mail.send_now(uuid4(), actor=admin)
        assert len(running.taken) == 1
    monkeypatch.undo()
    settings.cache_clear()


async def test_what_failed_is_sent_again_once_also_beside_its_job(server: Server, admin: Person) -> None:
    server.answers = ["554 no thanks"]
    mail_id = await _send()
    await _becomes(mail_id, "failed")
    await mail.send_now(mail_id, actor=admin)
    await _becomes(mail_id, "sent")
    [job, *_] = (await jobs.jobs_of_instance(actor=admin, status="failed", name="mail.send")).items
    await jobs.run_again(job.id, actor=admin)
    await asyncio.sleep(1)
    assert len(server.taken) == 1


async def test_what_was_sent_cannot_be_read(server: Server, admin: Person) -> None:
    mail_id = await _send()
    await _becomes(mail_id, "sent")
    with pytest.raises(Conflict):
        await mail.read_mail(mail_id, actor=admin)


async def test_persons_add_to_the_outbox_and_read_nothing(ada: Person) -> None:
    async with transaction(ada) as session:
        await mail.send_later(session, to=Address("Ada", ada.email), template="verify-email", data=DATA)
    for table in ("mails", "email_tokens"):
        with pytest.raises(NotPermitted):
            await read(ada, f"select * from {table}")
