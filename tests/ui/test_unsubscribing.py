"""The link under a notification mail, against the real server: opening it changes nothing, one POST does."""

from collections.abc import Iterator
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import httpx
import pytest

from domain.notifications.unsubscribing import link_for
from tests.servers import Server
from tests.worlds import PASSWORD


@pytest.fixture
def http(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=30) as client:
        yield client


def _mails(http: httpx.Client, token: str) -> dict[str, str]:
    found = http.get("/api/v1/notifications/preferences", headers={"Authorization": f"Bearer {token}"}).json()
    return {kind: choice["mail"] for kind, choice in found["kinds"].items()}


def test_one_click_ends_mails_of_the_kind_without_signing_in(http: httpx.Client) -> None:
    form = {"email": f"{uuid4().hex}@example.org", "password": PASSWORD, "name": "Ada", "organization_name": "A"}
    said = http.post("/api/v1/auth/signup", json=form).json()
    link = urlsplit(link_for(UUID(said["user"]["id"]), "mentioned"))
    address = f"{link.path}?{link.query}"
    opened = http.get(address)
    assert (opened.status_code, "Fewer mails?" in opened.text) == (200, True)
    assert _mails(http, said["access_token"])["mentioned"] == "at_once"
    done = http.post(address, data={"List-Unsubscribe": "One-Click"})
    assert done.status_code == 303
    assert "You get no more of this" in http.get(done.headers["location"]).text
    mails = _mails(http, said["access_token"])
    assert (mails["mentioned"], mails["assigned"]) == ("never", "at_once")


@pytest.mark.parametrize("token", ["", "nonsense", "A" * 400])
def test_a_link_that_is_not_ours_does_nothing(http: httpx.Client, token: str) -> None:
    assert http.post(f"/unsubscribe?token={token}").status_code == 404
    assert "does not work" in http.get(f"/unsubscribe?token={token}").text
