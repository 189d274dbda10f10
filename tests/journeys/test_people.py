"""Coming into an organisation, and leaving it, in browsers."""

from typing import Any

import psycopg
from playwright.sync_api import Browser, Page, expect

from persistence.database import connection_string
from tests.journeys.visitors import PASSWORD, SOON, Visit, Visitor, is_path
from tests.servers import Server


def link_for(server: Server, email: str) -> str:
    """The path of the newest invitation that was mailed there."""
    with psycopg.connect(connection_string(server.database_url)) as database:
        found = database.execute("""select data ->> 'link' from mails where to_email = %s and template = 'invitation'
          order by created_at desc""", (email,)).fetchone()  # fmt: skip
    assert found
    return "/invitation" + str(found[0]).partition("/invitation")[2]


def colleague(ada: Visitor, browser: Browser, server: Server, name: str = "Mia", role: str = "member") -> Visitor:
    """Somebody in Ada's organisation, signed in."""
    email = ada.email.replace("ada", name.lower())
    made = ada("POST", "/users", {"name": name, "email": email, "password": PASSWORD})
    if role != "member":
        ada("PATCH", f"/users/{made['id']}", {"role": role})
    context = browser.new_context(base_url=server.url)
    visitor = Visitor(name, email, context, server.url)
    sign_in(visitor.page, email)
    return visitor


def sign_in(page: Page, email: str) -> None:
    page.goto("/sign-in")
    page.locator("#email").fill(email)
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url(is_path("/"))


def row(page: Page, listed: str, text: str) -> Any:
    return page.get_by_role("list", name=listed).get_by_role("listitem").filter(has_text=text)


def test_who_is_invited_comes_in_and_the_admin_sees_it(browser: Browser, server: Server, visit: Visit) -> None:
    ada = visit("Ada")
    page, email = ada.at("/settings?part=invitations"), ada.email.replace("ada", "dana")
    expect(page.get_by_text("Nobody is invited yet")).to_be_visible()
    page.get_by_label("E-mail").fill("nobody")
    page.get_by_role("button", name="Invite", exact=True).click()
    expect(page.get_by_text("must be an e-mail address")).to_be_visible()
    page.get_by_label("E-mail").fill(email)
    page.get_by_role("button", name="Invite", exact=True).click()
    expect(row(page, "Invitations", email)).to_be_visible()
    ben, link = visit("Ben"), link_for(server, email)
    theirs = ben.page
    theirs.goto(link)
    expect(theirs.get_by_role("heading", name="This invitation is for another address")).to_be_visible()
    theirs.get_by_role("button", name="Sign out and go on").click()
    expect(theirs.get_by_role("heading", name="Join Ada’s")).to_be_visible()
    expect(theirs.get_by_label("E-mail")).to_have_value(email)
    theirs.get_by_label("Your name").fill("Dana <Okonkwo>")
    theirs.get_by_label("Password", exact=True).fill("password1")
    theirs.get_by_role("button", name="Create account and join").click()
    expect(theirs.get_by_text("Password is one of the most common ones")).to_be_visible()
    expect(theirs.get_by_label("Your name")).to_have_value("Dana <Okonkwo>")
    theirs.get_by_label("Password", exact=True).fill(PASSWORD)
    theirs.get_by_role("button", name="Create account and join").click()
    expect(theirs).to_have_url(is_path("/"))
    expect(theirs.get_by_text("Ada’s").first).to_be_visible()
    expect(row(page, "Invitations", email).get_by_text("Accepted")).to_be_visible(timeout=SOON)
    theirs.goto(link)
    expect(theirs.get_by_text("This invitation was used already.")).to_be_visible()


def test_a_join_link_is_shown_once_and_lets_people_in(browser: Browser, server: Server, visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    page = ada.at("/settings?part=invitations")
    page.get_by_role("button", name="New link").click()
    page.get_by_label("How many people may use it").fill("1")
    page.get_by_role("button", name="Make the link").click()
    url = page.get_by_role("textbox", name="Link").input_value()
    page.get_by_role("button", name="Done").click()
    link = "/join" + url.partition("/join")[2]
    ben.page.goto(link)
    expect(ben.page.get_by_text("which is closed by this")).to_be_visible()
    ben.page.get_by_role("button", name="Join as Ben").click()
    expect(ben.page).to_have_url(is_path("/"))
    expect(row(page, "Join links", "1 of 1 use")).to_contain_text("Used up", timeout=SOON)
    assert ben("GET", "/users/me")["organization_id"] == ada("GET", "/users/me")["organization_id"]
    ben.page.goto(link)
    expect(ben.page.get_by_role("heading", name="This link does not work")).to_be_visible()


def test_roles_and_removal_reach_open_pages_and_can_be_undone(browser: Browser, server: Server, visit: Visit) -> None:
    ada = visit("Ada")
    mia = colleague(ada, browser, server, role="admin")
    page, theirs = ada.at("/settings?part=people"), mia.at("/settings?part=people")
    expect(row(theirs, "People", "Ada")).to_be_visible()
    row(page, "People", "Mia").get_by_role("combobox").select_option("member")
    expect(theirs.get_by_role("link", name="People")).to_have_count(0, timeout=2 * SOON)  # it loads anew
    row(page, "People", "Mia").get_by_role("button", name="Remove").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Remove").click()
    expect(theirs).to_have_url(is_path("/sign-in"), timeout=SOON)
    expect(row(page, "People", "Mia")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(row(page, "People", "Mia")).to_be_visible()
    row(page, "People", "Mia").get_by_role("button", name="Remove").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Remove").click()
    page.get_by_label("Status").click()
    page.get_by_role("option", name="Removed").click()
    row(page, "People", "Mia").get_by_role("button", name="Bring back").click()
    expect(row(page, "People", "Mia")).to_have_count(0)
    sign_in(theirs, mia.email)
    mia.leave()


def test_an_account_is_deleted_with_time_to_change_ones_mind(browser: Browser, server: Server, visit: Visit) -> None:
    ada = visit("Ada")
    mia = colleague(ada, browser, server)
    page, people = mia.at("/settings?part=account"), ada.at("/settings?part=people")
    page.get_by_role("button", name="Delete my account…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Password").fill("not this one")
    dialog.get_by_role("button", name="Delete my account").click()
    expect(page.get_by_text("The password is wrong.")).to_be_visible()
    dialog.get_by_label("Password").fill(PASSWORD)
    dialog.get_by_role("button", name="Delete my account").click()
    expect(page).to_have_url(is_path("/sign-in"))
    expect(row(people, "People", "Mia").get_by_text("Leaving")).to_be_visible(timeout=SOON)
    sign_in(page, mia.email)
    expect(page.get_by_text("Your account will be deleted on")).to_be_visible()
    page.get_by_role("button", name="Keep my account").click()
    expect(page.get_by_text("Your account will be deleted on")).to_be_hidden()
    expect(row(people, "People", "Mia").get_by_text("Leaving")).to_have_count(0, timeout=SOON)
    mia.leave()
