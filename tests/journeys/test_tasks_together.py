"""Selected tasks moved together: dragged and by keys, in the list, on the board, in the calendar, with one Undo."""

from playwright.sync_api import Locator, Page, expect

from tests.journeys.visitors import Visit, Visitor

SOON = 2500  # ms


def thing(page: Page, title: str) -> Locator:
    """A task as a row, a card or an entry of a day."""
    return page.locator("[data-id]:not(.flying)").filter(has_text=title)


def some(person: Visitor, *titles: str, **fields: str) -> None:
    for title in titles:
        person("POST", "/tasks", {"title": title, **fields})


def select(page: Page, *titles: str) -> None:
    for title in titles:
        thing(page, title).locator(".tt").first.click(modifiers=["Control"])
    expect(page.get_by_role("region", name="Selected tasks")).to_contain_text(f"{len(titles)} selected")


def drag(page: Page, title: str, onto: Locator, *, right: int = 0, part: float = 0.9) -> None:
    """Press on the task, move over the other thing, so far down its height; the caller lets go."""
    start, end = thing(page, title).bounding_box(), onto.bounding_box()
    assert start is not None
    assert end is not None
    x, y = start["x"] + min(200, start["width"] / 2), start["y"] + start["height"] - 5
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 9, y + 9)
    page.mouse.move((x if right else end["x"] + min(200, end["width"] / 2)) + right, end["y"] + end["height"] * part,
                    steps=8)  # fmt: skip


def titles(where: Locator | Page) -> list[str]:
    return where.locator("[data-id]:not(.flying) .tt").all_inner_texts()


def test_a_selection_dragged_in_the_list_goes_together_and_comes_back_at_once(visit: Visit) -> None:
    ada = visit("Ada")
    some(ada, "One", "Two", "Three", "Four", "Five")
    page = ada.at("/tasks?group=off&sort=position")
    expect(thing(page, "Five")).to_be_visible()
    select(page, "One", "Three")
    drag(page, "One", thing(page, "Four"))
    expect(page.locator(".flying-n")).to_have_text("2")
    page.mouse.up()
    expect(page.get_by_text("Moved 2 tasks.")).to_be_visible(timeout=SOON)
    assert titles(page) == ["Two", "Four", "One", "Three", "Five"]
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".tk[data-id] .tt")).to_have_text(["One", "Two", "Three", "Four", "Five"], timeout=SOON)


def test_a_selection_dragged_to_the_right_goes_under_the_task_above(visit: Visit) -> None:
    ada = visit("Ada")
    some(ada, "One", "Two", "Three", "Four")
    page = ada.at("/tasks?group=off&sort=position")
    expect(thing(page, "Four")).to_be_visible()
    select(page, "Two", "Four")
    drag(page, "Two", thing(page, "One"), right=40)
    page.mouse.up()
    for title in ("Two", "Four"):
        expect(thing(page, title)).to_have_attribute("aria-level", "2", timeout=SOON)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator('.tk[aria-level="2"]')).to_have_count(0, timeout=SOON)


def test_selected_cards_go_to_another_column_by_mouse_and_by_keys(visit: Visit) -> None:
    ada = visit("Ada")
    some(ada, "One", "Two", "Three")
    page = ada.at("/tasks?layout=board")
    expect(thing(page, "Three")).to_be_visible()
    doing, waiting = (page.get_by_role("region", name=name, exact=True) for name in ("In progress", "Pending"))
    select(page, "One", "Three")
    drag(page, "Three", doing)
    page.mouse.up()
    expect(doing.locator(".card .tt")).to_have_text(["One", "Three"], timeout=SOON)
    expect(page.get_by_text("Moved 2 tasks to In progress.")).to_be_visible(timeout=SOON)
    page.get_by_role("button", name="Undo").click()
    expect(waiting.locator(".card .tt")).to_have_text(["One", "Two", "Three"], timeout=SOON)
    thing(page, "One").focus()
    for key in ("Space", "ArrowRight", "Space"):
        page.keyboard.press(key)
    expect(doing.locator(".card .tt")).to_have_text(["One", "Three"], timeout=SOON)


def test_selected_tasks_go_to_another_day(visit: Visit) -> None:
    ada = visit("Ada")
    some(ada, "One", "Two", due_on="2026-07-14")
    some(ada, "Three", due_on="2026-07-15")
    page = ada.at("/tasks?layout=calendar&on=2026-07-01")
    expect(thing(page, "Three")).to_be_visible()
    select(page, "One", "Three")
    drag(page, "One", page.locator('[data-day="2026-07-22"]'), part=0.5)
    page.mouse.up()
    expect(page.locator('[data-day="2026-07-22"] .ev .tt')).to_have_text(["One", "Three"], timeout=SOON)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator('[data-day="2026-07-15"] .ev .tt')).to_have_text(["Three"], timeout=SOON)
    thing(page, "Three").focus()
    page.keyboard.press("Alt+ArrowRight")
    expect(page.locator('[data-day="2026-07-16"] .ev .tt')).to_have_text(["Three"], timeout=SOON)
    expect(page.locator('[data-day="2026-07-15"] .ev .tt')).to_have_text(["One"], timeout=SOON)


def test_tab_indents_what_is_written_or_walked_to_and_else_goes_on_through_the_page(visit: Visit) -> None:
    ada = visit("Ada")
    some(ada, "One", "Two", "Three")
    page = ada.at("/tasks?group=off&sort=position")
    expect(thing(page, "Three")).to_be_visible()
    for key in ("j", "j", "Tab"):
        page.keyboard.press(key)
    expect(thing(page, "Two")).to_have_attribute("aria-level", "2", timeout=SOON)
    expect(thing(page, "Two")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(thing(page, "Two")).to_have_attribute("aria-level", "1", timeout=SOON)
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.keyboard.type("Threefold")
    page.keyboard.press("Tab")
    row = page.locator(".tk[data-id]").nth(2)
    expect(row).to_have_attribute("aria-level", "2", timeout=SOON)
    expect(page.get_by_text("Moved “Three”.")).to_be_visible(timeout=SOON)
    page.keyboard.type(" harder")
    page.keyboard.press("Enter")
    expect(row).to_contain_text("Threefold harder", timeout=SOON)
    thing(page, "Two").focus()
    page.keyboard.press("Tab")
    expect(thing(page, "Two")).not_to_be_focused()
    expect(thing(page, "Two")).to_have_attribute("aria-level", "1")


def test_open_subtasks_are_completed_with_the_selected_tasks_when_wanted(visit: Visit) -> None:
    ada = visit("Ada")
    for title in ("Trip", "Move"):
        parent = ada("POST", "/tasks", {"title": title})["id"]
        ada("POST", "/tasks", {"title": f"Pack for {title}", "parent_id": parent})
    page = ada.at("/tasks?group=off&sort=position&filter=not+text+~+pack")
    expect(thing(page, "Move")).to_be_visible()
    select(page, "Trip", "Move")
    page.keyboard.press("c")
    bar = page.get_by_role("region", name="Selected tasks")
    expect(bar).to_contain_text("2 tasks change. 2 have subtasks that are not done.")
    bar.get_by_label("Complete their open subtasks, too").check()
    expect(bar).to_contain_text("2 tasks and 2 subtasks change.")
    bar.get_by_role("button", name="Complete 4").click()
    expect(page.get_by_text("Completed 2 tasks and 2 subtasks.")).to_be_visible(timeout=SOON)
    assert {task["status"] for task in ada("GET", "/tasks")["items"]} == {"completed"}
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".tk[data-id] > .ck[aria-checked=true]")).to_have_count(0, timeout=SOON)
    assert {task["status"] for task in ada("GET", "/tasks")["items"]} == {"pending"}


def test_putting_among_the_completed_asks_when_something_is_in_the_way(visit: Visit) -> None:
    ada = visit("Ada")
    parent = ada("POST", "/tasks", {"title": "Trip"})["id"]
    ada("POST", "/tasks", {"title": "Pack", "parent_id": parent})
    some(ada, "Alone")
    page = ada.at("/tasks?layout=board&filter=not+text+~+pack")
    done, waiting = (page.get_by_role("region", name=name, exact=True) for name in ("Completed", "Pending"))
    thing(page, "Trip").focus()
    for key in ("Space", "ArrowRight", "ArrowRight", "Space"):
        page.keyboard.press(key)
    question = page.get_by_role("alertdialog")
    expect(question).to_contain_text("1 of its subtasks is not done yet.")
    question.get_by_role("button", name="Cancel").click()
    expect(waiting.locator(".card .tt")).to_have_text(["Trip", "Alone"], timeout=SOON)
    select(page, "Trip", "Alone")
    drag(page, "Trip", done)
    page.mouse.up()
    expect(question).to_contain_text("1 has subtasks that are not done.")
    question.get_by_role("button", name="Complete all").click()
    expect(done.locator(".card .tt")).to_have_text(["Trip", "Alone"], timeout=SOON)
    expect(page.get_by_text("Moved 2 tasks and 1 subtask to Completed.")).to_be_visible(timeout=SOON)
    assert {task["status"] for task in ada("GET", "/tasks")["items"]} == {"completed"}
    page.get_by_role("button", name="Undo").click()
    expect(waiting.locator(".card .tt")).to_have_text(["Trip", "Alone"], timeout=SOON)
