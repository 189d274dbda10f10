"""Links in mails, over HTTP against a real server: opening one uses nothing up, its form does."""

import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import httpx
import psycopg
import pytest

from persistence.database import connection_string
from tests.databases import NewDatabase
from tests.servers import Server, StartServer
from tests.worlds import PASSWORD

NEW = "another long sentence"
Link = Callable[[str], str]


@pytest.fixture(scope="module")
def place(new_database: NewDatabase) -> Iterator[tuple[Server, psycopg.Connection[Any]]]:
    url = new_database()
    server = Server(DATABASE_URL=url, ATRIUM_BASE_URL="")
    server.start()
    with psycopg.connect(connection_string(url), autocommit=True) as database:
        yield server, database
    server.close()


_open: list[httpx.Client] = []


@pytest.fixture(autouse=True)
def _closing() -> Iterator[None]:
    yield
    while _open:
        _open.pop().close()


def _browser(server: Server) -> httpx.Client:
    _open.append(httpx.Client(base_url=server.url, headers={"origin": server.url}, timeout=30))
    return _open[-1]


def _signed_up(server: Server, email: str) -> httpx.Client:
    browser = _browser(server)
    form = {"email": email, "password": PASSWORD, "name": "Ada", "organization_name": "Engines"}
    assert browser.post("/sign-up", data=form).headers["location"] == "/"
    return browser


def _link(database: psycopg.Connection[Any], email: str, template: str) -> str:
    for _ in range(200):
        found = database.execute("""select data ->> 'link' from mails where to_email = %s and template = %s
          order by created_at desc""", (email, template)).fetchone()  # fmt: skip
        if found:
            return str(found[0])
        time.sleep(0.05)
    raise AssertionError("no mail came within ten seconds")


def _path(link: str) -> tuple[str, str]:
    parts = urlsplit(link)
    return parts.path, parse_qs(parts.query)["token"][0]


def test_an_address_is_proven_by_the_form_and_not_by_looking(place: tuple[Server, psycopg.Connection[Any]]) -> None:
    server, database = place
    browser = _signed_up(server, "ada@example.org")
    path, token = _path(_link(database, "ada@example.org", "verify-email"))
    for visitor in (browser, _browser(server)):
        page = visitor.get(path, params={"token": token})
        assert page.status_code == 200
        assert "Confirm the address" in page.text
    asked = "select email_verified_at is not null from people where email = 'ada@example.org'"
    assert database.execute(asked).fetchone() == (False,)
    assert _browser(server).post(path, data={"token": token}).headers["location"] == "/verify-email?done=yes"
    assert database.execute(asked).fetchone() == (True,)
    again = _browser(server).post(path, data={"token": token})
    assert again.headers["location"] == f"/verify-email?token={token}"


def test_a_password_is_replaced_by_the_form_and_every_session_ends(
    place: tuple[Server, psycopg.Connection[Any]],
) -> None:
    server, database = place
    ada = _signed_up(server, "grace@example.org")
    visitor = _browser(server)
    assert "Send the link" in visitor.get("/forgot-password").text
    for email in ("grace@example.org", "nobody@example.org"):
        assert (
            visitor.post("/forgot-password", data={"email": email}).headers["location"] == "/forgot-password?done=yes"
        )
    path, token = _path(_link(database, "grace@example.org", "password-reset"))
    assert "Change the password" in visitor.get(path, params={"token": token}).text
    assert visitor.post(path, data={"token": token, "password": "short"}).headers["location"].startswith(path)
    assert ada.get("/").status_code == 200
    assert visitor.post(path, data={"token": token, "password": NEW}).headers["location"] == "/reset-password?done=yes"
    assert ada.get("/").headers["location"] == "/sign-in"
    old = visitor.post("/sign-in", data={"email": "grace@example.org", "password": PASSWORD})
    assert old.headers["location"] == "/sign-in"
    new = visitor.post("/sign-in", data={"email": "grace@example.org", "password": NEW})
    assert new.headers["location"] == "/"


def test_another_site_cannot_post_these_forms(place: tuple[Server, psycopg.Connection[Any]]) -> None:
    server, _ = place
    for path in ("/verify-email", "/forgot-password", "/reset-password"):
        answer = _browser(server).post(path, data={"token": "x"}, headers={"origin": "https://evil.example"})
        assert answer.status_code == 403


def test_links_use_the_configured_address_and_never_the_host_header(
    start_server: StartServer, new_database: NewDatabase
) -> None:
    url = new_database()
    server = start_server(
        DATABASE_URL=url, ATRIUM_BASE_URL="http://atrium.example.org", ATRIUM_TRUSTED_HOSTS="other.example.org"
    )
    with httpx.Client(base_url=server.url, headers={"host": "other.example.org"}) as programs:
        form = {"email": "ada@example.org", "password": PASSWORD, "name": "Ada", "organization_name": "Engines"}
        assert programs.post("/api/v1/auth/signup", json=form).status_code == 201
    with psycopg.connect(connection_string(url)) as database:
        assert _link(database, "ada@example.org", "verify-email").startswith("http://atrium.example.org/verify-email?")


@pytest.mark.parametrize(
    ("asked", "locale", "subject"),
    [
        ("de-AT,de;q=0.9,en;q=0.5", "de", "Bestätige deine E-Mail-Adresse"),
        ("fr,en;q=0.3,de;q=0.8", "de", "Bestätige deine E-Mail-Adresse"),
        ("en-GB,de;q=0.8", "en", "Confirm your e-mail address"),
        ("de;q=0,tlh;q=x,*", "en", "Confirm your e-mail address"),
    ],
)
def test_who_signs_up_is_written_to_in_the_language_of_their_browser(
    place: tuple[Server, psycopg.Connection[Any]], asked: str, locale: str, subject: str
) -> None:
    server, database = place
    email = f"{uuid4().hex}@example.org"
    form = {"name": "Ada", "organization_name": "Ada’s", "email": email, "password": PASSWORD}
    headers = {"Origin": server.url, "Accept-Language": asked}
    assert httpx.post(f"{server.url}/sign-up", data=form, headers=headers).headers["location"] == "/"
    found = database.execute(
        "select p.locale, m.subject from people p join mails m on m.to_email = p.email where p.email = %s", (email,)
    ).fetchall()
    assert found == [(locale, subject)]
