"""What holds for every page there is, on a small phone and in both themes. A new page is looked at as well."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.journeys.test_administration import running
from tests.journeys.visitors import PHONE, Contexts, visiting
from tests.servers import Server
from ui.guard.page_sessions import FOR_EVERYBODY, WAYS_IN
from ui.pages import ROUTES
from ui.pages.settings.page import PARTS

PATHS = [*ROUTES, *(f"/settings?part={part}" for part in PARTS)]
LAYOUTS = [f"/tasks?layout={layout}" for layout in ("table", "calendar")]
READ = (Path(__file__).parent / "every_page.js").read_text()
Seen = dict[str, Any]


@pytest.fixture(scope="module")
def seen(contexts: Contexts, server: Server) -> Iterator[Callable[[str], Seen]]:
    """What a page is like, looked at once."""
    with visiting(contexts, server.url) as come:
        ada = running(server, come("Ada", **PHONE))
        team = ada("POST", "/teams", {"name": "A team with quite a long name, as they are called"})
        for title in ("Water the plants", "Averyverylongwordwithoutanyplaceatwhichitcouldbebrokenintotwo" * 2):
            task = {"title": title, "team_id": team["id"], "labels": ["indoors"], "priority": "high"}
            ada("POST", "/tasks", task | {"due_on": "2026-02-17"})
        conversation = ada("POST", "/conversations", {})
        known = {"team_id": team["id"], "conversation_id": conversation["id"]}
        stranger = come("Eve", **PHONE)
        stranger.context.clear_cookies()

        @cache
        def look(path: str) -> Seen:
            visitor = stranger if path in (*WAYS_IN, *FOR_EVERYBODY) else ada
            page = visitor.page
            page.goto(re.sub(r"{(\w+)}", lambda name: known[name[1]], path))
            return _read(page)

        yield look


def _read(page: Page) -> Seen:
    page.wait_for_selector(":is(h1, [role=heading]):visible")
    page.wait_for_function(
        "!document.querySelector('.sk') && document.documentElement.dataset.connection !== 'connecting'"
    )
    found: Seen = page.evaluate(READ)
    page.set_viewport_size({"width": 320, "height": 640})
    found["wider_at_320"] = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.set_viewport_size(PHONE["viewport"])
    return found


every_page = pytest.mark.parametrize("path", PATHS + LAYOUTS)


@every_page
def test_nothing_is_wider_than_a_small_phone(seen: Callable[[str], Seen], path: str) -> None:
    found = seen(path)
    assert (found["wider"], found["wider_at_320"]) == (0, 0)  # 320: WCAG 1.4.10, also a screen of 1280 at 400 %


@every_page
def test_what_a_finger_meets_is_large_enough(seen: Callable[[str], Seen], path: str) -> None:
    assert seen(path)["small"] == []


@every_page
def test_every_control_has_a_name_and_every_page_one_heading(seen: Callable[[str], Seen], path: str) -> None:
    found = seen(path)
    assert found["nameless"] == []
    assert found["headings"] == 1
    assert found["mains"] <= 1
    assert found["skipped"] == []
