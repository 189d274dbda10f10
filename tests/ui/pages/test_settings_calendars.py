"""Calendars in the settings, simulated."""

from nicegui import ui
from nicegui.testing import User
from nicegui.testing.user_interaction import UserInteraction

from domain import exchange
from tests.ui.pages.conftest import Open, until
from tests.worlds import person


def _shown(user: User) -> list[str]:
    return [str(getattr(element, "value", "")) for element in user.client.elements.values()]


async def test_a_calendar_is_made_its_address_shown_once_and_deleted(open_page: Open) -> None:
    ada = await person("Ada")
    user = await open_page("/settings?part=calendars", ada)
    await user.should_see("No calendars yet")
    user.find("New calendar").click()
    await user.should_see("Create calendar")
    [name] = user.find(kind=ui.input, content="Name").elements
    [where] = user.find(kind=ui.input, content="Filter").elements
    name.value, where.value = "Work", "due << now"
    user.find("Create calendar").click()
    await until(lambda: bool(where.error))
    assert (name.value, where.value) == ("Work", "due << now")
    where.value = "priority >= high"
    user.find("Create calendar").click()
    await until(lambda: any(value.endswith(".ics") for value in _shown(user)))
    [feed] = await exchange.feeds(actor=ada)
    assert (feed.name, feed.filter) == ("Work", "priority >= high")
    await user.should_see("Never read yet")
    [address] = [value for value in _shown(user) if value.endswith(".ics")]
    await exchange.calendar(address.rsplit("/", 1)[1].removesuffix(".ics"))
    user.find(kind=ui.button, content="Delete").click()
    await until(lambda: any(getattr(e, "text", "") == "Delete “Work”?" for e in user.client.elements.values()))
    asking = max(user.find(kind=ui.button, content="Delete").elements, key=lambda button: button.id)
    UserInteraction(user, {asking}, None).click()
    await user.should_see("No calendars yet")
    assert await exchange.feeds(actor=ada) == []
