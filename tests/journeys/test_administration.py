"""Running the installation, in browsers: whoever is turned out is out at once, and rights come and go on open pages."""

from typing import Any

import psycopg
from playwright.sync_api import Page, expect

from persistence.database import connection_string
from tests.journeys.test_people import row, sign_in
from tests.journeys.visitors import PASSWORD, PHONE, SOON, Visit, Visitor, is_path
from tests.servers import Server


def sql(server: Server, statement: str, *given: Any) -> None:
    with psycopg.connect(connection_string(server.database_url), autocommit=True) as owner:
        owner.execute(statement.encode(), given)


def running(server: Server, visitor: Visitor) -> Visitor:
    """Let somebody run the installation."""
    sql(server, "update people set is_instance_admin = true where email = %s", visitor.email)
    told = """select pg_notify('atrium', json_build_object('name', 'person.updated', 'kind', 'person', 'object_id', id,
      'audience', array[]::uuid[], 'detail', '')::text) from people where email = %s"""
    sql(server, told, visitor.email)  # what the server knows of a session it believes for some seconds
    return visitor


def act(page: Page, name: str, label: str, button: str) -> None:
    row(page, "People", name).get_by_role("button", name=label).click()
    page.get_by_role("alertdialog").get_by_role("button", name=button).click()


def test_accounts_of_all_organisations_are_in_ones_hands(server: Server, visit: Visit) -> None:
    root, ben, cleo = running(server, visit("Root")), visit("Ben"), visit("Cleo")
    theirs, hers = ben.at("/tasks"), cleo.at("/")
    page = root.at("/admin")
    page.get_by_label("Find by name or city").fill("Ben’s")
    page.get_by_role("list", name="Organisations").get_by_role("link", name="Ben’s").first.click()
    expect(page).to_have_url(is_path("/admin/people"))
    expect(row(page, "People", "Ben")).to_have_count(1)

    sql(server, """update sessions set proven_at = now() - interval '1 hour' where person_id =
      (select id from people where email = %s)""", root.email)  # fmt: skip
    act(page, "Ben", "Deactivate", "Deactivate")
    page.get_by_role("dialog").get_by_label("Password").fill("not this one")
    page.get_by_role("button", name="Confirm", exact=True).click()
    expect(page.get_by_text("The password is wrong.")).to_be_visible()
    page.get_by_role("dialog").get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm", exact=True).click()
    expect(row(page, "People", "Ben").get_by_text("Deactivated")).to_be_visible(timeout=15_000)
    expect(theirs).to_have_url(is_path("/sign-in"), timeout=2 * SOON)
    page.get_by_role("button", name="Undo").click()
    expect(row(page, "People", "Ben").get_by_text("Deactivated")).to_have_count(0)
    sign_in(theirs, ben.email)

    page.get_by_role("link", name="Only of Ben’s").click()
    page.get_by_label("Find by name or address").fill(cleo.email)
    act(page, "Cleo", "Let them run Atrium", "Let them run it")
    expect(row(page, "People", "Cleo").get_by_text("Runs Atrium")).to_be_visible()
    hers.get_by_role("link", name="Administration").click(timeout=2 * SOON)
    hers.get_by_role("link", name="Health").click()
    expect(hers.get_by_role("region", name="Database")).to_contain_text("PostgreSQL")
    act(page, "Cleo", "Let them run Atrium no longer", "Take it back")
    expect(row(page, "People", "Cleo").get_by_text("Runs Atrium")).to_have_count(0)
    expect(hers).to_have_url(is_path("/"), timeout=2 * SOON)
    expect(hers.get_by_role("link", name="Administration")).to_have_count(0)


def test_it_fits_a_phone_and_goes_by_keyboard(server: Server, visit: Visit) -> None:
    root = running(server, visit("Root", **PHONE))
    page = root.at("/admin")
    expect(page.get_by_role("navigation", name="Administration")).to_be_visible()
    for tab in ("People", "Jobs", "Outbox", "Audit log", "Health"):
        page.get_by_role("navigation", name="Administration").get_by_role("link", name=tab).focus()
        page.keyboard.press("Enter")
        here = page.get_by_role("navigation", name="Administration").get_by_role("link", name=tab)
        expect(here).to_have_attribute("aria-current", "page")
        expect(here).to_be_in_viewport()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), tab
