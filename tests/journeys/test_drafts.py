"""What was typed and not sent: still there after its tab was closed or the server restarted; nobody else sees it."""

from playwright.sync_api import Page, expect

from tests.journeys.test_pairs import task_of
from tests.journeys.test_talk import composer
from tests.journeys.visitors import Visit, Visitor, is_path

NAMES = "Object.keys(localStorage).filter((name) => name.startsWith('atrium.draft.'))"
KEPT = f"{NAMES}.length"


def quick(page: Page):
    return page.get_by_role("dialog", name="New task").get_by_label("New task")


def closed_and_opened(visitor: Visitor) -> None:
    """Close the only tab; a new one has only what the browser keeps."""
    visitor.page.close()
    visitor.page = visitor.context.new_page()


def leave_drafts(ada: Visitor, task_id: str) -> None:
    page = ada.at(f"/tasks?task={task_id}")
    page.on("dialog", lambda asks: asks.accept())
    page.get_by_role("button", name="Add a description").click()
    page.keyboard.type("Not saved yet")
    composer(page).fill("Half a sentence about")
    page.get_by_placeholder("Add a subtask").fill("Ask Ben whether")
    ada.at("/").keyboard.press("q")
    quick(page).fill("Order paper for")
    page = ada.at("/teams")
    page.get_by_role("button", name="New team").first.click()
    page.get_by_role("dialog").get_by_label("Name").press_sequentially("Harb")
    page = ada.at("/chat")
    page.get_by_label("Message to the assistant").fill("Summarise what")


def test_drafts_are_there_in_a_new_tab_and_gone_after_use(visit: Visit) -> None:
    ada = visit("Ada")
    task = task_of(ada, "Call the printer")
    leave_drafts(ada, task["id"])
    closed_and_opened(ada)
    page = ada.at(f"/tasks?task={task['id']}")
    expect(composer(page)).to_have_value("Half a sentence about")
    expect(page.locator(".mde textarea")).to_have_value("Not saved yet")
    page.on("dialog", lambda asks: asks.accept())
    expect(page.get_by_placeholder("Add a subtask")).to_have_value("Ask Ben whether")
    composer(page).press("Control+Enter")
    expect(page.locator(".cm", has_text="Half a sentence about")).to_be_visible()
    ada.at("/").keyboard.press("q")
    expect(quick(page)).to_have_value("Order paper for")
    quick(page).press("Enter")
    expect(page.get_by_text("Added “Order paper for”.")).to_be_visible()
    page = ada.at("/teams")
    page.get_by_role("button", name="New team").first.click()
    expect(page.get_by_role("dialog").get_by_label("Name")).to_have_value("Harb")
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page = ada.at("/chat")
    expect(page.get_by_label("Message to the assistant")).to_have_value("Summarise what")
    left = sorted(name.split(".", 3)[3].partition(".")[0] for name in page.evaluate(NAMES))
    assert left == ["chat", "subtask", "task"]  # what was used, and the dialog that was left, are gone


def test_the_next_person_at_this_browser_sees_no_draft_and_signing_out_leaves_none(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    ada.at("/").keyboard.press("q")
    quick(ada.page).fill("A surprise for Ben")
    assert ada.page.evaluate(KEPT)
    cookies = ben.context.cookies()
    closed_and_opened(ada)
    ada.context.clear_cookies()  # her session ran out: she did not sign out
    ada.context.add_cookies(cookies)
    ada.at("/").keyboard.press("q")
    expect(quick(ada.page)).to_have_value("")
    assert ada.page.evaluate(KEPT) == 0
    quick(ada.page).fill("What Ben wants")
    ada.page.keyboard.press("Escape")
    ada.page.get_by_role("button", name="Ben").click()
    ada.page.get_by_role("button", name="Sign out").click()
    expect(ada.page).to_have_url(is_path("/sign-in"))
    assert ada.page.evaluate(KEPT) == 0


def test_a_draft_that_another_tab_sent_is_gone_here_too(visit: Visit) -> None:
    ada = visit("Ada")
    task = task_of(ada, "Call the printer")
    first = ada.at(f"/tasks?task={task['id']}")
    composer(first).fill("On Tuesday")
    second = ada.context.new_page()
    second.goto(f"/tasks?task={task['id']}")
    expect(composer(second)).to_have_value("On Tuesday")
    composer(second).press("Control+Enter")
    expect(second.locator(".cm", has_text="On Tuesday")).to_be_visible()
    expect(composer(first)).to_have_value("")


def test_what_is_kept_has_bounds(visit: Visit) -> None:
    page = visit("Ada").at("/")
    page.evaluate("for (let n = 0; n < 260; n += 1) atrium.drafts.set(`n${n}`, 'x'.repeat(8000))")
    assert page.evaluate(KEPT) < 130
    assert page.evaluate("atrium.drafts.get('n259')?.length") == 8000
    assert page.evaluate("atrium.drafts.get('n0')") is None
    page.evaluate("atrium.drafts.set('long', 'x'.repeat(300000))")
    assert page.evaluate("atrium.drafts.get('long')") is None
