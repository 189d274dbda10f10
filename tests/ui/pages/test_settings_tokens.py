"""Personal tokens in the settings, simulated."""

from nicegui import ui
from nicegui.testing.user_interaction import UserInteraction

from domain import accounts
from tests.ui.pages.conftest import Open, until
from tests.worlds import person


async def test_a_token_is_made_shown_once_and_deleted(open_page: Open) -> None:
    ada = await person("Ada")
    user = await open_page("/settings?part=tokens", ada)
    await user.should_see("No tokens yet")
    user.find("New token").click()
    await user.should_see("Make it", retries=50)
    user.find(kind=ui.input, content="Name").type("Backup script")
    next(iter(user.find(kind=ui.select, content="Tasks").elements)).value = "write"
    user.find("Make it").click()
    await until(lambda: any(str(getattr(e, "value", "")).startswith("atr_") for e in user.client.elements.values()))
    [token] = await accounts.tokens_of(actor=ada)
    assert (token.name, token.scopes) == ("Backup script", ("tasks:read", "tasks:write"))
    await user.should_see("Backup script")
    user.find(kind=ui.button, content="Delete").click()
    await until(lambda: any(getattr(e, "text", "") == "Delete “Backup script”?" for e in user.client.elements.values()))
    asking = max(user.find(kind=ui.button, content="Delete").elements, key=lambda button: button.id)
    UserInteraction(user, {asking}, None).click()
    await user.should_see("No tokens yet", retries=50)
    assert await accounts.tokens_of(actor=ada) == []
