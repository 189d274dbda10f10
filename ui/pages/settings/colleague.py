"""The form for a colleague's account."""

from collections.abc import Awaitable, Callable

from nicegui import ui

from domain import accounts
from domain.accounts import NewColleague
from ui import auth, frame
from ui.components.filling import filling
from ui.components.form_dialog import buttons, form_dialog
from ui.components.text import text


async def new_colleague(added: Callable[[], Awaitable[None]]) -> None:
    """Ask for name, address and a first password; `added` is called when the account is there."""
    with form_dialog("Add a person") as dialog:
        text("p", "They get an account in your organisation. Hand them the password; they can change it later.")
        name = ui.input("Name").props("autofocus maxlength=120 autocomplete=off")
        email = ui.input("E-mail").props("type=email maxlength=254 autocomplete=off")
        password = ui.input("First password", password=True, password_toggle_button=True)
        password.props('maxlength=128 autocomplete=new-password hint="At least 8 characters."')

        async def add() -> None:
            async with filling(name=name, email=email, password=password):
                actor = await auth.actor()
                typed = {"name": name.value, "email": email.value, "password": password.value}
                form = NewColleague.of(**typed, time_zone=actor.time_zone)
                person = await accounts.add_colleague(form, actor=actor)
                dialog.close()
                frame.toast(f"{person.name} can sign in now.")
                await added()

        buttons(dialog, "Add", add)
