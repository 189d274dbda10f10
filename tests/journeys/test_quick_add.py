"""Quick add in a browser: chips, completion, several lines, in front of any page, on a phone, over a reload."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys.visitors import PHONE, Visit

LINE = "Call the printer tomorrow 5pm !high #office every monday"


def chip(page: Page, meaning: str) -> Locator:
    return page.locator(".qa-chip").filter(has_text=meaning)


def row(page: Page, title: str) -> Locator:
    return page.locator(".tk[data-id]").filter(has_text=title)


def test_chips_show_what_is_understood_and_each_can_be_taken_back_by_keys(visit: Visit) -> None:
    ada = visit("Ada")
    page = ada.at("/tasks")
    expect(page.get_by_text("No tasks yet")).to_be_visible()
    page.keyboard.press("n")
    page.keyboard.type(LINE)
    for meaning in ("tomorrow at 17:00", "high priority", "office", "every Monday"):
        expect(chip(page, meaning)).to_be_visible()
    expect(page.locator(".qa-m mark")).to_have_text(["tomorrow 5pm", "!high", "#office", "every monday"])
    page.keyboard.press("ArrowDown")
    expect(chip(page, "tomorrow at 17:00")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Backspace")
    expect(page.locator(".qa-chip.off")).to_have_text("!high")
    page.keyboard.press("Escape")
    expect(page.get_by_label("Add task")).to_be_focused()
    page.keyboard.press("Enter")
    expect(row(page, "Call the printer !high")).to_be_visible()
    task = ada("GET", "/tasks")["items"][0]
    assert (task["title"], task["priority"], task["labels"]) == ("Call the printer !high", "none", ["office"])
    assert task["recurrence"]["rule"] == "FREQ=WEEKLY;BYDAY=MO"


def test_names_are_completed_and_several_lines_are_shown_before_they_are_added(visit: Visit) -> None:
    ada = visit("Ada")
    ada("POST", "/teams", {"name": "Big Team"})
    page = ada.at("/tasks")
    expect(page.get_by_text("No tasks yet")).to_be_visible()
    page.keyboard.press("n")
    page.keyboard.type("Plan +bi")
    expect(page.get_by_role("option", name="Big Team")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Add task")).to_have_value('Plan +"Big Team" ')
    page.keyboard.insert_text("!high\n  Cake tomorrow\n  Music")
    preview = page.get_by_role("list", name="What will be added")
    expect(preview.get_by_role("listitem")).to_have_text([re.compile("Plan"), re.compile("Cake"), re.compile("Music")])
    page.get_by_role("button", name="Add 3").click()
    expect(page.get_by_text("Added 3 tasks.")).to_be_visible()
    made = {task["title"]: task for task in ada("GET", "/tasks")["items"]}
    assert made["Cake"]["parent_id"] == made["Music"]["parent_id"] == made["Plan"]["id"]
    assert made["Cake"]["team_id"] == made["Plan"]["team_id"] is not None
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".tk[data-id]")).to_have_count(0)
    assert ada("GET", "/tasks")["total"] == 0


def test_q_opens_it_anywhere_and_what_is_refused_stays_with_the_reason(visit: Visit) -> None:
    ada = visit("Ada")
    page = ada.at("/")
    page.keyboard.press("q")
    line = page.get_by_label("New task").get_by_role("textbox")
    expect(line).to_be_focused()
    line.fill("x" * 501)
    line.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="at most 500 characters")).to_be_visible()
    expect(line).to_have_value("x" * 501)
    line.fill("Water every! 3 days")
    expect(chip(page, "every 3 days, from completion")).to_be_visible()
    line.press("Enter")
    expect(page.get_by_text("Added “Water”.")).to_be_visible()
    expect(line).to_be_hidden()
    assert ada("GET", "/tasks")["items"][0]["recurrence"] == {"rule": "FREQ=DAILY;INTERVAL=3", "from_completion": True}


def test_on_a_phone_by_touch_and_a_draft_outlives_a_reload(visit: Visit) -> None:
    ada = visit("Ada", **PHONE)
    page = ada.at("/")
    page.get_by_role("button", name="New task").tap()
    page.keyboard.type("Call Ben tomorrow #office")
    expect(chip(page, "tomorrow")).to_be_visible()
    page.reload()
    page.get_by_role("button", name="New task").tap()
    line = page.get_by_label("New task").get_by_role("textbox")
    expect(line).to_have_value("Call Ben tomorrow #office")
    chip(page, "tomorrow").tap()
    expect(page.locator(".qa-chip.off")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    page.get_by_role("button", name="Add", exact=True).tap()
    expect(page.get_by_text("Added “Call Ben tomorrow”.")).to_be_visible()


def test_on_a_day_of_the_calendar_a_time_alone_is_that_days(visit: Visit) -> None:
    ada = visit("Ada")
    page = ada.at("/tasks?layout=calendar&on=2027-03-10")
    expect(page.get_by_role("heading", name="March 2027")).to_be_visible()
    page.keyboard.press("n")
    line = page.get_by_role("textbox", name="Add task on")
    expect(line).to_be_focused()
    line.fill("Lunch 12:30 !high")
    expect(chip(page, "at 12:30")).to_be_visible()
    line.press("Enter")
    expect(page.locator("[data-id]").filter(has_text="Lunch")).to_be_visible()
    task = ada("GET", "/tasks")["items"][0]
    assert (task["title"], task["due_at"], task["priority"]) == ("Lunch", "2027-03-10T12:30:00Z", "high")


def test_who_reads_german_adds_in_german_and_sees_german_dates(visit: Visit) -> None:
    ada = visit("Ada")
    page = ada.at("/")
    page.keyboard.press("q")
    expect(page.get_by_role("textbox", name="New task")).to_be_focused()
    page.keyboard.press("Escape")
    ada("PATCH", "/users/me", {"locale": "de"})  # the open page hears of it
    expect(page.get_by_role("dialog", name="Neue Aufgabe", include_hidden=True)).to_have_count(1)
    page.keyboard.press("q")
    line = page.get_by_role("textbox", name="Neue Aufgabe")
    line.fill("Drucker anrufen morgen 17 Uhr !ho")
    page.get_by_role("option", name="Hoch").click()
    expect(line).to_have_value("Drucker anrufen morgen 17 Uhr !hoch ")
    expect(chip(page, "morgen um 17:00")).to_be_visible()
    expect(page.get_by_role("button", name="hohe Priorität. „!hoch“ als Text behalten")).to_be_visible()
    line.fill("Fragen @niemand")
    expect(page.get_by_text("Niemand, mit dem du arbeitest, heißt „niemand“.")).to_be_visible()
    page = ada.at("/tasks?layout=calendar&on=2027-03-10")
    expect(page.get_by_role("heading", name="März 2027")).to_be_visible()
    expect(page.get_by_text("Mi", exact=True).first).to_be_visible()
