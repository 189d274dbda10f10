"""Teams, alone and in pairs: what one does shows on the other's open page within a second."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.visitors import PHONE, SOON, Visit, Visitor, is_path


def make_team(owner: Visitor, name: str, **members: Visitor) -> dict[str, Any]:
    """A team with these members, named by their roles."""
    team: dict[str, Any] = owner("POST", "/teams", {"name": name})
    for role, member in members.items():
        owner("POST", f"/teams/{team['id']}/members", {"email": member.email, "role": role})
    return team


def row(page: Page, person: Visitor) -> Any:
    return page.get_by_role("list", name="Members").get_by_role("listitem").filter(has_text=person.email)


def more(page: Page, item: str) -> None:
    page.get_by_role("button", name="More", exact=True).click()
    page.locator(".menu-i", has_text=item).click()


def test_the_first_team_is_made_and_somebody_added(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    theirs = ben.at("/teams")
    expect(theirs.get_by_text("No team yet")).to_be_visible()
    page = ada.at("/teams")
    page.get_by_role("button", name="New team").click()
    page.get_by_label("Name", exact=True).fill("Launch")
    page.get_by_role("button", name="Create team").click()
    expect(page.get_by_role("heading", name="Launch")).to_be_visible()
    expect(page.get_by_text("Nothing to do here")).to_be_visible()
    page.get_by_label("Add by e-mail address").fill(ben.email)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(row(page, ben)).to_be_visible()
    expect(theirs.get_by_role("link", name="Launch").first).to_be_visible(timeout=SOON)


def test_a_double_click_is_one_click(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    page = ada.at("/teams")
    page.get_by_role("button", name="New team").dblclick()
    page.get_by_label("Name", exact=True).fill("Launch")
    page.get_by_role("button", name="Create team").dblclick()
    expect(page.get_by_role("heading", name="Launch")).to_be_visible()
    page.get_by_label("Add by e-mail address").fill(ben.email)
    page.get_by_role("button", name="Add", exact=True).dblclick()
    expect(page.get_by_text("Ben is a member now.")).to_be_visible()
    page.wait_for_timeout(500)
    expect(page.get_by_text("Ben is a member already.")).to_have_count(0)


def test_an_address_of_nobody_may_be_invited_and_stays_until_it_is(visit: Visit) -> None:
    ada = visit("Ada")
    page = ada.at(f"/teams/{make_team(ada, 'Launch')['id']}")
    address = page.get_by_label("Add by e-mail address")
    address.fill("ben at home")
    address.press("Enter")
    expect(page.locator(".add-member .q-field__messages").first).to_contain_text("e-mail address")
    expect(address).to_have_value("ben at home")
    address.fill("nobody@example.org")
    address.press("Enter")
    asking = page.get_by_role("alertdialog")
    expect(asking).to_contain_text("Nobody here has this address.")
    asking.get_by_role("button", name="Cancel").click()
    expect(address).to_have_value("nobody@example.org")
    address.press("Enter")
    asking.get_by_role("button", name="Invite").click()
    expect(page.get_by_text("nobody@example.org is invited to Launch.")).to_be_visible()
    expect(address).to_have_value("")


def test_a_team_without_a_name_is_refused_and_what_was_typed_stays(visit: Visit) -> None:
    page = visit("Ada").at("/teams")
    page.get_by_role("button", name="New team").first.click()
    page.get_by_label("What is it for?").fill("To ship it")
    page.get_by_role("button", name="Create team").click()
    expect(page.get_by_role("dialog").get_by_text("must not be empty")).to_be_visible()
    expect(page.get_by_label("What is it for?")).to_have_value("To ship it")


def test_a_role_shows_at_once_on_the_page_of_whom_it_is_given_to(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    team = make_team(ada, "Launch", member=ben)
    theirs, page = ben.at(f"/teams/{team['id']}"), ada.at(f"/teams/{team['id']}")
    expect(theirs.get_by_role("list", name="Members")).to_be_visible()
    expect(theirs.get_by_label("Add by e-mail address")).to_be_hidden()
    expect(theirs.get_by_role("button", name="Edit")).to_have_count(0)
    row(page, ben).get_by_role("combobox").select_option("admin")
    expect(theirs.get_by_label("Add by e-mail address")).to_be_visible(timeout=SOON)
    expect(theirs.get_by_role("button", name="Edit")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(theirs.get_by_label("Add by e-mail address")).to_be_hidden(timeout=SOON)
    expect(row(page, ben).get_by_role("combobox")).to_have_value("member")


def test_somebody_removed_sees_the_team_vanish(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    team = make_team(ada, "Launch", member=ben)
    ada("POST", "/tasks", {"title": "Call the printer", "team_id": team["id"]})
    theirs, page = ben.at(f"/teams/{team['id']}"), ada.at(f"/teams/{team['id']}")
    expect(theirs.get_by_text("Call the printer")).to_be_visible()
    row(page, ben).get_by_role("button", name="Remove from the team").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Cancel").click()
    expect(row(page, ben)).to_be_visible()
    row(page, ben).get_by_role("button", name="Remove from the team").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Remove").click()
    expect(row(page, ben)).to_have_count(0)
    expect(theirs).to_have_url(is_path("/teams"), timeout=SOON)
    expect(theirs.get_by_text("you are no longer a member")).to_be_visible()
    expect(theirs.get_by_text("Call the printer")).to_have_count(0)
    expect(theirs.get_by_text("No team yet")).to_be_visible()


def test_a_deleted_team_comes_back_with_undo_and_from_the_list(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    team = make_team(ada, "Launch", member=ben)
    theirs, page = ben.at(f"/teams/{team['id']}"), ada.at(f"/teams/{team['id']}")
    expect(theirs.get_by_role("list", name="Members")).to_be_visible()
    for undo in ("Undo", "Restore"):
        more(page, "Delete the team")
        page.get_by_role("alertdialog").get_by_role("button", name="Delete").click()
        expect(page.get_by_text("Deleted lately")).to_be_visible()
        page.get_by_role("button", name=undo).last.click()
        if undo == "Undo":
            expect(theirs.get_by_text("Launch was deleted")).to_be_visible(timeout=SOON)
            expect(page).to_have_url(is_path(f"/teams/{team['id']}"))
    expect(page.get_by_text("Deleted lately")).to_have_count(0)
    expect(theirs.locator("a.team", has_text="Launch")).to_be_visible(timeout=SOON)


def test_a_team_is_handed_over_and_left(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    team = make_team(ada, "Launch", member=ben)
    theirs, page = ben.at(f"/teams/{team['id']}"), ada.at(f"/teams/{team['id']}")
    more(page, "Hand it over")
    page.get_by_role("button", name="Hand over").click()
    expect(row(theirs, ben)).to_contain_text("Owner", timeout=SOON)
    expect(row(page, ada).get_by_text("Admin")).to_be_visible()
    more(page, "Leave the team")
    page.get_by_role("alertdialog").get_by_role("button", name="Leave").click()
    expect(page.get_by_text("You left Launch")).to_be_visible()
    expect(row(theirs, ada)).to_have_count(0, timeout=SOON)
    assert [m["role"] for m in ben("GET", f"/teams/{team['id']}/members")["items"]] == ["owner"]


def test_another_name_shows_everywhere(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    team = make_team(ada, "Launch", member=ben)
    theirs, page = ben.at("/teams"), ada.at(f"/teams/{team['id']}")
    expect(theirs.locator("a.team", has_text="Launch")).to_be_visible()
    page.get_by_role("button", name="Edit").click()
    page.get_by_label("Name", exact=True).fill("Take-off")
    page.get_by_label("What is it for?").fill("<b>Up</b> & away")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Take-off")).to_be_visible()
    expect(page.get_by_text("<b>Up</b> & away")).to_be_visible()
    expect(theirs.locator("a.team", has_text="Take-off")).to_be_visible(timeout=SOON)


def test_tasks_of_the_team_are_ticked_where_they_are_seen(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    team = make_team(ada, "Launch", viewer=ben)
    task = ada("POST", "/tasks", {"title": "Call the printer", "team_id": team["id"]})
    theirs, page = ben.at(f"/teams/{team['id']}"), ada.at(f"/teams/{team['id']}")
    expect(theirs.get_by_text("Call the printer")).to_be_visible()
    expect(theirs.get_by_role("button", name="Complete Call the printer")).to_have_count(0)
    page.get_by_role("button", name="Complete Call the printer").click()
    expect(theirs.get_by_text("Nothing to do here")).to_be_visible(timeout=SOON)
    assert ada("GET", f"/tasks/{task['id']}")["status"] == "completed"
    page.get_by_role("button", name="Undo").click()
    expect(theirs.get_by_text("Call the printer")).to_be_visible(timeout=SOON)


def test_a_stranger_sees_neither_the_team_nor_its_name(visit: Visit) -> None:
    ada, cleo = visit("Ada"), visit("Cleo")
    team = make_team(ada, "Launch")
    page = cleo.at(f"/teams/{team['id']}")
    expect(page.get_by_text("You may not see this team")).to_be_visible()
    assert "Launch" not in page.content()
    cleo.at("/teams/not-an-id")
    expect(page.get_by_text("There is no such team")).to_be_visible()


@pytest.mark.parametrize("width", [360, 768])
def test_the_pages_fit_on_small_screens(visit: Visit, width: int) -> None:
    ada = visit("Ada", **PHONE | {"viewport": {"width": width, "height": 740}})
    team = make_team(ada, "Launch of everything that we have ever planned together", member=visit("Maximiliane"))
    for path in ("/teams", f"/teams/{team['id']}", "/settings", "/settings?part=people"):
        page = ada.at(path)
        page.wait_for_timeout(300)
        assert page.evaluate("document.documentElement.scrollWidth") == width
