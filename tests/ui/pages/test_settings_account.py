"""Deleting one's own account from the settings, simulated."""

import psycopg
from nicegui import ui
from nicegui.testing.user_interaction import UserInteraction

from domain import accounts
from domain.accounts import Person
from persistence.database import connection_string
from tests.ui.pages.conftest import Open, signed_in_long_ago, until
from tests.worlds import person


async def _is_going(ada: Person) -> bool:
    return (await accounts.person_acting(ada.id)).deletion_due_at is not None


def _forget_password(url: str, ada: Person) -> None:
    with psycopg.connect(connection_string(url), autocommit=True) as owner:
        owner.execute("delete from credentials where person_id = %s", (ada.id,))


async def test_who_has_no_password_proves_otherwise_that_it_is_them(open_page: Open, shared_database_url: str) -> None:
    ada = await person("Ada")
    user = await open_page("/settings?part=account", ada)
    _forget_password(shared_database_url, ada)
    await user.should_see("Delete my account…")
    await signed_in_long_ago(ada)
    user.find("Delete my account…").click()
    await user.should_see("Please confirm that it is you")
    await user.should_not_see("Delete your account?")
    assert not await _is_going(ada)


async def test_who_has_no_password_and_signed_in_just_now_is_believed(
    open_page: Open, shared_database_url: str
) -> None:
    ada = await person("Ada")
    user = await open_page("/settings?part=account", ada)
    await user.should_see("Delete my account…")
    _forget_password(shared_database_url, ada)
    user.find("Delete my account…").click()
    await user.should_see("Delete your account?")
    sure = max(user.find(kind=ui.button, content="Delete my account").elements, key=lambda button: button.id)
    UserInteraction(user, {sure}, None).click()
    await until(lambda: _is_going(ada))
