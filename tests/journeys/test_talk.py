"""Two people talk about a task: comments, a mention, files and reminders, live on the other's page."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.domain.files.sending import picture
from tests.journeys.test_pairs import task_of, team_of
from tests.journeys.visitors import PHONE, SOON, Visit


def composer(page: Page):
    return page.get_by_role("combobox", name="Comment", exact=True)


def bell(page: Page):
    return page.locator("a.bell")


def test_a_mention_reaches_the_other_everywhere_at_once(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    task = task_of(ada, "Call the printer", team_id=team_of(ada, ben))
    hers, his = ada.at(f"/tasks?task={task['id']}"), ben.at("/")
    expect(bell(his)).to_have_accessible_name(re.compile("unread"), timeout=SOON)  # of the team
    composer(hers).fill("Who has the key, ")
    composer(hers).press_sequentially("@b")
    expect(hers.get_by_role("option", name="Ben")).to_be_visible()
    composer(hers).press("Enter")
    composer(hers).press_sequentially("?")
    composer(hers).press("Control+Enter")
    expect(hers.locator(".cm .mention")).to_have_text("@Ben")
    expect(composer(hers)).to_have_value("")
    expect(bell(his)).to_have_accessible_name("Notifications, 2 unread", timeout=SOON)
    his.goto("/notifications")
    row = his.get_by_role("listitem").filter(has_text="mentioned you")
    expect(row).to_contain_text("because you are mentioned")
    row.get_by_role("link").click()
    expect(his.locator(".cm", has_text="Who has the key")).to_be_visible()
    expect(bell(his)).to_have_accessible_name("Notifications, 1 unread", timeout=SOON)
    his.get_by_role("button", name="React").click()
    his.get_by_role("button", name="Heart").click()
    expect(hers.get_by_role("button", name="Heart: Ben")).to_be_visible(timeout=SOON)


def test_a_comment_is_changed_deleted_and_brought_back(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    task = task_of(ada, "Call the printer", team_id=team_of(ada, ben))
    hers, his = ada.at(f"/tasks?task={task['id']}"), ben.at(f"/tasks?task={task['id']}")
    composer(hers).fill("Tuesday")
    hers.get_by_role("button", name="Comment", exact=True).click()
    expect(his.locator(".cm", has_text="Tuesday")).to_be_visible(timeout=SOON)
    expect(his.get_by_role("button", name="Edit comment")).to_have_count(0)
    hers.locator(".cm").hover()
    hers.get_by_role("button", name="Edit comment").click()
    hers.get_by_role("combobox", name="Edit comment").fill("Wednesday")
    hers.get_by_role("combobox", name="Edit comment").press("Control+Enter")
    expect(his.locator(".cm", has_text="Wednesday")).to_be_visible(timeout=SOON)
    his.get_by_role("button", name="edited").click()
    expect(his.get_by_label("What it said before")).to_contain_text("Tuesday")
    hers.locator(".cm").hover()
    hers.get_by_role("button", name="Delete comment").click()
    expect(his.get_by_text("said something here that was deleted")).to_be_visible(timeout=SOON)
    hers.get_by_role("button", name="Undo").click()
    expect(his.locator(".cm", has_text="Wednesday")).to_be_visible(timeout=SOON)


def test_what_is_being_written_survives_a_reload(visit: Visit) -> None:
    ada = visit("Ada")
    task = task_of(ada, "Call the printer")
    page = ada.at(f"/tasks?task={task['id']}")
    composer(page).fill("Half of a thou")
    page.reload()
    expect(composer(page)).to_have_value("Half of a thou")


def test_who_may_not_comment_any_more_still_sees_what_they_were_writing(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    task = task_of(ada, "Call the printer", team_id=team_of(ada, ben))
    page = ben.at(f"/tasks?task={task['id']}")
    composer(page).fill("Half a sentence about")
    ada("DELETE", f"/tasks/{task['id']}")
    expect(page.get_by_role("alert").filter(has_text="was not sent")).to_contain_text("Half a sentence", timeout=SOON)
    ada("POST", f"/tasks/{task['id']}/restore")
    expect(composer(page)).to_have_value("Half a sentence about", timeout=SOON)


def test_files_are_attached_shown_large_and_taken_off(visit: Visit, tmp_path: Path) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    task = task_of(ada, "Call the printer", team_id=team_of(ada, ben))
    (tmp_path / "plan.png").write_bytes(picture())
    (tmp_path / "notes.txt").write_text("words")
    hers, his = ada.at(f"/tasks?task={task['id']}"), ben.at(f"/tasks?task={task['id']}")
    hers.get_by_label("Attach files").set_input_files([tmp_path / "plan.png", tmp_path / "notes.txt"])
    expect(his.get_by_role("link", name="notes.txt")).to_be_visible(timeout=SOON)
    his.get_by_role("button", name="Show plan.png").click()
    expect(his.get_by_role("dialog", name="plan.png").get_by_role("img", name="plan.png")).to_be_visible()
    his.keyboard.press("Escape")
    expect(his.get_by_role("dialog", name="plan.png")).to_have_count(0)
    expect(his.get_by_role("dialog", name="Call the printer")).to_be_visible()
    hers.get_by_role("button", name="Delete notes.txt").click()
    expect(his.get_by_role("link", name="notes.txt")).to_have_count(0, timeout=SOON)
    hers.get_by_role("button", name="Undo").click()
    expect(his.get_by_role("link", name="notes.txt")).to_be_visible(timeout=SOON)


def test_on_a_phone_one_watches_and_is_reminded(visit: Visit) -> None:
    ada = visit("Ada", **PHONE)
    task = task_of(ada, "Call the printer", due_at="2031-02-17T09:00:00Z")
    page = ada.at(f"/tasks?task={task['id']}")
    page.get_by_role("button", name="Add a reminder").click()
    page.get_by_role("button", name="30 minutes before").click()
    expect(page.get_by_label("Reminders").get_by_role("listitem")).to_contain_text("30 minutes before")
    page.get_by_role("button", name="Stop watching").click()
    expect(page.get_by_text("Nobody is told what happens here.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_who_is_removed_loses_comments_and_notifications_on_open_pages(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    team = team_of(ada, ben)
    task = task_of(ada, "Call the printer", team_id=team)
    ada("POST", f"/tasks/{task['id']}/comments", {"content": "@ben the secret"})
    inbox, panel = ben.at("/notifications"), ben.context.new_page()
    panel.goto(f"/tasks?task={task['id']}")
    expect(inbox.get_by_text("the secret")).to_be_visible(timeout=SOON)
    expect(panel.locator(".cm", has_text="the secret")).to_be_visible()
    ada("DELETE", f"/teams/{team}/members/{ben('GET', '/users/me')['id']}")
    expect(panel.locator(".cm")).to_have_count(0, timeout=SOON)
    expect(inbox.get_by_text("the secret")).to_have_count(0, timeout=SOON)
    expect(bell(inbox)).to_have_accessible_name("Notifications", timeout=SOON)
