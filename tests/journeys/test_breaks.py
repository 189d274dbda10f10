"""What breaks and mends itself: the connection, the server, the database. Pages say so and keep what was typed."""

import os
import re
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from persistence import migrate
from persistence.embedded import Embedded
from tests.journeys.visitors import PASSWORD, Visit
from tests.servers import Server

SOON = 15_000  # ms; the browser waits longer and longer between its tries


def connection(page: Page, state: str) -> None:
    expect(page.locator("html")).to_have_attribute("data-connection", re.compile(state), timeout=SOON)


def test_after_a_cut_connection_the_page_catches_up_by_itself(visit: Visit) -> None:
    ada = visit("Ada")
    page = ada.at("/tasks")
    page.get_by_label("Add task").first.fill("half a tho")
    ada.context.set_offline(True)
    page.evaluate("window.socket.io.engine.close()")
    connection(page, "connecting|disconnected")
    ada("POST", "/tasks", {"title": "Made meanwhile"})
    ada.context.set_offline(False)
    connection(page, "^connected")
    expect(page.get_by_role("listitem").filter(has_text="Made meanwhile")).to_be_visible(timeout=SOON)
    expect(page.get_by_label("Add task").first).to_have_value("half a tho")


@pytest.fixture
def own(request: pytest.FixtureRequest) -> Iterator[tuple[Embedded, Server]]:
    """A PostgreSQL and a server of this test's own, both of which it may stop and start."""
    with tempfile.TemporaryDirectory(prefix="atrium-breaks-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)  # as root, PostgreSQL runs as nobody and has to pass through
        postgres = Embedded(Path(folder), durable=False)
        postgres.start()
        server = Server(DATABASE_URL=postgres.url)
        try:
            migrate.upgrade(postgres.url, os.environ["ATRIUM_SECRET"])
            server.start()
            yield postgres, server
            server.close()
        finally:
            postgres.stop()


@pytest.fixture
def programs(own: tuple[Embedded, Server]) -> Iterator[httpx.Client]:
    """A program's connection to that server."""
    with httpx.Client(base_url=f"{own[1].url}/api/v1", timeout=10) as client:
        yield client


def _sign_in(programs: httpx.Client) -> None:
    tokens = programs.post("/auth/login", json={"email": "ada@example.org", "password": PASSWORD}).json()
    programs.headers["authorization"] = f"Bearer {tokens['access_token']}"


def _signed_up(browser: Browser, server: Server) -> Page:
    page = browser.new_context(base_url=server.url).new_page()
    page.goto("/sign-up")
    for label, text in (("Your name", "Ada"), ("Organisation", "Ada’s"), ("E-mail", "ada@example.org")):
        page.get_by_label(label).fill(text)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("heading", name=re.compile("Ada"))).to_be_visible()
    return page


def test_the_database_goes_and_comes_back_under_open_pages(
    browser: Browser, own: tuple[Embedded, Server], programs: httpx.Client
) -> None:
    postgres, server = own
    page = _signed_up(browser, server)
    page.goto("/tasks")
    page.get_by_label("Add task").first.fill("Before")
    page.keyboard.press("Enter")
    expect(page.get_by_role("listitem").filter(has_text="Before")).to_be_visible()

    dashboard = page.context.new_page()
    dashboard.goto("/")
    total = dashboard.locator(".stats .total .num")
    expect(total).to_have_text("1")

    _sign_in(programs)
    postgres.stop()
    refused = programs.get("/tasks")
    assert (refused.status_code, refused.headers["retry-after"].isdigit()) == (503, True)
    assert refused.elapsed.total_seconds() < 4
    assert httpx.get(f"{server.url}/health").status_code == 503
    expect(page.locator("#banner")).to_contain_text("database cannot be reached", timeout=SOON)
    dashboard.get_by_role("button", name="Refresh").click()
    expect(dashboard.locator(".toast, [role=alert]").filter(has_text="cannot be reached").last).to_be_visible()
    expect(total).to_have_text("1")
    page.get_by_label("Add task").first.fill("Typed while it was away")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Add task").first).to_have_value("Typed while it was away", timeout=SOON)

    postgres.start()
    expect(page.locator("#banner")).to_be_empty(timeout=SOON)
    page.get_by_label("Add task").first.press("Enter")
    expect(page.get_by_role("listitem").filter(has_text="Typed while it was away")).to_be_visible(timeout=SOON)
    titles = [t["title"] for t in programs.get("/tasks").json()["items"]]
    assert sorted(titles) == ["Before", "Typed while it was away"]
    expect(total).to_have_text("2", timeout=SOON)


def test_a_killed_server_loses_nothing_and_open_pages_find_it_again(
    browser: Browser, own: tuple[Embedded, Server], programs: httpx.Client
) -> None:
    _, server = own
    page = _signed_up(browser, server)
    page.goto("/tasks")
    page.get_by_label("Add task").first.fill("Acknowledged")
    page.keyboard.press("Enter")
    expect(page.get_by_role("listitem").filter(has_text="Acknowledged")).to_be_visible()
    _sign_in(programs)
    assert [t["title"] for t in programs.get("/tasks").json()["items"]] == ["Acknowledged"]
    page.get_by_label("Add task").first.fill("Half typed")
    server.stop(signal.SIGKILL)
    connection(page, "connecting|disconnected")
    server.start()
    connection(page, "^connected")
    expect(page.get_by_role("listitem").filter(has_text="Acknowledged")).to_be_visible(timeout=SOON)
    expect(page.get_by_label("Add task").first).to_have_value("Half typed")
