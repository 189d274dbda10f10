"""Many tasks selected and changed at once in a browser: by keys, mouse and finger, and beside somebody else."""

import re

from playwright.sync_api import CDPSession, Locator, Page, expect

from tests.journeys.visitors import PHONE, SOON, Visit, Visitor


def row(page: Page, title: str) -> Locator:
    return page.locator(".tk[data-id]").filter(has_text=title)


def bar(page: Page) -> Locator:
    return page.get_by_role("region", name="Selected tasks")


def selected(page: Page) -> list[str]:
    return page.locator(".chosen .tt").all_inner_texts()


def some(person: Visitor, *titles: str) -> dict[str, str]:
    """Tasks of these titles, and their ids."""
    return {title: person("POST", "/tasks", {"title": title})["id"] for title in titles}


def test_many_are_changed_at_once_for_both_and_taken_back_as_far_as_they_can_be(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    made = some(ada, "One", "Two", "Three", "Four")
    for title, task_id in made.items():
        share = {"email": ben.email, "permission": "view" if title == "Four" else "edit"}
        ada("POST", f"/tasks/{task_id}/shares", share)
    page, theirs = ben.at("/tasks?group=off&sort=position"), ada.at("/tasks?group=off&sort=position")
    expect(row(page, "Four")).to_be_visible()
    expect(row(theirs, "Four")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(bar(page)).to_contain_text("1 selected")
    row(page, "Four").locator(".tt").click(modifiers=["Shift"])
    expect(bar(page)).to_contain_text("4 selected")
    page.keyboard.press("p")
    page.get_by_role("option", name="High").click()
    said = "Priority: High. 3 tasks change. 1 is left out: you can see this task but not change it."
    expect(bar(page)).to_contain_text(said)
    assert ada("GET", f"/tasks/{made['One']}")["priority"] == "none"
    page.get_by_role("button", name="Show what is left out").click()
    expect(bar(page).get_by_role("listitem")).to_contain_text(["Four"])
    page.get_by_role("button", name="Change 3").click()
    high = re.compile(r"\bhigh\b")
    for title in ("One", "Two", "Three"):
        expect(row(theirs, title).locator(".ck")).to_have_class(high, timeout=SOON)
    expect(row(theirs, "Four").locator(".ck")).not_to_have_class(high)
    ada("PATCH", f"/tasks/{made['Two']}", {"priority": "low"})
    expect(row(page, "Two").locator(".ck")).to_have_class(re.compile(r"\blow\b"), timeout=SOON)
    assert selected(page) == ["One", "Two", "Three", "Four"]
    page.get_by_role("button", name="Undo").click()
    question = page.get_by_role("alertdialog")
    expect(question).to_contain_text("“Two” was changed since: its priority cannot be taken back.")
    question.get_by_role("button", name="Undo the rest").click()
    expect(row(theirs, "One").locator(".ck")).not_to_have_class(high, timeout=SOON)
    expect(page.get_by_text("Took back the rest: 2 tasks.")).to_be_visible()
    assert ada("GET", f"/tasks/{made['Two']}")["priority"] == "low"


def test_a_selection_by_keys_follows_what_is_there(visit: Visit) -> None:
    ada = visit("Ada")
    made = some(ada, "One", "Two", "Three", "Four", "Five")
    page = ada.at("/tasks?group=off&sort=position")
    expect(row(page, "Five")).to_be_visible()
    for key in ("j", "j", "Shift+J", "Shift+J", "Shift+J", "Shift+K"):
        page.keyboard.press(key)
    assert selected(page) == ["Two", "Three", "Four"]
    ada("DELETE", f"/tasks/{made['Three']}")
    expect(bar(page)).to_contain_text("2 selected", timeout=SOON)
    page.keyboard.press("l")
    page.keyboard.type("print")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    expect(bar(page)).to_contain_text("Add label print. 2 tasks change.")
    page.keyboard.press("Escape")
    expect(page.get_by_role("toolbar", name="Change the selected tasks")).to_be_visible()
    ids = page.evaluate("window.atriumSelection.ids()")
    assert sorted(ids) == sorted([made["Two"], made["Four"]])
    assert page.evaluate("window.atriumSelection.act('complete')")
    page.keyboard.press("Enter")
    expect(row(page, "Two").locator(".ck")).to_have_attribute("aria-checked", "true")
    expect(page.get_by_text("Completed 2 tasks.")).to_be_visible()
    assert ada("GET", f"/tasks/{made['Four']}")["status"] == "completed"
    page.keyboard.press("Control+a")
    expect(bar(page)).to_contain_text("4 selected")
    page.keyboard.press("Escape")
    expect(bar(page)).to_have_count(0)
    page.keyboard.press("Delete")  # nothing is selected: the one where the person is
    expect(page.locator(".tk[data-id]")).to_have_count(3)


def test_tasks_are_selected_by_mouse_in_every_layout(visit: Visit) -> None:
    ada = visit("Ada")
    some(ada, "One !high", "Two", "Three")
    one = {"board": ".card[data-id]", "table": ".tt-r[data-row] [data-col='0']", "calendar": ".cal-d .ev[data-id]"}
    for layout, each in one.items():
        page = ada.at(f"/tasks?layout={layout}&sort=position")
        expect(page.locator(each)).to_have_count(3)
        page.locator(each).first.locator(".tt").click(modifiers=["Control"])
        expect(bar(page)).to_contain_text("1 selected")
        page.locator(each).last.locator(".tt").click(modifiers=["Shift"])
        expect(bar(page)).to_contain_text("3 selected")
        page.locator(each).nth(1).locator(".tt").click(modifiers=["Control"])
        expect(bar(page)).to_contain_text("2 selected")
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.get_by_role("button", name="Clear the selection").click()
        expect(bar(page)).to_have_count(0)
    page.goto("/tasks?layout=table")
    page.get_by_role("checkbox", name="Select all tasks").click()
    expect(bar(page)).to_contain_text("3 selected")


def press_long(session: CDPSession, page: Page, what: Locator) -> None:
    box = what.bounding_box()
    assert box is not None
    point = {"x": box["x"] + 20, "y": box["y"] + box["height"] / 2}
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    expect(page.locator(".flying")).to_be_visible()  # it is held
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_on_a_phone_a_long_press_selects_and_taps_go_on(visit: Visit) -> None:
    ada = visit("Ada", **PHONE)
    made = some(ada, "One", "Two", "Three")
    page = ada.at("/tasks?group=off&sort=position")
    expect(row(page, "Three")).to_be_visible()
    press_long(ada.context.new_cdp_session(page), page, row(page, "One").locator(".tt"))
    expect(bar(page)).to_contain_text("1 selected")
    row(page, "Three").locator(".tt").tap()
    expect(bar(page)).to_contain_text("2 selected")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["viewport"]["width"]
    page.get_by_role("button", name="Complete", exact=True).tap()
    page.get_by_role("button", name="Complete 2").tap()
    expect(page.get_by_text("Completed 2 tasks.")).to_be_visible()
    assert [ada("GET", f"/tasks/{made[title]}")["status"] for title in made] == ["completed", "pending", "completed"]
    page.get_by_role("button", name="Clear the selection").tap()
    row(page, "Two").locator(".tt").tap()
    expect(page.get_by_role("dialog", name="Two")).to_be_visible()
