"""The list of tasks in a browser: alone, by keys, on a phone, and beside somebody else."""

from typing import Any

import pytest
from playwright.sync_api import Dialog, Locator, Page, expect

from tests.journeys.visitors import PHONE, SOON, Visit, Visitor, is_path


def row(page: Page | Locator, title: str) -> Locator:
    return page.locator(".tk[data-id]").filter(has_text=title)


def section(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def add(page: Page, *titles: str) -> None:
    for title in titles:
        page.get_by_label("Add task").fill(title)
        page.get_by_label("Add task").press("Enter")
        expect(row(page, title)).to_be_visible()


def pick(page: Page, button: str, option: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()
    page.get_by_role("option", name=option).click()


def shared_with(owner: Visitor, title: str, other: Visitor, permission: str) -> dict[str, Any]:
    task: dict[str, Any] = owner("POST", "/tasks", {"title": title})
    owner("POST", f"/tasks/{task['id']}/shares", {"email": other.email, "permission": permission})
    return task


def test_the_first_task_is_added_and_the_line_stays_open_for_the_next(visit: Visit) -> None:
    page = visit("Ada").at("/tasks")
    expect(page.get_by_text("No tasks yet")).to_be_visible()
    page.keyboard.press("n")
    page.keyboard.type("Call the printer")
    page.keyboard.press("Enter")
    expect(row(page, "Call the printer")).to_be_visible()
    expect(page.get_by_label("Add task")).to_be_focused()
    expect(page.get_by_label("Add task")).to_have_value("")
    page.keyboard.type("Water the plants")
    page.keyboard.press("Enter")
    expect(row(page, "Water the plants")).to_be_visible()
    expect(page.get_by_text("2 tasks")).to_be_visible()


def test_what_is_refused_stays_in_the_line_with_the_reason(visit: Visit) -> None:
    page = visit("Ada").at("/tasks")
    expect(page.get_by_text("No tasks yet")).to_be_visible()
    line = page.get_by_label("Add task")
    line.evaluate("field => field.removeAttribute('maxlength')")
    line.fill("x" * 501)
    line.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("at most 500 characters")
    expect(line).to_have_value("x" * 501)
    line.fill("Shorter")
    line.press("Enter")
    expect(row(page, "Shorter")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_ticking_answers_at_once_and_can_be_undone(visit: Visit) -> None:
    ada = visit("Ada")
    task = ada("POST", "/tasks", {"title": "Call the printer"})
    page = ada.at("/tasks")
    tick = page.get_by_role("checkbox", name="Complete Call the printer")
    tick.click()
    expect(tick).to_have_attribute("aria-checked", "true", timeout=200)
    expect(row(section(page, "Completed"), "Call the printer")).to_be_visible()
    assert ada("GET", f"/tasks/{task['id']}")["status"] == "completed"
    page.get_by_role("button", name="Undo").click()
    expect(section(page, "No date")).to_contain_text("Call the printer")
    assert ada("GET", f"/tasks/{task['id']}")["status"] == "pending"


def test_everything_in_the_list_by_keys(visit: Visit) -> None:
    ada = visit("Ada")
    for title in ("One", "Two", "Three"):
        ada("POST", "/tasks", {"title": title})
    page = ada.at("/tasks?group=off&sort=position")
    expect(row(page, "Three")).to_be_visible()
    page.keyboard.press("j")
    expect(row(page, "One")).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(row(page, "Two")).to_be_focused()
    page.keyboard.press("c")
    expect(page.get_by_role("checkbox", name="Complete Two")).to_have_attribute("aria-checked", "true")
    page.keyboard.press("e")
    page.keyboard.type("Twice")
    page.keyboard.press("Enter")
    expect(row(page, "Twice")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Twice")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Twice")).to_have_count(0)
    page.keyboard.press("/")
    expect(page.get_by_placeholder("Filter by text")).to_be_focused()
    page.wait_for_timeout(300)  # closing the panel gives the focus back a moment later
    page.keyboard.press("/")
    expect(page.get_by_placeholder("Filter by text")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("thr")
    expect(row(page, "Three")).to_be_visible()
    expect(row(page, "One")).to_have_count(0)


def test_filters_are_chips_and_the_address(visit: Visit) -> None:
    ada = visit("Ada")
    ada("POST", "/tasks", {"title": "Print it", "priority": "urgent", "labels": ["print"]})
    ada("POST", "/tasks", {"title": "Read it", "priority": "low"})
    page = ada.at("/tasks")
    expect(row(page, "Read it")).to_be_visible()
    page.get_by_role("button", name="Add filter").click()
    page.get_by_role("option", name="Priority").click()
    page.get_by_role("option", name="Urgent").click()
    expect(row(page, "Read it")).to_have_count(0)
    expect(page).to_have_url(is_path("/tasks"))
    assert page.url.endswith("?priority=urgent")
    page.keyboard.press("Escape")
    page.reload()
    expect(row(page, "Print it")).to_be_visible()
    expect(page.get_by_role("button", name="Change filter Priority")).to_contain_text("Urgent")
    expect(page.get_by_text("1 task", exact=True)).to_be_visible()
    page.get_by_label("Filter by text").fill("nothing like this")
    expect(page.get_by_text("Nothing matches these filters")).to_be_visible()
    page.get_by_role("button", name="Clear filters").last.click()
    expect(row(page, "Read it")).to_be_visible()
    assert page.url.endswith("/tasks")


def test_going_back_and_to_the_same_page_again(visit: Visit) -> None:
    ada = visit("Ada")
    ada("POST", "/tasks", {"title": "Call the printer"})
    page = ada.at("/tasks?priority=none")
    row(page, "Call the printer").locator(".tt").click()
    panel = page.get_by_role("dialog", name="Call the printer")
    expect(panel).to_be_visible()
    page.go_back()
    expect(panel).to_have_count(0)
    expect(page.get_by_role("button", name="Change filter Priority")).to_be_visible()
    page.go_forward()
    expect(panel).to_be_visible()
    page.get_by_role("link", name="Board", exact=True).first.click()
    expect(page.get_by_role("heading", name="Board")).to_be_visible()
    expect(page.get_by_role("button", name="Change filter Priority")).to_be_visible()
    expect(panel).to_be_visible()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Tasks", exact=True).click()
    expect(panel).to_have_count(0)
    expect(page.get_by_role("button", name="Change filter Priority")).to_have_count(0)


def test_headings_by_due_date_in_the_persons_own_zone(visit: Visit) -> None:
    ada = visit("Ada")
    ada("PATCH", "/users/me", {"time_zone": "Pacific/Kiritimati"})
    late = ada("POST", "/tasks", {"title": "Late", "due_at": "2026-01-05T09:00:00Z"})
    ada("POST", "/tasks", {"title": "Far away", "due_on": "2099-01-01"})
    ada("POST", "/tasks", {"title": "Some day"})
    page = ada.at("/tasks")
    expect(section(page, "Overdue")).to_contain_text("Late")
    expect(section(page, "Upcoming")).to_contain_text("Far away")
    expect(section(page, "No date")).to_contain_text("Some day")
    expect(row(page, "Late").locator("time")).to_have_attribute("title", "Due Mon, 5 Jan 2026, 23:00")
    ada("POST", f"/tasks/{late['id']}/complete")
    expect(section(page, "Completed")).to_contain_text("Late", timeout=SOON)


def test_a_long_list_is_a_window_that_follows_the_scrolling(visit: Visit) -> None:
    ada = visit("Ada")
    for number in range(180):
        ada("POST", "/tasks", {"title": f"Task {number:03}", "due_on": "2099-01-01"})
    page = ada.at("/tasks?group=off&sort=title")
    expect(row(page, "Task 000")).to_be_visible()
    for _ in range(30):
        page.mouse.move(600, 500)
        page.mouse.wheel(0, 900)
        page.wait_for_timeout(60)
    expect(row(page, "Task 179")).to_be_visible()
    assert page.locator(".tk[data-id]").count() < 90
    expect(page.get_by_text("180 tasks")).to_be_visible()


def test_what_one_does_shows_beside_the_other_without_losing_what_is_typed(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    task = shared_with(ada, "Call the printer", ben, "edit")
    page, theirs = ada.at("/tasks"), ben.at("/tasks")
    row(page, "Call the printer").hover()
    row(page, "Call the printer").get_by_label("Rename").click()
    page.keyboard.type("Call both printers")
    theirs.get_by_role("checkbox", name="Complete Call the printer").click()
    expect(row(page, "").locator(".ck")).to_have_attribute("aria-checked", "true", timeout=SOON)
    expect(page.get_by_label("Title")).to_have_value("Call both printers")
    expect(page.get_by_label("Title")).to_be_focused()
    page.keyboard.press("Enter")
    expect(row(theirs, "Call both printers")).to_be_visible(timeout=SOON)
    share = ada("GET", f"/tasks/{task['id']}/shares")["items"][0]
    ada("DELETE", f"/tasks/{task['id']}/shares/{share['id']}")
    expect(row(theirs, "Call both printers")).to_have_count(0, timeout=SOON)


def test_a_viewer_may_look_and_is_told_why(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    shared_with(ada, "Call the printer", ben, "view")
    theirs = ben.at("/tasks")
    expect(theirs.get_by_role("checkbox", name="Complete Call the printer")).to_be_disabled()
    row(theirs, "Call the printer").locator(".tt").click()
    panel = theirs.get_by_role("dialog")
    expect(panel).to_contain_text("You can look at this task but not change it: shared by Ada, to view.")
    expect(panel.get_by_label("Title")).not_to_be_editable()
    expect(panel.get_by_role("button", name="Complete")).to_have_count(0)
    expect(panel.get_by_role("button", name="Status")).to_be_disabled()


def test_deleted_tasks_come_back_from_the_trash(visit: Visit) -> None:
    ada = visit("Ada")
    ada("POST", "/tasks", {"title": "Call the printer"})
    page = ada.at("/tasks")
    row(page, "Call the printer").hover()
    row(page, "Call the printer").get_by_label("Delete").click()
    expect(page.get_by_text("No tasks yet")).to_be_visible()
    page.get_by_role("link", name="Trash").click()
    expect(page.get_by_role("listitem").filter(has_text="Call the printer")).to_contain_text("Ada, just now")
    page.get_by_role("button", name="Restore Call the printer").click()
    expect(page.get_by_text("The trash is empty")).to_be_visible()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Tasks", exact=True).click()
    expect(row(page, "Call the printer")).to_be_visible()


def test_what_people_type_is_text(visit: Visit) -> None:
    ada = visit("Ada")
    hostile = "</script><img src=x onerror=alert(1)>{{ 7*7 }}`${1}`"
    ada("POST", "/tasks", {"title": hostile, "labels": ["<b>bold</b>"], "description": hostile})
    page = ada.at("/tasks")
    alerts: list[str] = []

    def heard(dialog: Dialog) -> None:
        alerts.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", heard)
    expect(row(page, hostile)).to_be_visible()
    expect(row(page, "<b>bold</b>")).to_be_visible()
    row(page, hostile).locator(".tt").click()
    expect(page.get_by_role("dialog").get_by_label("Title")).to_have_value(hostile)
    page.goto("/tasks?layout=board")
    expect(page.locator(".card").filter(has_text=hostile)).to_be_visible()
    assert not alerts
    assert page.locator("main img").count() == 0


@pytest.mark.parametrize("path", ["/tasks", "/tasks?layout=board", "/trash"])
@pytest.mark.parametrize("width", [360, 768])
def test_the_pages_fit_on_small_screens(visit: Visit, width: int, path: str) -> None:
    ada = visit("Ada", **PHONE | {"viewport": {"width": width, "height": 740}})
    labels = ["a label with a rather long name", "another", "third", "fourth"]
    task = ada("POST", "/tasks", {"title": "Everything that has to be done before " * 8, "labels": labels})
    page = ada.at(path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    if path == "/tasks":
        page.goto(f"/tasks?task={task['id']}")
        box = page.get_by_role("dialog").bounding_box()
        assert box is not None
        assert round(box["width"]) == (360 if width == 360 else 500)


def test_a_phone_opens_a_task_as_a_sheet_and_goes_back(visit: Visit) -> None:
    ada = visit("Ada", **PHONE)
    ada("POST", "/tasks", {"title": "Call the printer"})
    page = ada.at("/tasks")
    row(page, "Call the printer").locator(".tt").tap()
    panel = page.get_by_role("dialog", name="Call the printer")
    expect(panel).to_be_visible()
    pick(page, "Priority", "High")
    expect(panel.get_by_role("button", name="Priority")).to_contain_text("High")
    page.go_back()
    expect(panel).to_have_count(0)
    expect(row(page, "Call the printer")).to_be_visible()
