"""The board: dragged by mouse, finger and keys, shown at once, the same for everybody."""

from playwright.sync_api import Locator, Page, expect

from tests.journeys.visitors import PHONE, SOON, Visit, Visitor


def column(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def card(page: Page, title: str) -> Locator:
    return page.locator(".card:not(.flying)").filter(has_text=title)


def titles(page: Page, name: str) -> list[str]:
    return column(page, name).locator(".card .tt").all_inner_texts()


def board(person: Visitor, *names: str) -> Page:
    for name in names:
        person("POST", "/tasks", {"title": name})
    page = person.at("/tasks?layout=board")
    for name in names:
        expect(card(page, name)).to_be_visible()
    return page


def carry(page: Page, title: str, onto: Locator, *, above: bool = False) -> None:
    """Press on the card, move over the other thing; the caller lets go."""
    start, end = card(page, title).bounding_box(), onto.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + start["width"] - 20, start["y"] + start["height"] - 8)
    page.mouse.down()
    page.mouse.move(start["x"] + start["width"] - 30, start["y"] + start["height"] + 4)
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + (4 if above else end["height"] - 4), steps=8)


def test_a_card_dragged_to_another_column_is_there_at_once_for_both(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    task = ada("POST", "/tasks", {"title": "Call the printer"})
    ada("POST", f"/tasks/{task['id']}/shares", {"email": ben.email, "permission": "edit"})
    page, theirs = board(ada, "Another"), board(ben)
    expect(column(theirs, "Pending")).to_contain_text("Call the printer")
    carry(page, "Call the printer", column(page, "In progress"))
    expect(page.locator(".slot")).to_be_visible()
    page.mouse.up()
    expect(column(page, "In progress")).to_contain_text("Call the printer", timeout=200)
    expect(column(theirs, "In progress")).to_contain_text("Call the printer", timeout=SOON)
    expect(column(page, "In progress").locator("header .num")).to_have_text("1")
    assert ada("GET", f"/tasks/{task['id']}")["status"] == "in_progress"
    page.get_by_role("button", name="Undo").click()
    expect(column(theirs, "Pending")).to_contain_text("Call the printer", timeout=SOON)
    expect(column(page, "Pending")).to_contain_text("Call the printer", timeout=SOON)


def test_cards_are_put_into_another_order(visit: Visit) -> None:
    page = board(visit("Ada"), "One", "Two", "Three")
    carry(page, "Three", card(page, "One"), above=True)
    page.mouse.up()
    page.wait_for_timeout(300)
    assert titles(page, "Pending") == ["Three", "One", "Two"]
    page.reload()
    expect(card(page, "Two")).to_be_visible()
    assert titles(page, "Pending") == ["Three", "One", "Two"]


def test_escape_puts_a_card_back(visit: Visit) -> None:
    page = board(visit("Ada"), "One", "Two")
    carry(page, "One", column(page, "Completed"))
    page.keyboard.press("Escape")
    page.mouse.up()
    assert titles(page, "Pending") == ["One", "Two"]
    assert titles(page, "Completed") == []


def test_the_board_by_keys_alone(visit: Visit) -> None:
    ada = visit("Ada")
    page = board(ada, "One", "Two")
    card(page, "Two").focus()
    page.keyboard.press("Space")
    expect(page.locator("[aria-live=assertive]")).to_have_text("Picked up. Pending, position 2 of 2.")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[aria-live=assertive]")).to_have_text("In progress, position 1 of 1.")
    page.keyboard.press("Space")
    expect(column(page, "In progress")).to_contain_text("Two")
    expect(card(page, "Two")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(card(page, "One")).to_be_focused()
    page.keyboard.press("c")
    expect(column(page, "Completed")).to_contain_text("One")
    expect(page.get_by_text("Completed “One”.")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="One")).to_be_visible()
    page.keyboard.press("Escape")
    assert [task["status"] for task in ada("GET", "/tasks?sort=title")["items"]] == ["completed", "in_progress"]


def test_a_card_is_added_in_its_column_and_the_field_stays(visit: Visit) -> None:
    ada = visit("Ada")
    page = board(ada)
    column(page, "In progress").get_by_role("button", name="Add task to In progress").click()
    for name in ("One", "Two"):
        page.keyboard.type(name)
        page.keyboard.press("Enter")
        expect(column(page, "In progress")).to_contain_text(name)
    expect(page.get_by_role("textbox", name="Add task to In progress")).to_be_focused()
    assert {task["status"] for task in ada("GET", "/tasks")["items"]} == {"in_progress"}


def test_what_others_do_waits_while_a_card_is_in_the_hand(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    page = board(ada, "One", "Two")
    task = ada("GET", "/tasks?q=Two")["items"][0]
    ada("POST", f"/tasks/{task['id']}/shares", {"email": ben.email, "permission": "edit"})
    carry(page, "One", column(page, "In progress"))
    ben("POST", f"/tasks/{task['id']}/complete")
    page.wait_for_timeout(500)
    expect(page.locator(".flying")).to_be_visible()
    page.mouse.up()
    expect(column(page, "Completed")).to_contain_text("Two", timeout=SOON)
    expect(column(page, "In progress")).to_contain_text("One")


def test_a_viewer_cannot_drag_and_opens_instead(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    task = ada("POST", "/tasks", {"title": "Call the printer"})
    ada("POST", f"/tasks/{task['id']}/shares", {"email": ben.email, "permission": "view"})
    theirs = board(ben)
    expect(card(theirs, "Call the printer")).to_be_visible()
    carry(theirs, "Call the printer", column(theirs, "Completed"))
    theirs.mouse.up()
    expect(column(theirs, "Pending")).to_contain_text("Call the printer")
    card(theirs, "Call the printer").locator(".tt").click()
    expect(theirs.get_by_role("dialog", name="Call the printer")).to_contain_text("not change it")


class Finger:
    """One finger on the screen of a phone."""

    def __init__(self, page: Page) -> None:
        self._session = page.context.new_cdp_session(page)

    def down(self, x: float, y: float) -> None:
        self._send("touchStart", {"x": x, "y": y})

    def to(self, x: float, y: float) -> None:
        self._send("touchMove", {"x": x, "y": y})

    def up(self) -> None:
        self._send("touchEnd")

    def _send(self, kind: str, *points: dict[str, float]) -> None:
        self._session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})


def test_a_finger_holds_and_drags_across_the_edge_of_a_phone(visit: Visit) -> None:
    ada = visit("Ada", **PHONE)
    page = board(ada, "One", "Two")
    box = card(page, "Two").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] - 30, box["y"] + box["height"] - 8
    finger = Finger(page)
    finger.down(x, y)
    page.wait_for_timeout(450)
    for step in range(1, 9):
        finger.to(x + (352 - x) * step / 8, y)
    expect(page.locator(".flying")).to_be_visible()
    expect(column(page, "In progress").locator(".slot").or_(column(page, "Completed").locator(".slot"))).to_be_visible()
    finger.up()
    expect(column(page, "Pending").locator(".card")).to_have_count(1)
    page.wait_for_timeout(300)
    assert {task["title"]: task["status"] for task in ada("GET", "/tasks")["items"]}["Two"] != "pending"


def test_a_finger_that_only_passes_takes_nothing_along(visit: Visit) -> None:
    page = board(visit("Ada", **PHONE), "One")
    box = card(page, "One").bounding_box()
    assert box is not None
    finger = Finger(page)
    finger.down(box["x"] + 200, box["y"] + 20)
    for step in range(1, 7):
        finger.to(box["x"] + 200 - step * 30, box["y"] + 20)
    page.wait_for_timeout(400)
    expect(page.locator(".flying")).to_have_count(0)
    finger.up()
    assert titles(page, "Pending") == ["One"]
    expect(page.get_by_role("dialog")).to_have_count(0)
