"""What hangs around a task in the panel: subtasks, relations, repeating, checklists, its past; live for two people."""

from playwright.sync_api import Locator, Page, expect

from tests.journeys.visitors import PHONE, SOON, Visit, Visitor


def opened(visitor: Visitor, task_id: str) -> Page:
    page = visitor.at(f"/tasks?task={task_id}")
    expect(panel(page)).to_have_attribute("aria-busy", "false", timeout=SOON)
    expect(panel(page).get_by_role("heading", name="Subtasks")).to_be_visible(timeout=SOON)
    return page


def panel(page: Page) -> Locator:
    return page.locator("aside.tp")


def lines(page: Page) -> Locator:
    return panel(page).locator(".su-i")


def test_subtasks_are_added_indented_and_ticked_and_the_other_sees_it(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    team = ada("POST", "/teams", {"name": "Trips"})["id"]
    ada("POST", f"/teams/{team}/members", {"email": ben.email, "role": "member"})
    task = ada(
        "POST", "/tasks", {"title": "Lisbon", "team_id": team, "description": "- [ ] passport\n- [ ] **tickets**"}
    )
    page, theirs = opened(ada, task["id"]), opened(ben, task["id"])
    adding = panel(page).get_by_label("Add a subtask")
    for number, title in enumerate(("Book a hotel", "Pack", "Socks"), 1):
        adding.fill(title)
        adding.press("Enter")
        expect(lines(page)).to_have_count(number, timeout=SOON)
    expect(lines(theirs)).to_have_count(3, timeout=SOON)
    lines(page).nth(0).focus()
    page.keyboard.press("Tab")
    expect(adding).to_be_focused()
    lines(page).nth(1).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(lines(page).nth(2)).to_have_attribute("aria-level", "2", timeout=SOON)
    expect(lines(theirs).nth(2)).to_have_attribute("aria-level", "2", timeout=SOON)
    expect(lines(page).nth(2)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(lines(page).nth(2)).to_have_attribute("aria-level", "1", timeout=SOON)
    lines(page).nth(0).get_by_role("checkbox").click()
    expect(panel(theirs).get_by_text("1 of 3")).to_be_visible(timeout=SOON)
    expect(theirs.locator(f'[data-id="{task["id"]}"] .pg').first).to_contain_text("1/3", timeout=SOON)
    panel(page).get_by_role("checkbox", name="tickets").click()
    expect(panel(theirs).get_by_role("checkbox", name="tickets")).to_be_checked(timeout=SOON)
    assert ada("GET", f"/tasks/{task['id']}")["description"] == "- [ ] passport\n- [x] **tickets**"
    panel(page).get_by_role("button", name="Complete", exact=True).click()
    dialog = page.get_by_role("alertdialog")
    expect(dialog).to_contain_text("2 of its subtasks are not done yet")
    dialog.get_by_role("button", name="Complete all").click()
    expect(panel(theirs).get_by_text("3 of 3")).to_be_visible(timeout=SOON)


def test_what_is_blocked_repeats_and_was_changed_is_told_and_taken_back(visit: Visit) -> None:
    ada = visit("Ada")
    first = ada("POST", "/tasks", {"title": "Renew the passport"})
    said = f"After {first['key']}"
    task = ada("POST", "/tasks", {"title": "Water the plants", "due_on": "2030-03-04", "description": said})
    page = opened(ada, task["id"])
    panel(page).get_by_role("button", name="Add a relation").click()
    page.get_by_label("Find a task by key or title").fill("renew")
    page.get_by_role("option", name="Renew the passport").click()
    expect(panel(page).get_by_text("Blocked by Renew the passport.")).to_be_visible(timeout=SOON)
    panel(page).get_by_role("button", name="Repeat").click()
    page.get_by_role("button", name="Every week on Monday").click()
    expect(panel(page).get_by_role("button", name="Repeat")).to_have_text("every week on Mon", timeout=SOON)
    panel(page).get_by_role("button", name="Skip once").click()
    expect(panel(page).get_by_text("11 Mar 2030").first).to_be_visible(timeout=SOON)
    panel(page).get_by_role("button", name="Complete", exact=True).click()
    expect(page.get_by_role("alertdialog")).to_contain_text("blocked by")
    page.get_by_role("button", name="Complete anyway").click()
    expect(page.get_by_text("Completed “Water the plants”.")).to_be_visible(timeout=SOON)
    following = [t for t in ada("GET", "/tasks?filter=open")["items"] if t["title"] == "Water the plants"]
    assert [t["due_on"] for t in following] == ["2030-03-18"]
    panel(page).get_by_role("link", name=first["key"]).click()
    expect(panel(page).get_by_label("Title")).to_have_value("Renew the passport", timeout=SOON)


def test_on_a_phone_everything_around_a_task_fits(visit: Visit) -> None:
    ada = visit("Ada", **PHONE)
    task = ada("POST", "/tasks", {"title": "Lisbon", "recurrence": {"rule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE"}})
    ada(
        "POST",
        "/tasks",
        {"title": "One with a title that needs more than one line", "parent_id": task["id"]},
    )
    page = opened(ada, task["id"])
    expect(lines(page)).to_have_count(1, timeout=SOON)
    panel(page).get_by_role("button", name="Repeat").click()
    expect(page.get_by_role("dialog", name="Repeat").get_by_role("status")).to_contain_text("Then", timeout=SOON)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(
        "(() => { const b = document.querySelector('.tp-b'); return b.scrollWidth <= b.clientWidth; })()"
    )
