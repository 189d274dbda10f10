"""The way in: the first visit, signing up, signing in, what goes wrong there."""

import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.journeys.visitors import PASSWORD, PHONE, Visit, is_path
from tests.servers import Server, StartServer


def fill(page: Page, **fields: str) -> None:
    for name, value in fields.items():
        page.locator(f"#{name}").fill(value)


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    fill(page, email=email, password=password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_the_first_visit_of_an_empty_installation_leads_through_sign_up_to_the_dashboard(
    browser: Browser, start_server: StartServer
) -> None:
    fresh = start_server()
    with browser.new_context(base_url=fresh.url, timezone_id="Asia/Tokyo") as context:
        page = context.new_page()
        page.goto("/tasks")
        expect(page).to_have_url(is_path("/sign-up"))
        expect(page.get_by_role("heading", name="Welcome to Atrium")).to_be_visible()
        expect(page.locator("#name")).to_be_focused()
        fill(page, name="Ada Lindqvist", organization_name="Northwind", email="ada@example.org", password=PASSWORD)
        page.get_by_role("button", name="Create account").click()
        expect(page).to_have_url(is_path("/"))
        expect(page.get_by_text("Northwind").first).to_be_visible()
        page.goto("/settings")
        expect(page.get_by_label("Time zone")).to_have_value("Asia/Tokyo")


def test_what_is_wrong_stands_beside_the_field_and_what_was_typed_stays(page: Page) -> None:
    page.goto("/sign-up")
    fill(page, name="Ada", organization_name="Northwind", email="ada@localhost", password="password1")
    page.get_by_role("button", name="Create account").click()
    expect(page.locator("#email")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#email-said")).to_contain_text("e-mail address")
    expect(page.locator("#email")).to_be_focused()
    for name, value in {
        "name": "Ada",
        "organization_name": "Northwind",
        "email": "ada@localhost",
        "password": "",
    }.items():
        expect(page.locator(f"#{name}")).to_have_value(value)
    fill(page, email="ada.common@example.org", password="password1")
    page.get_by_role("button", name="Create account").click()
    expect(page.locator("#password-said")).to_contain_text("most common")
    expect(page.locator("#password")).to_have_value("")


def test_an_address_is_taken_only_once(page: Page, visit: Visit) -> None:
    ada = visit("Ada")
    page.goto("/sign-up")
    fill(page, name="Eve", organization_name="Eve’s", email=ada.email.upper(), password=PASSWORD)
    page.get_by_role("button", name="Create account").click()
    expect(page.locator("#email-said")).to_contain_text("already has an account")


def test_a_wrong_password_is_said_without_saying_what_was_wrong(page: Page, visit: Visit) -> None:
    ada = visit("Ada")
    page.goto("/sign-in")
    said = []
    for email in (ada.email, "nobody@example.org"):
        sign_in(page, email, "not the password")
        expect(page.get_by_role("alert")).to_be_visible()
        expect(page.locator("#email")).to_have_value(email)
        said.append(page.get_by_role("alert").inner_text())
    assert said == ["E-mail address or password is wrong."] * 2
    page.get_by_role("link", name="Create an account").click()
    expect(page.get_by_role("heading", name="Create your account")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_signing_in_leads_to_the_page_that_was_wanted(page: Page, visit: Visit) -> None:
    ada = visit("Ada")
    page.goto("/settings?part=password")
    expect(page).to_have_url(is_path("/sign-in"))
    sign_in(page, ada.email)
    expect(page).to_have_url(re.compile(r"/settings\?part=password$"))


@pytest.mark.parametrize("keeps", [False, True])
def test_keep_me_signed_in_outlives_the_browser(page: Page, visit: Visit, keeps: bool) -> None:
    ada = visit("Ada")
    page.goto("/sign-in")
    page.get_by_label("Keep me signed in").set_checked(keeps)
    sign_in(page, ada.email)
    expect(page).to_have_url(is_path("/"))
    [cookie] = [cookie for cookie in page.context.cookies() if cookie["name"] == "atrium"]
    assert (cookie["expires"] > 0) is keeps
    assert cookie["httpOnly"]


def test_the_form_works_by_keyboard_and_without_a_socket(page: Page, visit: Visit) -> None:
    ada = visit("Ada")
    page.route("**/_nicegui_ws/**", lambda route: route.abort())
    page.route_web_socket("**/_nicegui_ws/**", lambda socket: socket.close())
    page.goto("/sign-in")
    expect(page.locator("#email")).to_be_focused()
    page.keyboard.type(ada.email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Show password")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#password")).to_have_attribute("type", "text")
    expect(page.locator("#password")).to_have_value(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(is_path("/"))


def test_what_is_being_typed_outlives_the_socket_connecting_and_the_page_changing(page: Page) -> None:
    page.goto("/sign-up")
    fill(page, name="Ada", organization_name="Northwind", email="ada@localhost", password=PASSWORD)
    page.get_by_role("button", name="Create account").click()
    expect(page.locator("#email-said")).to_be_visible()
    page.locator("#email").fill("ada.better@example.org")
    page.emulate_media(color_scheme="dark")
    page.evaluate("mounted_app.$forceUpdate()")
    expect(page.locator("#email")).to_have_value("ada.better@example.org")


def test_a_second_click_does_not_send_the_form_again(page: Page, visit: Visit) -> None:
    ada = visit("Ada")
    sent = []

    def slowly(route: Route) -> None:
        sent.append(route.request.method)
        page.wait_for_timeout(300)
        route.continue_()

    page.route("**/sign-in", slowly)
    page.goto("/sign-in")
    fill(page, email=ada.email, password=PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).dblclick()
    expect(page).to_have_url(is_path("/"))
    assert sent.count("POST") == 1


def test_password_managers_find_what_they_look_for(page: Page) -> None:
    page.goto("/sign-up")
    wanted = {"name": "name", "organization_name": "organization", "email": "email", "password": "new-password"}
    for name, autocomplete in wanted.items():
        expect(page.locator(f"#{name}")).to_have_attribute("autocomplete", autocomplete)
    page.goto("/sign-in")
    expect(page.locator("#password")).to_have_attribute("autocomplete", "current-password")


@pytest.mark.parametrize("path", ["/sign-in", "/sign-up"])
def test_the_doors_fit_on_a_phone(browser: Browser, server: Server, path: str) -> None:
    with browser.new_context(base_url=server.url, **PHONE) as context:
        page = context.new_page()
        page.goto(path)
        expect(page.locator("#password")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        sizes = page.locator("input:not([type=hidden]), button").evaluate_all("es => es.map(e => e.offsetHeight)")
        assert min(size for size in sizes if size) >= 17


def test_signing_out_closes_the_other_pages_of_that_browser(visit: Visit) -> None:
    ada = visit("Ada")
    one = ada.at("/teams")
    other = ada.context.new_page()
    other.goto("/settings")
    expect(other.get_by_role("heading", name="Settings")).to_be_visible()
    _sign_out(one)
    expect(one).to_have_url(is_path("/sign-in"))
    expect(other).to_have_url(is_path("/sign-in"), timeout=2000)


def _sign_out(page: Page) -> None:
    page.locator(".top .me").click()
    page.get_by_role("button", name="Sign out").click()
