"""In a real browser, for somebody who sees 10,000 tasks among 1,000,000: how soon rows are there, and how soon a card
that was dragged on one person's board stands where it was put on another's.

Rows: from the beginning of a navigation, or from a click in the open application, until the first row is painted. The
baseline is a NiceGUI page with nothing but a label. Dragging: from letting the mouse go until the card is in its new
column in the other browser; both show the board of one team with 1,125 tasks.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
import uvloop
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests import browsers
from tests.bench import people
from tests.bench.figures import Figure, spread
from tests.bench.house import House, Process
from tests.bench.million import HEAVY, Million, owner

_OPENED, _DRAGGED = 30, 60  # times
_WARM_UP = 3
_ROWS_TARGET = 300.0
_ROW, _LABEL = "document.querySelector('.tk[data-id]')", "document.body?.innerText.includes('T=')"
_CLOCK = """
window.awaited = (holds) => new Promise((there) => {
  const painted = () => requestAnimationFrame(() => there(performance.timeOrigin + performance.now()));
  const look = () => holds() && (seen.disconnect(), painted());
  const seen = new MutationObserver(look);
  seen.observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
  look();
});
addEventListener("pointerup", () => { window.letGo = performance.timeOrigin + performance.now(); }, true);
"""
_MATES = """select m.team_id, o.person_id from team_members m join team_members o on o.team_id = m.team_id
where m.person_id = %(me)s and m.role = 'admin' and o.person_id <> m.person_id order by o.person_id limit 1"""


def measure(house: House) -> list[Figure]:
    """Rows first, then cards."""
    world = house.million
    team_id, other = _team_and_mate(world)
    cookies = uvloop.run(people.cookies(world, [world.heavy, other]))
    with _browser() as browser:
        with house.running("-m", "tests.bench.bare_pages") as bare:
            labels = _opened(_context(browser, bare), "/", _LABEL)
        with house.server(world.url) as server:
            heavy, mate = (_context(browser, server, cookie) for cookie in cookies)
            opened, gone_to = _opened(heavy, "/tasks", _ROW), _gone_to(heavy)
            dragged = _dragged(heavy.new_page(), mate.new_page(), f"/tasks?layout=board&team={team_id}")
    return [
        *spread(f"first rows of {HEAVY:,} tasks, page opened", opened, labels),
        *spread(f"first rows of {HEAVY:,} tasks, from another page", gone_to, labels, target=_ROWS_TARGET),
        *spread("a card dragged, on the other's screen", dragged, target=1000.0),
    ]


@contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        options: dict[str, Any] = {"args": ["--no-sandbox"]}
        browser = playwright.chromium.launch(**options, executable_path=browsers.find(playwright, options))
        yield browser
        browser.close()


def _team_and_mate(world: Million) -> tuple[UUID, UUID]:
    """A team that the one with 10,000 tasks is an admin of, and somebody else in it."""
    with psycopg.connect(owner(world.url)) as connection:
        found = connection.execute(_MATES, {"me": world.heavy}).fetchone()
    assert found
    return found[0], found[1]


def _context(browser: Browser, process: Process, cookie: str = "") -> BrowserContext:
    context = browser.new_context(base_url=process.url)
    context.add_init_script(_CLOCK)
    if cookie:
        name, _, value = cookie.partition("=")
        context.add_cookies([{"name": name, "value": value, "domain": "127.0.0.1", "path": "/", "httpOnly": True}])
    return context


def _opened(context: BrowserContext, path: str, holds: str) -> list[float]:
    """Milliseconds from the beginning of a navigation until it holds."""
    page, found = context.new_page(), []
    for _ in range(_WARM_UP + _OPENED):
        page.goto(path, wait_until="commit")
        found.append(page.evaluate(f"async () => await awaited(() => {holds}) - performance.timeOrigin"))
    page.close()
    return found[_WARM_UP:]


def _gone_to(context: BrowserContext) -> list[float]:
    """Milliseconds from a click on the way to the tasks until their first row is there."""
    page, found = context.new_page(), []
    page.goto("/teams")
    for _ in range(_WARM_UP + _OPENED):
        page.wait_for_function(f"!{_ROW}")
        page.evaluate(f"() => {{ window.there = awaited(() => {_ROW}); }}")
        page.locator('nav a[href="/tasks"]:visible').first.click()
        found.append(page.evaluate("async () => await window.there - window.letGo"))
        page.locator('nav a[href="/teams"]:visible').first.click()
    page.close()
    return found[_WARM_UP:]


def _dragged(mine: Page, theirs: Page, path: str) -> list[float]:
    """Milliseconds from letting a card go until it stands there on the other's board; there and back by turns."""
    for board in (theirs, mine):
        board.goto(path)
    task_id = str(mine.locator('.bc[data-key="pending"] .card[data-id]').first.get_attribute("data-id"))
    columns = [("in_progress", "pending")[turn % 2] for turn in range(_WARM_UP + _DRAGGED)]
    return [_drag(mine, theirs, task_id, into) for into in columns][_WARM_UP:]


def _drag(mine: Page, theirs: Page, task_id: str, into: str) -> float:
    holds = f"""document.querySelector('.bc[data-key="{into}"] .card[data-id="{task_id}"]')"""
    theirs.evaluate(f"() => {{ window.there = awaited(() => {holds}); }}")
    start = mine.locator(f'.card[data-id="{task_id}"]').bounding_box()
    end = mine.locator(f'.bc[data-key="{into}"] .bc-b').bounding_box()
    assert start
    assert end
    mine.mouse.move(start["x"] + start["width"] - 20, start["y"] + start["height"] - 8)
    mine.mouse.down()
    mine.mouse.move(start["x"] + start["width"] - 30, start["y"] + start["height"] + 4)
    mine.mouse.move(end["x"] + end["width"] / 2, end["y"] + 12, steps=6)
    mine.mouse.up()
    there = float(theirs.evaluate("() => window.there"))
    return there - float(mine.evaluate("() => window.letGo"))
