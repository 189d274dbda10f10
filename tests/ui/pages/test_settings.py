"""The settings, simulated."""

import pytest
from nicegui import ui

from domain import accounts
from domain.accounts import Device
from tests.ui.pages.conftest import Open, until
from tests.worlds import PASSWORD, World, person
from ui.components.device import device_words
from ui.components.member_list import MemberList

CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
)
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 \
Mobile/15E148 Safari/604.1"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"


async def test_the_profile_shows_what_holds_and_saves_what_is_typed(open_page: Open) -> None:
    ada = await person("Ada")
    user = await open_page("/settings", ada)
    await user.should_see("Time zone")
    [name] = [box for box in user.find(ui.input).elements if box.value == "Ada"]
    name.value = " "
    user.find("Save").click()
    await until(lambda: name.error == "Name must not be empty.")
    name.value = "Ada Lovelace"
    user.find("Save").click()

    async def is_saved() -> bool:
        return (await accounts.cards([ada.id], actor=ada))[ada.id].name == "Ada Lovelace"

    await until(is_saved)


async def test_only_admins_are_shown_the_people(world: World, open_page: Open) -> None:
    user = await open_page("/settings?part=people", world.owner)
    await user.should_see(MemberList)
    await accounts.add_colleague(
        accounts.NewColleague(email="colleague.of.ada@example.org", password=PASSWORD, name="Dana"), actor=world.owner
    )
    dana = (await accounts.sign_in("colleague.of.ada@example.org", PASSWORD, device=Device("127.0.0.1", "test"))).person
    user = await open_page("/settings?part=people", dana)
    await user.should_see("Profile")
    await user.should_not_see("People")
    await user.should_not_see(MemberList)


async def test_sessions_are_named_and_this_one_cannot_be_ended_here(open_page: Open) -> None:
    ada = await person("Ada")
    await accounts.sign_in(ada.email, PASSWORD, device=Device("192.0.2.7", FIREFOX))
    user = await open_page("/settings?part=sessions", ada)
    await user.should_see("Firefox on Linux")
    await user.should_see("192.0.2.7")
    await user.should_see("This session")
    user.find("End all other sessions").click()
    await user.should_see("End all other sessions?")
    user.find("End them").click()
    await user.should_not_see("Firefox on Linux")
    assert len(await accounts.sessions_of(actor=ada)) == 1


@pytest.mark.parametrize(
    ("agent", "kind", "name", "icon"),
    [
        (CHROME, "browser", "Chrome on Windows", "monitor"),
        (CHROME + " Edg/142.0", "browser", "Edge on Windows", "monitor"),
        (SAFARI, "browser", "Safari on iPhone", "smartphone"),
        (FIREFOX, "browser", "Firefox on Linux", "monitor"),
        ("curl/8.5.0", "api", "Program (curl)", "code"),
        ("", "browser", "Program", "code"),
        ("<script>" * 20, "api", "Program (" + ("<script>" * 20)[:40] + ")", "code"),
    ],
)
def test_devices_have_names(agent: str, kind: str, name: str, icon: str) -> None:
    words = device_words(agent, kind)
    assert (words.name, words.icon) == (name, icon)
