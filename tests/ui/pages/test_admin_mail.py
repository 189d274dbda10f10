"""The outbox, simulated."""

from uuid import uuid4

import psycopg
import pytest
from nicegui import ui
from nicegui.testing.user_interaction import UserInteraction

from domain import mail
from domain.mail import Address
from domain.settings import settings
from domain.transactions import front_desk
from persistence.database import connection_string
from tests.domain.mail.servers import Server
from tests.ui.pages.conftest import Open, until
from tests.worlds import person


def text_of(element: ui.element) -> str:
    return str(getattr(element, "text", ""))


DATA = {"name": "Ada", "email": "ada@example.org", "expires_at": "2026-11-20T12:00:00+00:00"}


async def test_without_a_mail_server_who_runs_the_installation_reads_the_mails(
    open_page: Open, shared_database_url: str
) -> None:
    root = await person("Root")
    with psycopg.connect(connection_string(shared_database_url), autocommit=True) as connection:
        connection.execute("update people set is_instance_admin = true where id = %s", (root.id,))
        connection.execute("delete from mails where created_at > now()")  # of tests that travel in time
    to = f"{uuid4().hex}@example.org"
    link = "https://atrium.example.org/verify-email?token=shown"
    async with front_desk() as session:
        await mail.send_later(session, to=Address("Ada", to), template="verify-email", data=DATA | {"link": link})
    user = await open_page("/admin/mail", root)
    await user.should_see("There is no mail server")
    await until(lambda: any(getattr(e, "text", "") == "Read" for e in user.client.elements.values()))
    rows = [element for element in user.client.elements.values() if element.tag == "li"]
    [row] = [element for element in rows if any(to in text_of(part) for part in element.descendants())]
    [read] = [button for button in user.find(kind=ui.button, content="Read").elements if row in button.ancestors()]
    UserInteraction(user, {read}, None).click()  # others have mails here, too
    await until(lambda: any(link in getattr(e, "text", "") for e in user.client.elements.values()))
    [framed] = [e for e in user.client.elements.values() if e.tag == "iframe"]
    assert framed.props["sandbox"] == ""
    assert link in str(framed.props["srcdoc"])


async def test_once_there_is_a_mail_server_what_was_held_is_sent(
    open_page: Open, shared_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, to = await person("Root"), f"{uuid4().hex}@example.org"
    with psycopg.connect(connection_string(shared_database_url), autocommit=True) as connection:
        connection.execute("update people set is_instance_admin = true where id = %s", (root.id,))
        connection.execute("delete from mails where created_at > now() or status = 'held'")  # of other tests
    async with front_desk() as session:
        data = DATA | {"link": "https://atrium.example.org/verify-email?token=x"}
        held = await mail.send_later(session, to=Address("Ada", to), template="verify-email", data=data)
    async with Server() as running:
        monkeypatch.setenv("ATRIUM_SMTP_URL", f"smtp://127.0.0.1:{running.port}?from=hello@atrium.example.org")
        settings.cache_clear()
        try:
            user = await open_page("/admin/mail?status=held", root)
            await until(lambda: any(getattr(e, "text", "") == "Send" for e in user.client.elements.values()))
            found = user.find(kind=ui.button, content="Send").elements  # “Send it again” of the notice, too
            UserInteraction(user, {one for one in found if text_of(one) == "Send"}, None).click()
            await until(lambda: any(str(held) in letter["Message-ID"] for letter in running.taken))
        finally:
            monkeypatch.undo()
            settings.cache_clear()


async def test_others_are_told_no(open_page: Open) -> None:
    await person("First")  # the very first person of an installation runs it
    user = await open_page("/admin/mail", await person("Eve"))
    await user.should_see("Only those who run this installation may do this.")
    await user.should_not_see("Refresh")
