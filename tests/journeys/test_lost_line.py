"""A line that is dead before anybody notices: what was sent into it arrives when there is one again, and once."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, expect

from tests.journeys.visitors import Visit

SOON = 10_000  # ms


@contextmanager
def dead_line(page: Page) -> Iterator[None]:
    """What the browser sends inside goes nowhere, as when one walks out of reach of a network; then it reconnects."""
    page.evaluate("window.socket.io.engine.transport.ws.send = () => {}")
    yield
    page.wait_for_timeout(200)  # whatever is sent a moment after a key goes nowhere, too
    page.evaluate("window.socket.io.engine.close()")
    expect(page.locator("html")).to_have_attribute("data-connection", "connected", timeout=SOON)


def test_a_task_that_was_added_into_it_is_added_once(visit: Visit) -> None:
    ada = visit("Ada")
    page = ada.at("/tasks")
    with dead_line(page):
        page.get_by_label("Add task").first.fill("Call the printer")
        page.keyboard.press("Enter")
        page.get_by_label("Add task").first.fill("Order paper")
        page.keyboard.press("Enter")
    for title in ("Call the printer", "Order paper"):
        expect(page.get_by_role("listitem").filter(has_text=title)).to_be_visible(timeout=SOON)
    assert sorted(t["title"] for t in ada("GET", "/tasks")["items"]) == ["Call the printer", "Order paper"]


def test_a_title_that_was_saved_into_it_is_saved(visit: Visit) -> None:
    ada = visit("Ada")
    task_id = ada("POST", "/tasks", {"title": "Call the printer"})["id"]
    page = ada.at(f"/tasks?task={task_id}")
    title = page.locator("aside.tp").get_by_label("Title")
    expect(page.locator("aside.tp").get_by_role("button", name="Status")).to_be_visible()
    with dead_line(page):
        title.fill("Call both printers")
        title.press("Enter")
    expect(page.get_by_text("Changed the title of")).to_be_visible(timeout=SOON)
    assert ada("GET", f"/tasks/{task_id}")["title"] == "Call both printers"


def test_a_message_and_a_dialog_that_were_sent_into_it_arrive_once(visit: Visit) -> None:
    ada = visit("Ada")
    page = ada.at("/teams")
    page.get_by_role("button", name="New team").first.click()
    page.get_by_role("dialog").get_by_label("Name").fill("Harbour")
    with dead_line(page):
        page.get_by_role("dialog").get_by_role("button", name="Create").click()
    expect(page.get_by_role("dialog")).to_have_count(0, timeout=SOON)
    assert [team["name"] for team in ada("GET", "/teams")["items"]] == ["Harbour"]
    page = ada.at("/chat")
    with dead_line(page):
        page.get_by_label("Message to the assistant").fill("add Order paper")
        page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Undo").first).to_be_visible(timeout=3 * SOON)
    assert [t["title"] for t in ada("GET", "/tasks")["items"]] == ["Order paper"]
