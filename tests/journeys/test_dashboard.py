"""The dashboard and the frame in a browser: numbers that lead to their lists, charts, theme, keyboard, phone."""

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from tests.journeys.visitors import PHONE, Visit, Visitor, is_path

CARDS = ("Total", "Pending", "In progress", "Completed", "Overdue", "Due today", "Shared with me")


def plan(somebody: Visitor) -> None:
    """Some tasks in every state; nothing of it depends on the hour."""
    yesterday = (datetime.now(UTC) - timedelta(days=3)).date().isoformat()
    somebody("POST", "/tasks", {"title": "Late one", "due_on": yesterday, "priority": "high"})
    somebody("POST", "/tasks", {"title": "Begun", "status": "in_progress"})
    for number in range(3):
        somebody("POST", "/tasks", {"title": f"Done {number}", "status": "completed"})


def number(page: Page, card: str) -> int:
    return int(page.locator("a.stat", has_text=card).locator(".v").inner_text())


def test_every_card_opens_the_list_that_it_counts(visit: Visit) -> None:
    ada = visit("Ada")
    plan(ada)
    page = ada.at("/")
    expect(page.locator("a.stat", has_text="Total").locator(".v")).to_have_text("5")
    counted = {card: number(page, card) for card in CARDS}
    assert counted == dict(zip(CARDS, (5, 1, 1, 3, 1, 0, 0), strict=True))
    for card, expected in counted.items():
        page.locator("a.stat", has_text=card).click()
        expect(page).to_have_url(is_path("/tasks"))
        expect(page.get_by_role("list").get_by_role("listitem")).to_have_count(expected)
        page.go_back()
        expect(page).to_have_url(is_path("/"))


def test_the_chart_leads_to_the_tasks_of_a_day_and_can_be_read_as_a_table(visit: Visit) -> None:
    ada = visit("Ada")
    plan(ada)
    page = ada.at("/")
    chart = page.get_by_role("img", name=re.compile("Per day over the last 30 days"))
    chart.focus()
    page.keyboard.press("End")
    expect(page.locator(".tip")).to_contain_text("Created5")
    page.get_by_role("button", name="7 days").click()
    expect(page.get_by_role("img", name=re.compile("Per day over the last 7 days"))).to_be_visible()
    page.get_by_role("button", name="Show as table").click()
    today = page.locator(".tbl tbody tr").first
    expect(today.locator("td")).to_have_text(["5", "3"])
    today.get_by_role("link", name="3").click()
    expect(page).to_have_url(re.compile(r"/tasks\?status=completed&completed_after="))
    expect(page.get_by_role("list").get_by_role("listitem")).to_have_count(3)


def test_refresh_and_activity(visit: Visit) -> None:
    ada = visit("Ada")
    page = ada.at("/")
    expect(page.get_by_text("Nothing happened yet")).to_be_visible()
    task = ada("POST", "/tasks", {"title": "Water the plants"})
    ada("POST", f"/tasks/{task['id']}/complete")
    feed = page.get_by_role("region", name="Recent activity").get_by_role("listitem")
    expect(feed.first).to_contain_text("You completed ‘Water the plants’")
    page.get_by_role("button", name="Refresh").click()
    expect(feed).to_have_count(2)
    feed.first.get_by_role("link", name="Water the plants").click()
    expect(page).to_have_url(re.compile(rf"/tasks\?task={task['id']}"))


def test_a_theme_is_chosen_once_for_all_pages(visit: Visit) -> None:
    ada = visit("Ada", color_scheme="light")
    page = ada.at("/")
    expect(page.locator("body")).to_have_class(re.compile("body--light"))
    page.get_by_role("button", name="Theme").click()
    page.locator("#menu-theme .drop-i", has_text="Dark").click()
    expect(page.locator("body")).to_have_class(re.compile("body--dark"))
    again = ada.at("/teams")
    expect(again.locator("body")).to_have_class(re.compile("body--dark"))


def test_the_frame_by_keyboard(visit: Visit) -> None:
    page = visit("Ada").at("/")
    expect(page.locator("main")).to_have_count(1)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    expect(page).to_have_url(is_path("/"))
    page.get_by_role("button", name="Your account").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(is_path("/sign-in"))


def test_on_a_phone_everything_is_in_reach(visit: Visit) -> None:
    ada = visit("Ada", **PHONE)
    plan(ada)
    page = ada.at("/")
    expect(page.locator("a.stat", has_text="Total").locator(".v")).to_have_text("5")
    tabs = page.get_by_role("navigation", name="Pages")
    for tab, path in {"Tasks": "/tasks", "Today": "/tasks", "Chat": "/chat", "Dashboard": "/"}.items():
        tabs.get_by_role("link", name=tab, exact=True).tap()
        expect(page).to_have_url(is_path(path))
        expect(tabs.get_by_role("link", name=tab, exact=True)).to_have_attribute("aria-current", "page")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    tabs.get_by_role("button", name="More").tap()
    drawer = page.get_by_role("navigation", name="Main")
    expect(drawer.get_by_role("link", name="Dashboard")).to_be_focused()
    page.keyboard.press("Escape")
    expect(drawer.get_by_role("link", name="Trash")).to_be_hidden()
    tabs.get_by_role("button", name="More").tap()
    drawer.get_by_role("link", name="Trash").tap()
    expect(page).to_have_url(is_path("/trash"))
    expect(drawer.get_by_role("link", name="Trash")).to_be_hidden()
