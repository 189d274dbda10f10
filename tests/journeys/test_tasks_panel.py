"""One task from the side, in pairs: fields merge, both versions are shown, nothing typed is lost."""

from playwright.sync_api import Locator, Page, expect

from tests.journeys.visitors import SOON, Visit, Visitor


def opened(person: Visitor, task_id: str) -> Page:
    page = person.at(f"/tasks?task={task_id}")
    expect(panel(page).get_by_role("button", name="Status")).to_be_visible()
    return page


def panel(page: Page) -> Locator:
    return page.locator("aside.tp")


def title(page: Page) -> Locator:
    return panel(page).get_by_label("Title")


def pair(visit: Visit) -> tuple[Visitor, Visitor, str]:
    """Ada and Ben with one task that both may edit."""
    ada, ben = visit("Ada"), visit("Ben")
    task_id = ada("POST", "/tasks", {"title": "Call the printer"})["id"]
    ada("POST", f"/tasks/{task_id}/shares", {"email": ben.email, "permission": "edit"})
    return ada, ben, task_id


def pick(page: Page, field: str, option: str) -> None:
    panel(page).get_by_role("button", name=field, exact=True).click()
    page.get_by_role("option", name=option, exact=True).click()


def test_fields_are_saved_as_they_are_picked(visit: Visit) -> None:
    ada = visit("Ada")
    task_id = ada("POST", "/tasks", {"title": "Call the printer"})["id"]
    page = opened(ada, task_id)
    pick(page, "Status", "In progress")
    pick(page, "Priority", "High")
    panel(page).get_by_role("button", name="Due", exact=True).click()
    page.get_by_label("Due day").fill("2099-02-17")
    page.get_by_label("Due time").fill("09:30")
    page.get_by_role("button", name="Set", exact=True).click()
    expect(panel(page).get_by_role("button", name="Due", exact=True)).to_contain_text("17 Feb 2099, 09:30")
    panel(page).get_by_role("button", name="Labels", exact=True).click()
    page.get_by_placeholder("Find or create…").fill("office")
    page.keyboard.press("Enter")
    expect(panel(page).get_by_role("button", name="Labels", exact=True)).to_contain_text("office")
    page.keyboard.press("Escape")
    panel(page).get_by_role("button", name="Assignees", exact=True).click()
    page.get_by_role("option", name="Ada").click()
    expect(panel(page).get_by_role("button", name="Assignees", exact=True)).to_contain_text("Ada")
    page.keyboard.press("Escape")
    expect(panel(page).get_by_text("assigned Ada")).to_be_visible()
    task = ada("GET", f"/tasks/{task_id}")
    assert (task["status"], task["priority"], task["labels"]) == ("in_progress", "high", ["office"])
    assert (task["due_at"], len(task["assignee_ids"])) == ("2099-02-17T09:30:00Z", 1)
    expect(panel(page).get_by_text("added the label office")).to_be_visible()


def test_different_fields_merge_in_silence(visit: Visit) -> None:
    ada, ben, task_id = pair(visit)
    page, theirs = opened(ada, task_id), opened(ben, task_id)
    title(page).fill("Call both printers")
    pick(theirs, "Priority", "Urgent")
    expect(panel(page).get_by_role("button", name="Priority")).to_contain_text("Urgent", timeout=SOON)
    expect(panel(page).get_by_role("status")).to_have_text("Ben changed the priority")
    expect(title(page)).to_have_value("Call both printers")
    title(page).press("Enter")
    expect(title(theirs)).to_have_value("Call both printers", timeout=SOON)
    task = ada("GET", f"/tasks/{task_id}")
    assert (task["title"], task["priority"]) == ("Call both printers", "urgent")


def test_the_same_field_shows_both_versions(visit: Visit) -> None:
    ada, ben, task_id = pair(visit)
    page, theirs = opened(ada, task_id), opened(ben, task_id)
    title(page).fill("Ada’s title")
    title(theirs).fill("Ben’s title")
    title(theirs).press("Enter")
    clash = panel(page).get_by_role("alert").filter(has_text="Ben changed the title meanwhile")
    expect(clash).to_contain_text("Ben’s title", timeout=SOON)
    expect(clash).to_contain_text("Ada’s title")
    expect(title(page)).to_have_value("Ada’s title")
    clash.get_by_role("button", name="Keep mine").click()
    expect(title(theirs)).to_have_value("Ada’s title", timeout=SOON)
    expect(clash).to_have_count(0)
    title(theirs).fill("Ben again")
    title(page).fill("Ada again")
    title(page).press("Enter")
    clash = panel(theirs).get_by_role("alert").filter(has_text="Ada changed the title meanwhile")
    clash.get_by_role("button", name="Take theirs").click()
    expect(title(theirs)).to_have_value("Ada again")
    assert ada("GET", f"/tasks/{task_id}")["title"] == "Ada again"


def test_a_description_is_written_previewed_and_conflicts_are_shown(visit: Visit) -> None:
    ada, ben, task_id = pair(visit)
    page, theirs = opened(ada, task_id), opened(ben, task_id)
    panel(page).get_by_role("button", name="Add a description").click()
    page.get_by_label("Description", exact=True).last.fill("**Both** floors\n\n- [ ] first")
    page.get_by_role("button", name="Preview").click()
    expect(panel(page).locator(".mde-v strong")).to_have_text("Both")
    ben("PATCH", f"/tasks/{task_id}", {"description": "Only the first floor"})
    expect(panel(theirs).locator(".prose")).to_have_text("Only the first floor", timeout=SOON)
    clash = panel(page).get_by_role("alert").filter(has_text="Ben changed the description meanwhile")
    expect(clash).to_be_visible(timeout=SOON)
    clash.get_by_role("button", name="Keep mine").click()
    expect(panel(theirs).locator(".prose strong")).to_have_text("Both", timeout=SOON)
    expect(panel(page).locator(".prose input[type=checkbox]")).to_be_enabled()


def test_what_is_typed_survives_a_reload_of_the_page(visit: Visit) -> None:
    ada = visit("Ada")
    task_id = ada("POST", "/tasks", {"title": "Call the printer"})["id"]
    page = opened(ada, task_id)
    page.on("dialog", lambda dialog: dialog.accept())
    panel(page).get_by_role("button", name="Add a description").click()
    page.keyboard.type("Not saved yet")
    page.reload()
    expect(panel(page).locator(".mde textarea")).to_have_value("Not saved yet")
    page.keyboard.press("Control+Enter")
    expect(panel(page).locator(".prose")).to_have_text("Not saved yet")
    assert ada("GET", f"/tasks/{task_id}")["description"] == "Not saved yet"


def test_going_on_saves_what_was_typed(visit: Visit) -> None:
    ada = visit("Ada")
    for name in ("One", "Two"):
        ada("POST", "/tasks", {"title": name})
    page = ada.at("/tasks")
    row = page.locator(".tk[data-id]")
    row.filter(has_text="One").locator(".tt").click()
    panel(page).get_by_role("button", name="Add a description").click()
    page.keyboard.type("Typed into one")
    row.filter(has_text="Two").locator(".tt").click()
    expect(title(page)).to_have_value("Two")
    panel(page).get_by_role("button", name="Add a description").click()
    page.keyboard.type("Typed into two")
    page.go_back()
    expect(panel(page)).to_have_count(0)
    expect(page.get_by_text("Changed the description of “Two”")).to_be_visible()
    assert {t["title"]: t["description"] for t in ada("GET", "/tasks")["items"]} == {
        "One": "Typed into one",
        "Two": "Typed into two",
    }


def test_a_refused_title_stays_with_the_reason(visit: Visit) -> None:
    ada = visit("Ada")
    task_id = ada("POST", "/tasks", {"title": "Call the printer"})["id"]
    page = opened(ada, task_id)
    title(page).fill("   ")
    title(page).press("Enter")
    expect(panel(page).get_by_role("alert")).to_contain_text("Title must not be empty")
    expect(title(page)).to_have_value("   ")
    page.keyboard.press("Escape")
    expect(panel(page).get_by_role("alert")).to_be_visible()
    title(page).fill("Call them")
    title(page).press("Enter")
    expect(panel(page).get_by_role("alert")).to_have_count(0)


def test_losing_sight_of_a_task_gives_back_what_was_typed(visit: Visit) -> None:
    ada, ben, task_id = pair(visit)
    theirs = opened(ben, task_id)
    title(theirs).fill("Hours of work")
    share = ada("GET", f"/tasks/{task_id}/shares")["items"][0]
    ada("DELETE", f"/tasks/{task_id}/shares/{share['id']}")
    expect(panel(theirs).get_by_role("alert")).to_contain_text("You cannot see this task any more.", timeout=SOON)
    expect(panel(theirs)).to_contain_text("Hours of work")
    expect(panel(theirs).get_by_role("button", name="Copy", exact=True)).to_be_visible()
    panel(theirs).get_by_role("button", name="Close").click()
    expect(panel(theirs)).to_have_count(0)
    theirs = ben.at(f"/tasks?task={task_id}")
    expect(panel(theirs)).to_contain_text("You may not see this task")


def test_sharing_is_given_changed_and_taken_back(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    task_id = ada("POST", "/tasks", {"title": "Call the printer"})["id"]
    page, theirs = opened(ada, task_id), ben.at("/tasks")
    expect(theirs.get_by_text("No tasks yet")).to_be_visible()
    address = panel(page).get_by_label("Share with e-mail address")
    address.fill("nobody@example.org")
    panel(page).get_by_role("button", name="Share", exact=True).click()
    expect(panel(page).get_by_role("alert")).to_contain_text("Nobody here has the address nobody@example.org")
    expect(address).to_have_value("nobody@example.org")
    address.fill(ben.email)
    panel(page).get_by_role("button", name="Share", exact=True).click()
    shares = panel(page).get_by_role("list", name="Shared with")
    expect(shares).to_contain_text("Ben")
    expect(panel(page).get_by_role("list", name="Who can see this")).to_contain_text("Shared by Ada, to view")
    expect(theirs.get_by_role("checkbox", name="Complete Call the printer")).to_be_disabled(timeout=SOON)
    shares.get_by_role("button", name="Permission").click()
    page.get_by_role("option", name="can edit").click()
    expect(theirs.get_by_role("checkbox", name="Complete Call the printer")).to_be_enabled(timeout=SOON)
    share = f"/tasks/{task_id}/shares/{ada('GET', f'/tasks/{task_id}/shares')['items'][0]['id']}"
    ada("PATCH", share, {"permission": "view"})
    page.get_by_text("Ben can edit it now.").locator("..").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("What Ben may do was changed since: this cannot be taken back.")).to_be_visible()
    ada("PATCH", share, {"permission": "edit"})
    shares.get_by_role("button", name="Stop sharing with Ben").click()
    expect(theirs.get_by_text("No tasks yet")).to_be_visible(timeout=SOON)
    page.get_by_text("Ben does not see it any more.").locator("..").get_by_role("button", name="Undo").click()
    expect(theirs.get_by_role("checkbox", name="Complete Call the printer")).to_be_enabled()
    expect(shares).to_contain_text("can edit")
    theirs.locator(".tk[data-id]").filter(has_text="Call the printer").locator(".tt").click()
    theirs.get_by_role("button", name="Give up").click()
    theirs.get_by_role("alertdialog").get_by_role("button", name="Give up").click()
    expect(theirs.get_by_text("No tasks yet")).to_be_visible()


def test_history_says_who_did_what_and_gives_it_back(visit: Visit) -> None:
    ada, ben, task_id = pair(visit)
    page = opened(ada, task_id)
    ben("PATCH", f"/tasks/{task_id}", {"title": "Renamed by Ben"})
    entry = panel(page).get_by_role("listitem").filter(has_text="changed the title")
    expect(entry).to_contain_text("Ben changed the title from “Call the printer” to “Renamed by Ben”", timeout=SOON)
    entry.get_by_role("button", name="Restore").click()
    expect(title(page)).to_have_value("Call the printer")
    assert ada("GET", f"/tasks/{task_id}")["title"] == "Call the printer"


def test_moving_to_a_team_and_deleting_can_be_undone(visit: Visit) -> None:
    ada = visit("Ada")
    task_id = ada("POST", "/tasks", {"title": "Call the printer"})["id"]
    team = ada("POST", "/teams", {"name": "Launch"})
    page = opened(ada, task_id)
    pick(page, "Team", f"Launch {team['key']}")
    expect(panel(page).locator(".tp-k")).to_have_text(f"{team['key']}-1")
    panel(page).get_by_role("button", name="Delete task").click()
    expect(panel(page)).to_have_count(0)
    expect(page.get_by_text("No tasks yet")).to_be_visible()
    page.get_by_role("button", name="Undo").last.click()
    expect(page.locator(".tk[data-id]").filter(has_text="Call the printer")).to_be_visible()
