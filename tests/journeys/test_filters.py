"""Filters and saved views in a browser."""

import re
from urllib.parse import quote

from playwright.sync_api import Page, expect

from tests.journeys.visitors import PHONE, Visit, Visitor

FIELD = "Filter by text or conditions"


def _world(ada: Visitor) -> None:
    for title, priority, labels in (("Call the printer", "high", ["office"]), ("Water the plants", "low", []),
                                    ("Pay the rent", "urgent", ["waiting on"])):  # fmt: skip
        ada("POST", "/tasks", {"title": title, "priority": priority, "labels": labels})


def _sees(page: Page, *titles: str) -> None:
    for title in ("Call the printer", "Water the plants", "Pay the rent"):
        expect(page.get_by_text(title, exact=True)).to_have_count(1 if title in titles else 0)


def test_a_filter_is_written_with_completion_and_its_mistakes_are_shown_at_their_place(visit: Visit) -> None:
    ada = visit("Ada")
    _world(ada)
    page = ada.at("/tasks")
    field = page.get_by_label(FIELD)
    field.press_sequentially("prio")
    expect(page.get_by_role("option", name="priority")).to_be_visible()
    page.keyboard.press("Tab")
    expect(field).to_have_value("priority ")
    page.keyboard.type(">= hi")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(field).to_have_value("priority >= high ")
    _sees(page, "Call the printer", "Pay the rent")
    expect(page).to_have_url(re.compile(re.escape("filter=priority+%3E%3D+high")))
    page.reload()
    expect(field).to_have_value("priority >= high")
    _sees(page, "Call the printer", "Pay the rent")
    field.fill("open and prioritty < high")
    expect(page.get_by_role("alert")).to_contain_text("Did you mean priority?")
    expect(page.locator(".ft-u u")).to_have_text("prioritty")
    _sees(page, "Call the printer", "Pay the rent")
    page.get_by_role("button", name="Use priority").click()
    expect(field).to_have_value("open and priority < high")
    _sees(page, "Water the plants")
    field.fill("label = offise")
    expect(page.locator(".ft-u u")).to_have_text("offise")
    page.get_by_role("button", name="Use office").click()
    _sees(page, "Call the printer")


def test_rows_and_text_are_the_same_filter(visit: Visit) -> None:
    ada = visit("Ada", **PHONE)
    _world(ada)
    page = ada.at("/tasks?filter=" + quote('label in (office, "waiting on")'))
    _sees(page, "Call the printer", "Pay the rent")
    page.get_by_role("button", name="Add filter").click()
    page.get_by_role("button", name="Conditions…").click()
    expect(page.get_by_label("Value")).to_have_value("office, waiting on")
    page.get_by_role("button", name="Condition", exact=True).click()
    page.get_by_label("Field").last.select_option("priority")
    page.get_by_label("Operator").last.select_option(">")
    page.get_by_label("Value").last.select_option("high")
    expect(page.get_by_label(FIELD)).to_have_value('label in (office, "waiting on") and priority > high')
    page.keyboard.press("Escape")
    _sees(page, "Pay the rent")


def test_a_view_is_saved_shared_changed_and_deleted_and_the_team_sees_it_live(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    _world(ada)
    team = ada("POST", "/teams", {"name": "Crew"})
    ada("POST", f"/teams/{team['id']}/members", {"email": ben.email, "role": "viewer"})
    theirs = ben.at("/tasks").get_by_role("navigation", name="Main")
    page = ada.at("/tasks?filter=office&layout=table")
    page.get_by_role("button", name="Saved views").click()
    page.get_by_role("button", name="Save as view…").click()
    page.locator(".sv-n").fill("For the office")
    page.locator(".sv-f select").select_option("Crew")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page).to_have_url(re.compile("view="))
    expect(page.get_by_role("heading", name="For the office")).to_be_visible()
    expect(theirs.get_by_role("link", name="For the office")).to_be_visible()
    theirs.get_by_role("link", name="For the office").click()
    expect(ben.page.get_by_role("heading", name="For the office")).to_be_visible()
    expect(ben.page.get_by_label(FIELD)).to_have_value("office")
    expect(ben.page.get_by_role("link", name="Table")).to_have_attribute("aria-current", "page")
    page.get_by_label(FIELD).fill("label = office")
    page.get_by_role("button", name="Saved views").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".sv-d")).to_have_count(0)
    kept = next(v for v in ada("GET", "/views")["items"] if v["name"] == "For the office")
    assert (kept["filter"], kept["layout"], kept["team_id"]) == ("label = office", "table", team["id"])
    page.get_by_role("button", name="Saved views").click()
    page.get_by_role("button", name="Delete…").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Delete").click()
    expect(theirs.get_by_role("link", name="For the office")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(theirs.get_by_role("link", name="For the office")).to_be_visible()
    expect(page.get_by_role("heading", name="For the office")).to_be_visible()


def test_back_leads_through_what_was_shown_and_views_stand_where_they_are_put(visit: Visit) -> None:
    ada = visit("Ada")
    _world(ada)
    for name in ("First", "Second"):
        ada("POST", "/views", {"name": name, "filter": "label = office", "favourite": True})
    page = ada.at("/tasks")
    links = page.get_by_role("navigation", name="Main").get_by_role("link", name=re.compile("First|Second"))
    expect(links).to_have_text(["First", "Second"])
    page.get_by_role("link", name="Board", exact=True).click()
    page.get_by_role("link", name="Table", exact=True).click()
    page.get_by_label(FIELD).press_sequentially("office")
    expect(page).to_have_url(re.compile("filter=office"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?layout=table$"))
    expect(page.get_by_label(FIELD)).to_have_value("")
    page.go_back()
    expect(page.get_by_role("heading", name="Board")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("link", name="List", exact=True)).to_have_attribute("aria-current", "page")
    links.last.drag_to(links.first, target_position={"x": 30, "y": 3})
    expect(links).to_have_text(["Second", "First"])
    links.first.focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(links).to_have_text(["First", "Second"])
    assert [view["name"] for view in ada("GET", "/views")["items"]] == ["First", "Second"]
