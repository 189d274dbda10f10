"""Deleting one's own account, and keeping it after all."""

from nicegui import ui

from domain import accounts
from domain.accounts import Person
from ui import auth, confirming, errors, frame
from ui.components.confirm import confirm
from ui.components.filling import filling
from ui.components.form_dialog import form_dialog
from ui.components.going import Going
from ui.components.text import text

_FOLLOWS = (
    "You are signed out everywhere at once. Who signs in again within fourteen days can keep the account.",
    "After that your own tasks and your conversations are gone for good, for those you showed them to as well.",
    "What you made in teams stays there, by “Deleted person”. Teams you own go on to their admin or oldest member.",
)


async def part(actor: Person) -> None:
    """What follows from it, and the button; or until when one may change one's mind."""
    with ui.element("section").classes("sheet").props('aria-label="Delete account"'):
        text("h2", "Delete my account")
        if actor.deletion_due_at:
            text("p", Going.words(actor)).classes("sub")
            with ui.element("div").classes("sheet-b"):
                ui.button("Keep my account", color=None, on_click=keep).classes("btn-p")
            return
        with ui.element("ul").classes("follows"):
            for sentence in _FOLLOWS:
                text("li", sentence)
        with ui.element("div").classes("sheet-b"):
            ui.button("Delete my account…", color=None, on_click=_ask).classes("btn-d")


async def keep() -> None:
    """Stay after all."""
    await frame.keep_account()
    ui.navigate.to("/settings?part=profile")


async def _ask() -> None:
    actor = await auth.actor()
    if not (await accounts.two_factor_of(actor=actor)).has_password:
        await _ask_without_password(actor)
        return
    with form_dialog("Delete your account?") as dialog:
        text("p", f"Type your password to delete the account of {actor.email} in fourteen days.")
        password = ui.input("Password", password=True, password_toggle_button=True)
        password.props("autofocus maxlength=128 autocomplete=current-password")

        async def delete() -> None:
            async with filling(password=password):
                await accounts.delete_account(password.value, actor=await auth.actor(), under=await auth.session())

        password.on("keydown.enter", delete)
        with ui.element("div").classes("ask-b"):
            ui.button("Keep it", color=None, on_click=dialog.close)
            ui.button("Delete my account", color=None, on_click=delete).classes("btn-d")


async def _ask_without_password(actor: Person) -> None:
    async with errors.shown():
        said = f"The account of {actor.email} is deleted in fourteen days."
        if await confirming.sure() and await confirm("Delete your account?", said, button="Delete my account"):
            await accounts.delete_account("", actor=await auth.actor(), under=await auth.session())
