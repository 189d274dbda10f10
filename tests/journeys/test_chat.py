"""The chat in a real browser: alone and in two tabs, on a desk and on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.visitors import PHONE, SOON, Visit, Visitor, is_path

AT_END = """() => { const log = document.querySelector('.ch-scroll');
  return log.scrollHeight - log.scrollTop - log.clientHeight < 60; }"""


def say(page: Page, sentence: str) -> None:
    """Type, send with Enter, and wait for the whole answer."""
    answers = page.locator(".ch-m.assistant[data-id] .ch-tools, .ch-m.assistant[data-id] .ch-state")
    before = answers.count()
    typed = page.get_by_label("Message to the assistant")
    typed.fill(sentence)
    typed.press("Enter")
    expect(answers).to_have_count(before + 1, timeout=15_000)
    expect(page.get_by_role("button", name="Stop")).to_have_count(0)


def watched(visitor: Visitor) -> list[str]:
    """Errors of the page, as they come."""
    errors: list[str] = []
    visitor.page.on("pageerror", lambda error: errors.append(str(error)))
    return errors


def test_a_task_is_added_found_and_taken_back(visit: Visit) -> None:
    ada = visit("Ada")
    errors, page = watched(ada), ada.at("/chat")
    expect(page.get_by_role("heading", name="What shall we get done?")).to_be_visible()
    say(page, "remind me to call the printer tomorrow high priority")
    expect(page).to_have_url(re.compile(r"/chat/[0-9a-f-]{36}$"))
    expect(page.locator(".ch-i.on")).to_contain_text("remind me to call the printer")
    done = page.locator(".pc.executed")
    expect(done).to_contain_text("Added “Call the printer”")
    assert [task["title"] for task in ada("GET", "/tasks")["items"]] == ["Call the printer"]
    done.get_by_role("button", name="Undo").click()
    expect(page.locator(".pc.undone")).to_be_visible()
    assert ada("GET", "/tasks")["items"] == []
    assert errors == []


def test_deleting_asks_and_a_double_click_deletes_once(visit: Visit) -> None:
    ada = visit("Ada")
    ada("POST", "/tasks", {"title": "Old poem"})
    page = ada.at("/chat")
    say(page, "delete the old poem")
    waiting = page.locator(".pc.proposed")
    expect(waiting).to_contain_text("Delete “Old poem”")
    assert len(ada("GET", "/tasks")["items"]) == 1
    waiting.get_by_role("button", name="Confirm").dblclick()
    expect(page.locator(".pc.executed")).to_contain_text("Deleted “Old poem”")
    assert ada("GET", "/tasks")["items"] == []
    say(page, "yes")
    expect(page.locator(".ch-t").last).to_contain_text("nothing waiting")


def test_answers_are_markdown_with_links_that_open_the_task(visit: Visit) -> None:
    ada = visit("Ada")
    ada("POST", "/tasks", {"title": "Buy <b>milk</b> [x](javascript:alert(1))"})
    page = ada.at("/chat")
    say(page, "find milk")
    answer = page.locator(".ch-t").last
    expect(answer.locator("ol > li")).to_have_count(1)
    expect(answer.locator("b")).to_have_count(0)
    answer.get_by_role("link", name="Buy <b>milk</b>").click()
    expect(page).to_have_url(is_path("/tasks"))
    expect(page).to_have_url(re.compile("task="))
    page.go_back()
    expect(page).to_have_url(re.compile(r"/chat/[0-9a-f-]{36}$"))
    expect(page.locator(".ch-t").last).to_contain_text("Buy <b>milk</b>")


def test_what_is_typed_stays_per_conversation_and_over_a_reload(visit: Visit) -> None:
    page = visit("Ada").at("/chat")
    say(page, "help")
    typed = page.get_by_label("Message to the assistant")
    typed.fill("half a thought")
    typed.press("Shift+Enter")
    typed.type("and more")
    page.get_by_role("button", name="New", exact=True).click()
    expect(typed).to_have_value("")
    typed.fill("another")
    page.locator(".ch-a").first.click()
    expect(typed).to_have_value("half a thought\nand more")
    page.reload()
    expect(typed).to_have_value("half a thought\nand more")
    page.goto("/chat/new")
    expect(typed).to_have_value("another")


def test_too_long_a_message_is_refused_and_kept(visit: Visit) -> None:
    page = visit("Ada").at("/chat")
    typed = page.get_by_label("Message to the assistant")
    typed.fill("x" * 8001)
    expect(page.get_by_role("alert")).to_contain_text("at most 8,000 characters")
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_disabled()
    expect(typed).to_have_value("x" * 8001)


def test_the_last_message_is_edited_and_answered_again(visit: Visit) -> None:
    page = visit("Ada").at("/chat")
    say(page, "show urgnt")
    page.locator(".ch-m.user").last.hover()
    page.get_by_role("button", name="Edit the message").click()
    editing = page.get_by_label("Edit the message")
    editing.fill("show urgent")
    editing.press("Enter")
    expect(page.locator(".ch-m.user")).to_have_count(1)
    expect(page.locator(".ch-b")).to_have_text("show urgent")
    expect(page.locator(".ch-t").last).to_contain_text("no urgent open tasks")
    page.get_by_role("button", name="Answer again").click()
    expect(page.locator(".ch-t").last).to_contain_text("no urgent open tasks")
    expect(page.locator(".ch-m")).to_have_count(2)


def test_conversations_are_searched_renamed_and_deleted_with_undo(visit: Visit) -> None:
    page = visit("Ada").at("/chat")
    say(page, "what's due today?")
    page.get_by_role("button", name="New", exact=True).click()
    say(page, "help")
    page.get_by_label("Search conversations").fill("due")
    expect(page.locator(".ch-i")).to_have_count(2)  # help names it too
    page.get_by_label("Search conversations").fill("what's due")
    page.get_by_label("Search conversations").fill("zzz")
    expect(page.get_by_text("No conversation has these words.")).to_be_visible()
    page.get_by_label("Search conversations").fill("")
    line = page.locator(".ch-i", has_text="help")
    line.hover()
    line.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Rename").click()
    page.get_by_label("Title of the conversation").fill("Questions")
    page.get_by_label("Title of the conversation").press("Enter")
    line = page.locator(".ch-i", has_text="Questions")
    line.hover()
    line.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Delete").click()
    expect(page.locator(".ch-i")).to_have_count(1)
    expect(page).to_have_url(is_path("/chat/new"))
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page.locator(".ch-i", has_text="Questions")).to_be_visible()


def test_two_tabs_show_the_same(visit: Visit) -> None:
    ada = visit("Ada")
    ada("POST", "/tasks", {"title": "Old poem"})
    first = ada.at("/chat")
    say(first, "delete the old poem")
    second = ada.context.new_page()
    second.goto(first.url)
    expect(second.locator(".pc.proposed")).to_be_visible()
    second.get_by_role("button", name="Confirm").click()
    expect(first.locator(".pc.executed")).to_be_visible(timeout=SOON)
    say(second, "what's due today?")
    expect(first.locator(".ch-m.user").last).to_have_text("what's due today?", timeout=SOON)
    expect(first.locator(".ch-t").last).to_contain_text("no tasks due today", timeout=SOON)


def test_what_the_chat_does_shows_on_another_persons_open_board(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    team = ada("POST", "/teams", {"name": "Launch"})
    ada("POST", f"/teams/{team['id']}/members", {"email": ben.email, "role": "member"})
    board, page = ben.at("/tasks?layout=board"), ada.at("/chat")
    say(page, "help")
    page.get_by_label("Message to the assistant").fill("create 'Ship it' in Launch for friday")
    page.get_by_label("Message to the assistant").press("Enter")
    expect(board.get_by_text("Ship it")).to_be_visible(timeout=3000)


@pytest.mark.parametrize("address", ["/chat/nonsense", "/chat/01a1f8e4-c7eb-7721-a5e6-d7985f129498"])
def test_an_address_of_no_conversation_is_said(visit: Visit, address: str) -> None:
    page = visit("Ada").at(address)
    expect(page.get_by_text("This conversation cannot be shown")).to_be_visible()
    page.get_by_role("button", name="Begin a new one").click()
    say(page, "hello")


def test_a_suggestion_says_it(visit: Visit) -> None:
    page = visit("Ada").at("/chat")
    page.get_by_role("button", name="Remind me to").click()
    expect(page.get_by_label("Message to the assistant")).to_have_value("Remind me to  tomorrow 5pm")
    page.get_by_role("button", name="Show overdue").click()
    expect(page.locator(".ch-t").last).to_contain_text("no overdue tasks", timeout=15_000)


def test_on_a_phone_the_list_is_a_screen_of_its_own(visit: Visit) -> None:
    ada = visit("Ada", **PHONE)
    errors, page = watched(ada), ada.at("/chat")
    expect(page.get_by_role("button", name="New", exact=True)).to_be_visible()
    expect(page.get_by_label("Message to the assistant")).to_be_hidden()
    page.get_by_role("button", name="New", exact=True).tap()
    say(page, "what's due today?")
    expect(page.locator(".ch-side")).to_be_hidden()
    for element in (page.locator(".ch-say"), page.locator(".ch-m.user").last):
        box = element.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Back to the conversations").tap()
    expect(page).to_have_url(is_path("/chat"))
    page.locator(".ch-a").tap()
    expect(page.locator(".ch-t").last).to_contain_text("no tasks due today")
    page.go_back()
    expect(page.locator(".ch-side")).to_be_visible()
    assert errors == []


def test_a_long_thread_opens_at_its_end_and_stays_where_one_reads(visit: Visit) -> None:
    page = visit("Ada").at("/chat")
    for _ in range(4):
        say(page, "help")
    scroll = page.locator(".ch-scroll")
    page.wait_for_function(AT_END)
    page.reload()
    expect(page.locator(".ch-m")).to_have_count(8)
    page.wait_for_function(AT_END)
    scroll.evaluate("e => { e.scrollTop = 0; }")
    page.get_by_role("button", name="To the newest message").click()
    page.wait_for_function(AT_END)
    grows = """e => { const more = document.createElement('p'); more.style.height = '500px';
      e.firstElementChild.append(more); e.dispatchEvent(new Event('scroll')); }"""
    scroll.evaluate(grows)  # an answer that grows while the scrolling before is still being told
    page.wait_for_function(AT_END)
