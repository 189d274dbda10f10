"""What people decide about themselves, and admins about their organisation."""

import re

from playwright.sync_api import Browser, expect

from tests.journeys.visitors import PASSWORD, SOON, Visit, Visitor, is_path
from tests.servers import Server


def signed_in_elsewhere(browser: Browser, server: Server, visitor: Visitor) -> Visitor:
    """The same person in a second browser."""
    context = browser.new_context(base_url=server.url)
    page = context.new_page()
    page.goto("/sign-in")
    page.locator("#email").fill(visitor.email)
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url(is_path("/"))
    return Visitor(visitor.name, visitor.email, context, server.url)


def test_the_profile_is_saved_and_a_bad_name_is_said_beside_it(visit: Visit) -> None:
    ada = visit("Ada")
    page = ada.at("/settings")
    page.get_by_label("Name").fill("   ")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Name must not be empty.")).to_be_visible()
    page.get_by_label("Name").fill("Ada <Lovelace>")
    page.get_by_label("Time zone").fill("Lisbon")
    page.get_by_role("option", name="Europe/Lisbon").click()
    page.get_by_label("The week begins on").click()
    page.get_by_role("option", name="Sunday").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Your account, Ada <Lovelace>"))).to_be_visible(timeout=SOON)
    me = ada("GET", "/users/me")
    assert (me["name"], me["time_zone"]) == ("Ada <Lovelace>", "Europe/Lisbon")


def test_a_theme_shows_at_once_and_stays(visit: Visit) -> None:
    page = visit("Ada", color_scheme="light").at("/settings")
    page.get_by_role("combobox", name="Theme").click()
    page.get_by_role("option", name="Dark").click()
    expect(page.locator("body")).to_have_class(re.compile("body--dark"))
    page.reload()
    expect(page.locator("body")).to_have_class(re.compile("body--dark"))
    expect(page.get_by_role("combobox", name="Theme")).to_have_value("Dark")


def test_another_password_ends_the_other_sessions(browser: Browser, server: Server, visit: Visit) -> None:
    ada = visit("Ada")
    elsewhere = signed_in_elsewhere(browser, server, ada)
    other, page = elsewhere.at("/teams"), ada.at("/settings?part=password")
    page.get_by_label("Current password").fill("not this one")
    page.get_by_label("New password").fill("short")
    page.get_by_role("button", name="Change password").click()
    expect(page.get_by_text("at least 8 characters.").last).to_be_visible()
    page.get_by_label("New password").fill("an even quieter harbour")
    page.get_by_role("button", name="Change password").click()
    expect(page.get_by_text("The current password is wrong.")).to_be_visible()
    page.get_by_label("Current password").fill(PASSWORD)
    page.get_by_role("button", name="Change password").click()
    expect(page.get_by_text("Your password is changed.")).to_be_visible()
    expect(other).to_have_url(is_path("/sign-in"), timeout=SOON)
    expect(page.get_by_label("New password")).to_have_value("")
    elsewhere.leave()


def test_a_session_ended_from_afar_closes_its_page(browser: Browser, server: Server, visit: Visit) -> None:
    ada = visit("Ada")
    elsewhere = signed_in_elsewhere(browser, server, ada)
    other, page = elsewhere.at("/teams"), ada.at("/settings?part=sessions")
    sessions = page.get_by_role("region", name="Sessions").get_by_role("listitem")
    expect(sessions.first).to_contain_text("This session")
    expect(sessions.nth(1)).to_contain_text("Chrome on Linux")
    for end in ("End", "End all other sessions"):
        page.get_by_role("button", name=end, exact=True).first.click()
        if end != "End":
            page.get_by_role("alertdialog").get_by_role("button", name="End them").click()
        expect(other).to_have_url(is_path("/sign-in"), timeout=SOON)
        other.locator("#email").fill(ada.email)
        other.locator("#password").fill(PASSWORD)
        other.get_by_role("button", name="Sign in", exact=True).click()
        expect(other).to_have_url(is_path("/"))
        page.reload()
    elsewhere.leave()


def test_an_admin_lets_a_colleague_in_and_out_again(browser: Browser, server: Server, visit: Visit) -> None:
    ada = visit("Ada")
    page = ada.at("/settings?part=people")
    page.get_by_role("button", name="Add with a password").click()
    email = ada.email.replace("ada", "dana")
    page.get_by_label("Name", exact=True).fill("Dana")
    page.get_by_label("E-mail").fill(ada.email)
    page.get_by_label("First password").fill(PASSWORD)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("This e-mail address already has an account.")).to_be_visible()
    page.get_by_label("E-mail").fill(email)
    page.get_by_role("button", name="Add", exact=True).click()
    row = page.get_by_role("list", name="People").get_by_role("listitem").filter(has_text=email)
    expect(row.get_by_role("combobox")).to_have_value("member")
    dana = signed_in_elsewhere(browser, server, Visitor("Dana", email, ada.context, server.url))
    theirs = dana.at("/settings")
    expect(theirs.get_by_role("link", name="People")).to_have_count(0)
    row.get_by_role("button", name="Deactivate").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Deactivate").click()
    expect(row.get_by_text("Deactivated")).to_be_visible()
    expect(theirs).to_have_url(is_path("/sign-in"), timeout=SOON)
    page.get_by_label("Find by name or address").fill("nobody like this")
    expect(page.get_by_text("Nobody")).to_be_visible()
    page.get_by_label("Find by name or address").fill("DANA")
    expect(page.get_by_role("list", name="People").get_by_role("listitem")).to_have_count(1)
    row.get_by_role("button", name="Let in again").click()
    expect(row.get_by_role("combobox")).to_be_visible()
    dana.leave()


def test_the_last_admin_stays_and_members_see_no_people(visit: Visit) -> None:
    page = visit("Ada").at("/settings?part=people")
    expect(page.get_by_role("list", name="People").get_by_role("combobox")).to_have_count(0)
    expect(page.get_by_role("list", name="People").get_by_role("button")).to_have_count(0)
    page = visit("Ben").at("/settings?part=organization")
    expect(page.get_by_text("Ben’s").first).to_be_visible()
    expect(page.get_by_text("1 account")).to_be_visible()
