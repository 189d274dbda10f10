"""The doors, simulated: what comes back stands beside its field."""

from urllib.parse import unquote

from nicegui.testing import User
from starlette.responses import Response

from tests.ui.pages.conftest import Open
from ui import cookies


def flash(path: str, values: dict[str, str], errors: dict[str, str]) -> dict[str, str]:
    """The cookie with which a form comes back to its page."""
    response = Response()
    cookies.set_flash(response, values, errors | {"form": path})
    name, _, rest = response.headers["set-cookie"].partition("=")
    return {name: unquote(rest.partition(";")[0]).strip('"')}


def box(user: User, name: str) -> dict[str, object]:
    """The props of one input."""
    assert user.client
    [found] = [e for e in user.client.elements.values() if e.tag == "input" and e.props.get("name") == name]
    return dict(found.props)


async def test_an_empty_form_has_hints_and_no_errors(open_page: Open) -> None:
    user = await open_page("/sign-up")
    await user.should_see("At least 8 characters; a few words in a row are easy to keep in mind.")
    assert "aria-invalid" not in box(user, "email")
    assert box(user, "password")["autocomplete"] == "new-password"
    assert box(user, "time_zone")["type"] == "hidden"


async def test_what_was_typed_comes_back_and_the_password_never_does(open_page: Open) -> None:
    typed = {"email": 'ada"><script>', "name": "Ada", "password": "secret"}
    user = await open_page("/sign-up", cookies=flash("/sign-up", typed, {"email": "Email must be an e-mail address."}))
    await user.should_see("Email must be an e-mail address.")
    email, password = box(user, "email"), box(user, "password")
    assert (email["^value"], email["aria-invalid"]) == (typed["email"], "true")
    assert "autofocus" in email
    assert "^value" not in password
    assert box(user, "name")["^value"] == "Ada"


async def test_an_error_of_the_whole_form_stands_above_it(open_page: Open) -> None:
    said = {"": "E-mail address or password is wrong."}
    user = await open_page("/sign-in", cookies=flash("/sign-in", {"email": "ada@example.org", "remember": "yes"}, said))
    await user.should_see("E-mail address or password is wrong.")
    assert box(user, "remember")["^checked"] is True
    other = await open_page("/sign-up", cookies=flash("/sign-in", {}, said))
    await other.should_not_see("E-mail address or password is wrong.")


async def test_the_wish_goes_along_and_only_to_this_site(open_page: Open) -> None:
    user = await open_page("/sign-in?next=/tasks%3Fq%3Dprinter")
    assert box(user, "next")["^value"] == "/tasks?q=printer"
    for foreign in ("https://evil.example", "//evil.example", "/\\evil.example"):
        user = await open_page(f"/sign-in?next={foreign}")
        assert user.client
        assert not [e for e in user.client.elements.values() if e.props.get("name") == "next"]


async def test_typed_markup_stays_text_in_the_page(open_page: Open) -> None:
    user = await open_page("/sign-in", cookies=flash("/sign-in", {"email": "</script><b>"}, {"": "Wrong."}))
    page = await user.http_client.get("/sign-in")
    assert "</script><b>" not in page.text
