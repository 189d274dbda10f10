"""Two people, one truth: what one does shows on the other's open page when they may see it, and never when not."""

import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.journeys.visitors import SOON, Visit, Visitor


def team_of(owner: Visitor, *members: Visitor) -> str:
    team = owner("POST", "/teams", {"name": "Launch"})
    for member in members:
        owner("POST", f"/teams/{team['id']}/members", {"email": member.email, "role": "member"})
    return str(team["id"])


def task_of(somebody: Visitor, title: str, **more: Any) -> dict[str, Any]:
    task: dict[str, Any] = somebody("POST", "/tasks", {"title": title} | more)
    return task


def column(page: Page, title: str) -> Locator:
    return page.get_by_role("region", name=title, exact=True)


def number(dashboard: Page, status: str) -> Locator:
    """The number on a card of the dashboard."""
    return dashboard.locator(f'a.stat[href="/tasks?status={status}"] .v')


def until(holds: Callable[[], bool]) -> None:
    """Wait for what the browser does not show."""
    end = time.monotonic() + SOON / 1000
    while not holds():
        assert time.monotonic() < end, "it did not come to hold"
        time.sleep(0.05)


def drag(page: Page, what: Locator, to: Locator) -> None:
    start, end = what.bounding_box(), to.bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + 12)
    page.mouse.down()
    page.mouse.move(start["x"] + start["width"] / 2 + 20, start["y"] + 20, steps=3)
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + 120, steps=8)
    page.mouse.up()


def test_a_card_dragged_on_one_board_moves_on_the_other(visit: Visit) -> None:
    ada, ben, cleo = visit("Ada"), visit("Ben"), visit("Cleo")
    team = team_of(ada, ben)
    task_of(ada, "Call the printer", team_id=team)
    hers, his, strangers = ada.at("/tasks?layout=board"), ben.at("/tasks?layout=board"), cleo.at("/board")
    expect(column(his, "Pending").get_by_text("Call the printer")).to_be_visible()
    dragged = column(hers, "Pending").get_by_role("group", name="Call the printer", exact=True)
    drag(hers, dragged, column(hers, "In progress"))
    expect(column(hers, "In progress").get_by_text("Call the printer")).to_be_visible(timeout=500)
    expect(column(his, "In progress").get_by_text("Call the printer")).to_be_visible(timeout=SOON)
    expect(column(his, "Pending").get_by_text("Call the printer")).to_have_count(0)
    expect(strangers.get_by_text("Call the printer")).to_have_count(0)


def test_what_is_done_over_rest_and_in_the_chat_shows_on_the_others_list_and_dashboard(visit: Visit) -> None:
    ada, ben, cleo = visit("Ada"), visit("Ben"), visit("Cleo")
    team = team_of(ada, ben)
    list_of_ben, board_of_cleo = ben.at("/tasks"), cleo.at("/")
    task = task_of(ada, "Print the flyers", team_id=team)
    expect(list_of_ben.get_by_text("Print the flyers")).to_be_visible(timeout=SOON)
    dashboard = ben.context.new_page()
    dashboard.goto("/")
    expect(dashboard.get_by_text("Print the flyers").first).to_be_visible()
    expect(number(dashboard, "completed")).to_have_text("0")
    conversation = ada("POST", "/conversations", {})
    ada("POST", f"/conversations/{conversation['id']}/messages", {"content": "complete the flyers task"})
    expect(number(dashboard, "completed")).to_have_text("1", timeout=SOON)
    expect(dashboard.get_by_text("completed ‘Print the flyers’").first).to_be_visible(timeout=SOON)
    assert ben("GET", f"/tasks/{task['id']}")["status"] == "completed"
    expect(board_of_cleo.get_by_text("Print the flyers")).to_have_count(0)


def test_somebody_removed_from_a_team_sees_its_tasks_vanish_from_open_pages(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    team = team_of(ada, ben)
    task = task_of(ada, "Secret plan", team_id=team)
    task_of(ben, "Ben’s own")
    board = ben.at("/tasks?layout=board")
    panel = ben.context.new_page()
    panel.goto(f"/tasks?task={task['id']}")
    expect(panel.get_by_role("dialog", name="Secret plan")).to_be_visible()
    members = ada("GET", f"/teams/{team}/members")["items"]
    his_id = next(m["user_id"] for m in members if m["name"] == "Ben")
    ada("DELETE", f"/teams/{team}/members/{his_id}")
    expect(board.get_by_text("Secret plan")).to_have_count(0, timeout=SOON)
    expect(panel.get_by_role("listitem").filter(has_text="Secret plan")).to_have_count(0, timeout=SOON)
    expect(panel.get_by_label("Title")).to_have_count(0, timeout=SOON)
    expect(board.get_by_text("Ben’s own")).to_be_visible()


def test_a_share_appears_and_goes_with_its_right(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    task = task_of(ada, "Only to look at")
    page = ben.at("/tasks")
    share = ada("POST", f"/tasks/{task['id']}/shares", {"email": ben.email, "permission": "view"})
    shown = page.get_by_role("listitem").filter(has_text="Only to look at")
    square = shown.get_by_role("checkbox", name="Complete")
    expect(shown).to_be_visible(timeout=SOON)
    expect(square).to_be_disabled()
    ada("PATCH", f"/tasks/{task['id']}/shares/{share['id']}", {"permission": "edit"})
    expect(square).to_be_enabled(timeout=SOON)
    square.click()
    expect(square).to_be_checked(timeout=500)
    ada("DELETE", f"/tasks/{task['id']}/shares/{share['id']}")
    expect(shown).to_have_count(0, timeout=SOON)


def test_two_people_edit_one_task_other_fields_merge_and_the_same_field_shows_both_versions(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    task = task_of(ada, "Draft", team_id=team_of(ada, ben))
    page = ada.at(f"/tasks?task={task['id']}")
    panel = page.get_by_role("dialog")
    title = panel.get_by_label("Title", exact=True)
    expect(title).to_have_value("Draft")
    title.fill("Ada’s title")
    ben("PATCH", f"/tasks/{task['id']}", {"title": "Ben’s title", "priority": "high"})
    expect(panel.get_by_role("button", name="Priority")).to_contain_text("High", timeout=SOON)
    expect(title).to_have_value("Ada’s title")
    title.blur()
    clash = panel.get_by_role("alert").filter(has_text="Ben’s title")
    expect(clash).to_be_visible(timeout=SOON)
    expect(clash).to_contain_text("Ada’s title")
    assert ben("GET", f"/tasks/{task['id']}")["title"] == "Ben’s title"
    clash.get_by_role("button", name="Keep mine").click()
    expect(clash).to_have_count(0, timeout=SOON)
    expect(panel.get_by_text("Saving…")).to_have_count(0, timeout=SOON)
    until(lambda: [ben("GET", f"/tasks/{task['id']}")[f] for f in ("title", "priority")] == ["Ada’s title", "high"])
