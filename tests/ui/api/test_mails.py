"""The outbox over REST: for those who run the installation alone."""

from uuid import UUID, uuid4

import pytest

from domain import mail
from domain.mail import Address
from domain.transactions import front_desk
from tests.domain.instance.running import Installation
from tests.domain.mail.letters import DATA
from tests.ui.api.conftest import Callers
from tests.worlds import person


@pytest.fixture
def installation(shared_database_url: str, domain_running: None) -> Installation:
    return Installation(shared_database_url)


async def _held() -> UUID:
    async with front_desk() as session:
        to = Address("Ada", f"{uuid4().hex}@example.org")
        return await mail.send_later(session, to=to, template="verify-email", data=DATA)


async def test_mails_are_listed_by_status_and_read_until_they_are_out(
    callers: Callers, installation: Installation
) -> None:
    root, mail_id = await callers.of((await installation.runner()).person), await _held()
    page = (await root.get("/mails?status=held&limit=100")).json()
    assert str(mail_id) in [one["id"] for one in page["items"]]
    letter = (await root.get(f"/mails/{mail_id}")).json()
    assert (letter["status"], DATA["link"] in letter["text"], "<html" in letter["html"]) == ("held", True, True)
    assert "mail.read" in [action for action, _ in installation.audit_of(mail_id)]
    assert (await root.get("/mails?status=lost")).json()["errors"][0]["field"] == "status"
    assert (await root.get(f"/mails/{uuid4()}")).status_code == 404
    installation.sql("update mails set status = 'sent' where id = %s", mail_id)
    assert (await root.get(f"/mails/{mail_id}")).status_code == 409


async def test_without_a_server_nothing_is_sent(callers: Callers, installation: Installation) -> None:
    root, mail_id = await callers.of((await installation.runner()).person), await _held()
    answer = await root.post(f"/mails/{mail_id}/send")
    assert (answer.status_code, "ATRIUM_SMTP_URL" in answer.json()["detail"]) == (409, True)


async def test_others_and_nobody_are_refused(callers: Callers, installation: Installation) -> None:
    await installation.runner()
    caller, mail_id = await callers.of(await person("Eve")), await _held()
    for method, path in (("GET", "/mails"), ("GET", f"/mails/{mail_id}"), ("POST", f"/mails/{mail_id}/send")):
        assert (await caller(method, path)).status_code == 403, path
        assert (await callers.nobody()(method, path)).status_code == 401, path
