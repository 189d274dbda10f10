"""Personal tokens in the settings, simulated."""

from nicegui import ui
from nicegui.testing import User
from nicegui.testing.user_interaction import UserInteraction

from domain import accounts
from tests.ui.pages.conftest import Open, signed_in_long_ago, until
from tests.worlds import PASSWORD, person


async def test_a_token_is_made_shown_once_and_deleted(open_page: Open) -> None:
    ada = await person("Ada")
    user = await open_page("/settings?part=tokens", ada)
    await user.should_see("No tokens yet")
    user.find("New token").click()
    await user.should_see("Create token")
    user.find(kind=ui.input, content="Name").type("Backup script")
    next(iter(user.find(kind=ui.select, content="Tasks").elements)).value = "write"
    user.find("Create token").click()
    await until(lambda: any(str(getattr(e, "value", "")).startswith("atr_") for e in user.client.elements.values()))
    [token] = await accounts.tokens_of(actor=ada)
    assert (token.name, token.scopes) == ("Backup script", ("tasks:read", "tasks:write"))
    await user.should_see("Backup script")
    user.find(kind=ui.button, content="Delete").click()
    await until(lambda: any(getattr(e, "text", "") == "Delete “Backup script”?" for e in user.client.elements.values()))
    asking = max(user.find(kind=ui.button, content="Delete").elements, key=lambda button: button.id)
    UserInteraction(user, {asking}, None).click()
    await user.should_see("No tokens yet")
    assert await accounts.tokens_of(actor=ada) == []


async def _make(user: User) -> None:
    user.find("New token").click()
    await user.should_see("Create token")
    user.find(kind=ui.input, content="Name").type("Backup script")
    next(iter(user.find(kind=ui.select, content="Tasks").elements)).value = "read"
    user.find("Create token").click()


async def test_who_signed_in_long_ago_proves_who_they_are_before_a_token_is_made(open_page: Open) -> None:
    ada = await person("Ada")
    user = await open_page("/settings?part=tokens", ada)
    await user.should_see("No tokens yet")
    await signed_in_long_ago(ada)
    await _make(user)
    await user.should_see("Please confirm that it is you")
    assert await accounts.tokens_of(actor=ada) == []
    user.find(kind=ui.input, content="Password").type(PASSWORD)
    user.find("Confirm").click()
    await until(lambda: any(str(getattr(e, "value", "")).startswith("atr_") for e in user.client.elements.values()))
    [token] = await accounts.tokens_of(actor=ada)
    assert token.name == "Backup script"


async def test_who_would_rather_not_prove_it_gets_no_token_and_keeps_what_was_typed(open_page: Open) -> None:
    ada = await person("Ada")
    user = await open_page("/settings?part=tokens", ada)
    await user.should_see("No tokens yet")
    await signed_in_long_ago(ada)
    await _make(user)
    await user.should_see("Please confirm that it is you")
    cancel = max(user.find(kind=ui.button, content="Cancel").elements, key=lambda button: button.id)
    UserInteraction(user, {cancel}, None).click()
    await user.should_not_see("Please confirm that it is you")
    assert next(iter(user.find(kind=ui.input, content="Name").elements)).value == "Backup script"
    assert await accounts.tokens_of(actor=ada) == []
