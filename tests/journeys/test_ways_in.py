"""Every way in beside the password, in a real browser: codes, passkeys, other houses, links in letters, invitations."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pyotp
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.databases import NewDatabase
from tests.journeys.post_office import PostOffice, post_office
from tests.journeys.visitors import PASSWORD, Contexts, Visit, is_path, visiting
from tests.oidc import Provider
from tests.servers import Server, free_port

NEW = "an even quieter harbour"


@dataclass(frozen=True)
class House:
    """An Atrium that sends real letters and trusts two providers."""

    url: str
    post: PostOffice


@pytest.fixture(scope="module")
def house(new_database: NewDatabase, provider: Provider) -> Iterator[House]:
    port = free_port()
    url = f"http://localhost:{port}"  # passkeys belong to a name
    with post_office() as post:
        server = Server(DATABASE_URL=new_database(), ATRIUM_PORT=str(port), ATRIUM_BASE_URL=url,
                        ATRIUM_SMTP_URL=post.url, **provider.variables)  # fmt: skip
        server.start()
        yield House(url, post)
        server.close()


@pytest.fixture
def come(browser: Browser, house: House) -> Iterator[Visit]:
    with visiting(Contexts(browser, house.url), house.url) as come:
        yield come


@pytest.fixture
def stranger(browser: Browser, house: House) -> Iterator[BrowserContext]:
    """A browser of nobody in particular."""
    with browser.new_context(base_url=house.url) as context:
        yield context


def sign_out(page: Page) -> None:
    page.locator(".top .me").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(is_path("/sign-in"))


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    page.locator("#email").fill(email)
    page.locator("#password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def cookie(context: BrowserContext) -> str:
    return next(one["value"] for one in context.cookies() if one["name"] == "atrium")


def test_with_a_code_of_the_app_or_once_with_a_recovery_code(come: Visit) -> None:
    ada = come("Ada")
    page, before = ada.at("/settings?part=security"), cookie(ada.context)
    page.get_by_role("button", name="Turn on").click()
    secret = page.locator(".qr-said code").inner_text().replace(" ", "")
    app = pyotp.TOTP(secret)
    page.get_by_label("Code").fill("000000")
    page.get_by_role("dialog").get_by_role("button", name="Turn on").click()
    expect(page.get_by_text("The code is wrong. Is the clock of your device right?")).to_be_visible()
    page.get_by_label("Code").fill(app.at(time.time() - 30))
    page.get_by_role("dialog").get_by_role("button", name="Turn on").click()
    codes = page.get_by_role("list", name="Recovery codes").get_by_role("listitem")
    expect(codes).to_have_count(10)
    code = codes.first.inner_text()
    with page.expect_event("domcontentloaded"):
        page.get_by_role("button", name="I kept them").click()
    expect(page.get_by_text("10 of 10 recovery codes are left.")).to_be_visible()
    assert cookie(ada.context) != before  # what was known of the session before is worth nothing now
    sign_out(page)
    sign_in(page, ada.email)
    expect(page.get_by_role("heading", name="Two-step sign-in")).to_be_visible()
    page.goto("/tasks")
    expect(page).to_have_url(re.compile(r"/sign-in\?next="))  # half a sign-in opens nothing
    sign_in(page, ada.email)
    page.get_by_label("Code").fill("123")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert").or_(page.locator("#code-said"))).to_contain_text("wrong or was used already")
    page.get_by_label("Code").fill(app.now())
    page.get_by_role("button", name="Continue").click()
    expect(page).to_have_url(is_path("/tasks"))
    for opens in (True, False):
        sign_out(page)
        sign_in(page, ada.email)
        page.get_by_label("Code").fill(code.upper())
        page.get_by_role("button", name="Continue").click()
        if opens:
            expect(page).to_have_url(is_path("/"))
    expect(page.locator("#code-said")).to_contain_text("wrong or was used already")


def test_with_a_passkey_alone_and_as_the_second_step(come: Visit) -> None:
    ada = come("Ada")
    page = ada.at("/settings?part=security")
    device = ada.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }})  # fmt: skip
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_label("Name").fill("My <laptop>")
    page.get_by_role("button", name="Continue").click()
    keys = page.get_by_role("region", name="Passkeys").get_by_role("listitem")
    expect(keys).to_contain_text(["My <laptop>"])
    sign_out(page)
    page.get_by_label("Keep me signed in").check()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(is_path("/"))
    assert next(one for one in ada.context.cookies() if one["name"] == "atrium")["expires"] > 0
    ada.at("/settings?part=security")
    expect(keys).to_contain_text(["last used just now"])
    keys.get_by_role("button", name="Remove").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Remove").click()
    expect(keys).to_have_count(0)
    sign_out(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("alert")).to_have_text("This passkey could not be checked. Please try again.")


def at_the_provider(page: Page, email: str, *, is_verified: bool = True) -> None:
    """Say there who one is."""
    page.get_by_role("link", name="Continue with First House").click()
    expect(page.get_by_role("heading", name="Provider one")).to_be_visible()
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Name").fill("Olga Ross")
    if not is_verified:
        page.evaluate("document.forms[0].insertAdjacentHTML('beforeend', '<input type=hidden name=verified value=no>')")
    page.get_by_role("button", name="Continue").click()


def test_with_another_house_that_vouches_for_the_address(come: Visit, stranger: BrowserContext, house: House) -> None:
    page = stranger.new_page()
    page.goto("/sign-in?next=/teams")
    at_the_provider(page, "olga@house.example.org", is_verified=False)
    expect(page.get_by_role("alert")).to_contain_text("First House does not vouch for your e-mail address.")
    at_the_provider(page, "olga@house.example.org")
    expect(page).to_have_url(is_path("/teams"))
    expect(page.get_by_text("Olga Ross’s organisation").first).to_be_visible()
    sign_out(page)
    ada = come("Ada")
    at_the_provider(page, ada.email)
    expect(page.get_by_role("alert")).to_contain_text("nobody confirmed the address yet")
    confirmed = ada.at(house.post.link(ada.email, "/verify-email"))
    confirmed.get_by_role("button", name="Confirm the address").click()
    expect(confirmed.get_by_role("heading", name="Your address is confirmed")).to_be_visible()
    at_the_provider(page, ada.email)
    expect(page).to_have_url(is_path("/"))
    expect(page.get_by_text("Ada’s").first).to_be_visible()


def test_by_the_links_in_letters(come: Visit, stranger: BrowserContext, house: House) -> None:
    ada = come("Ada")
    page = ada.at("/teams")
    expect(page.get_by_text("Please confirm your e-mail address")).to_be_visible()
    verify, theirs = house.post.link(ada.email, "/verify-email"), stranger.new_page()
    for _ in range(2):  # looking confirms nothing
        theirs.goto(verify)
        expect(theirs.get_by_role("button", name="Confirm the address")).to_be_visible()
    assert ada("GET", "/users/me")["email_verified"] is False
    theirs.get_by_role("button", name="Confirm the address").click()
    expect(theirs.get_by_role("heading", name="Your address is confirmed")).to_be_visible()
    expect(page.get_by_text("Please confirm your e-mail address")).to_be_hidden()
    theirs.goto("/sign-in")
    theirs.get_by_role("link", name="Choose a new one").click()
    theirs.get_by_label("E-mail").fill(ada.email)
    theirs.get_by_role("button", name="Send the link").click()
    expect(theirs.get_by_role("heading", name="Look into your mail")).to_be_visible()
    reset = house.post.link(ada.email, "/reset-password")
    for _ in range(2):  # nor does it replace anything
        theirs.goto(reset)
        expect(theirs.get_by_label("New password")).to_be_visible()
    theirs.get_by_label("New password").fill("password1")
    theirs.get_by_role("button", name="Change the password").click()
    expect(theirs.get_by_text("one of the most common ones")).to_be_visible()
    theirs.get_by_label("New password").fill(NEW)
    theirs.get_by_role("button", name="Change the password").click()
    expect(page).to_have_url(is_path("/sign-in"))
    expect(theirs.get_by_role("heading", name="Your password is changed")).to_be_visible()
    for used in (verify, reset):
        theirs.goto(used)
        expect(theirs.get_by_text("This link is not valid (any more).")).to_be_visible()
    sign_in(page, ada.email)
    expect(page.get_by_role("alert")).to_have_text("E-mail address or password is wrong.")
    sign_in(page, ada.email, NEW)
    expect(page).to_have_url(is_path("/"))


def test_by_an_invitation_to_an_account_there_is(come: Visit, house: House) -> None:
    ada, ben, eve = come("Ada"), come("Ben"), come("Eve")
    ada("POST", "/invitations/send", {"email": ben.email, "role": "admin"})
    link, page = house.post.link(ben.email, "/invitation"), ben.at("/")
    eve.page.goto(link)
    expect(eve.page.get_by_role("heading", name="This invitation is for another address")).to_be_visible()
    sign_out(page)
    page.goto(link)
    page.get_by_role("link", name="Sign in").click()
    sign_in(page, ben.email)
    expect(page.get_by_text("Your tasks and teams come along from Ben’s, which is closed by this.")).to_be_visible()
    before = cookie(ben.context)
    page.get_by_role("button", name="Accept the invitation").click()
    expect(page).to_have_url(is_path("/"))
    expect(page.get_by_text("Ada’s").first).to_be_visible()
    cookie_after = cookie(ben.context)
    assert (ben("GET", "/users/me")["role"], before == cookie_after) == ("admin", False)


def test_by_an_invitation_and_another_house(come: Visit, stranger: BrowserContext, house: House) -> None:
    ada, page = come("Ada"), stranger.new_page()
    email = ada.email.replace("ada", "nora")
    ada("POST", "/invitations/send", {"email": email, "role": "member"})
    page.goto(house.post.link(email, "/invitation"))
    at_the_provider(page, email)
    page.get_by_role("button", name="Accept the invitation").click()
    expect(page).to_have_url(is_path("/"))
    expect(page.get_by_text("Ada’s").first).to_be_visible()
    assert [one["role"] for one in ada("GET", f"/users?q={email}")["items"]] == ["member"]
