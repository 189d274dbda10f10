"""The palette in a browser: search and commands by keys, keys that go, their sheet; on a phone; keys in the chat."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys.visitors import PHONE, Visit, is_path


def palette(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Search and commands")


def field(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Search, or type a command")


def chosen(page: Page) -> Locator:
    return palette(page).locator("[aria-selected=true]")


def ask(page: Page, text: str) -> None:
    """Open the palette and type; what the server finds is there then."""
    page.keyboard.press("Control+k")
    expect(field(page)).to_be_focused()
    page.keyboard.type(text)
    expect(palette(page).get_by_role("listbox")).to_have_attribute("aria-busy", "false")


def test_tasks_and_commands_are_reached_by_keys_alone(visit: Visit) -> None:
    ada = visit("Ada")
    team = ada("POST", "/teams", {"name": "Launch", "key": "LAUNCH"})
    for title in ("Call the printer", "Order paper for the printer"):
        ada("POST", "/tasks", {"title": title, "team_id": team["id"]})
    page = ada.at("/teams")
    ask(page, "prin")
    expect(chosen(page)).to_contain_text("printer")
    expect(palette(page).locator("mark").first).to_have_text("prin")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")
    expect(field(page)).to_have_value("")
    page.keyboard.type("launch-1")
    page.keyboard.press("Enter")  # before the answer is there: what is on its way is meant
    expect(page.get_by_label("Title", exact=True)).to_have_value("Call the printer")
    page.keyboard.press("Control+k")
    recent = palette(page).get_by_role("group", name="Recent")
    expect(recent.get_by_role("option")).to_have_text(re.compile("LAUNCH-1Call the printer"))
    ada("DELETE", f"/tasks/{ada('GET', '/tasks?q=LAUNCH-1')['items'][0]['id']}")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    expect(palette(page).get_by_role("group", name="Create")).to_be_visible()
    expect(recent).to_have_count(0)
    page.keyboard.type("dark")
    expect(chosen(page)).to_contain_text("Dark theme")
    page.keyboard.press("Enter")
    expect(page.locator("body.body--dark")).to_have_count(1)
    ask(page, "Buy !high stamps")
    expect(chosen(page)).to_contain_text("New task: Buy !high stamps")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="New task").get_by_role("textbox")).to_have_value("Buy !high stamps")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Added “Buy stamps”.")).to_be_visible()
    ask(page, "new te")
    page.keyboard.press("Enter")
    expect(page.get_by_label("What is it for?")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_label("What is it for?")).to_be_hidden()
    ask(page, "sign o")
    page.keyboard.press("Enter")
    expect(page).to_have_url(is_path("/sign-in"))


def test_g_and_a_letter_go_somewhere_and_a_question_mark_tells_the_keys(visit: Visit) -> None:
    ada = visit("Ada")
    page = ada.at("/")
    page.evaluate("window.here = true")
    ways = {
        "b": r"/tasks\?layout=board$", "n": "/notifications$", "s": "/settings$", "i": r"/tasks\?list=inbox$",
        "y": r"/tasks\?list=today$", "m": "/teams$", "d": "/$", "t": "/tasks$",
    }  # fmt: skip
    for letter, where in ways.items():
        page.keyboard.press("g")
        page.keyboard.press(letter)
        expect(page).to_have_url(re.compile(where))
    assert page.evaluate("window.here"), "the page was loaded anew"
    expect(page.get_by_text("No tasks yet")).to_be_visible()
    page.keyboard.press("g")
    expect(page.locator(".pa-go")).to_contain_text("Dashboard")
    page.keyboard.press("Escape")
    expect(page.locator(".pa-go")).to_have_count(0)
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keys of this page")
    expect(sheet.get_by_role("region", name="This list")).to_contain_text("Add a task here")
    page.keyboard.press("j")
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    page.keyboard.press("/")
    page.keyboard.type("g?gc")
    expect(page.locator("input:focus")).to_have_value("g?gc")
    expect(sheet).to_be_hidden()
    page.keyboard.press("Control+k")
    page.keyboard.press("Escape")
    expect(page.locator("input:focus")).to_have_value("g?gc")
    expect(page).to_have_url(is_path("/tasks"))
    page.locator("input:focus").blur()
    page.keyboard.press("g")
    page.keyboard.press("c")
    expect(page.get_by_label("Message to the assistant")).to_be_focused()


def test_what_is_selected_on_the_page_can_be_acted_on(visit: Visit) -> None:
    page = visit("Ada").at("/")
    ask(page, "set the")
    expect(palette(page).get_by_role("option", name="selected")).to_have_count(0)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.evaluate("window.atriumSelection = {ids: () => ['a', 'b'], act: (name) => { window.acted = name; }}")
    page.keyboard.press("Control+k")
    acts = palette(page).get_by_role("group", name="Selection").get_by_role("option")
    expect(acts.first).to_have_text("Complete: 2 selected tasksc")
    expect(chosen(page)).to_have_text("Complete: 2 selected tasksc")
    page.keyboard.type("prior")
    expect(chosen(page)).to_contain_text("Set the priority: 2 selected tasks")
    page.keyboard.press("Enter")
    expect(palette(page)).to_be_hidden()
    assert page.evaluate("window.acted") == "priority"


def test_a_phone_has_a_button_for_it_and_everything_fits(visit: Visit) -> None:
    ada = visit("Ada", **PHONE)
    ada("POST", "/tasks", {"title": "A very long title " * 10, "description": "About the printer " * 30})
    page = ada.at("/")
    page.get_by_role("button", name="Search and commands").tap()
    field(page).fill("printer")
    row = palette(page).get_by_role("option", name="A very long title")
    expect(row).to_contain_text("About the printer")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert row.evaluate("e => e.scrollWidth <= e.clientWidth && e.offsetHeight >= 44")
    row.tap()
    expect(page).to_have_url(re.compile(r"/tasks\?task="))
    page.go_back()
    page.get_by_role("button", name="Search and commands").tap()
    page.get_by_role("button", name="Close").tap()
    expect(palette(page)).to_be_hidden()


def test_keys_in_the_chat_lead_to_tasks_that_one_may_see(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    team = ben("POST", "/teams", {"name": "Secret", "key": "SECRET"})
    ben("POST", "/tasks", {"title": "Hidden plan", "team_id": team["id"]})
    task = ada("POST", "/tasks", {"title": "Call the printer"})
    page = ada.at("/chat/new")
    page.get_by_role("textbox", name=re.compile("message", re.IGNORECASE)).fill("complete T-1, not SECRET-1")
    page.keyboard.press("Enter")
    link = page.locator(".ch-b a")
    expect(link).to_have_text("T-1")
    expect(link).to_have_attribute("title", "Call the printer")
    expect(page.get_by_text("Hidden plan")).to_have_count(0)
    link.click()
    expect(page).to_have_url(re.compile(f"/tasks\\?task={task['id']}"))
