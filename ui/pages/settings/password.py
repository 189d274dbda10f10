"""Changing one's password."""

from nicegui import ui

from domain import accounts
from domain.accounts import Person
from ui import auth, frame
from ui.components.filling import filling
from ui.components.text import text


async def part(actor: Person) -> None:
    """The present password and a new one; all other sessions end."""
    with ui.element("section").classes("sheet").props("aria-label=Password"):
        text("h2", "Password")
        text("p", "All your other sessions end when you change it.").classes("sub")
        _own_address(actor)
        current = ui.input("Current password", password=True, password_toggle_button=True)
        current.props("maxlength=128 autocomplete=current-password")
        new = ui.input("New password", password=True, password_toggle_button=True)
        new.props('maxlength=128 autocomplete=new-password hint="At least 8 characters."')

        async def save() -> None:
            async with filling(current=current, password=new):
                keep = (await auth.session()).id
                await accounts.change_password(current.value, new.value, actor=await auth.actor(), keep=keep)
                current.value = new.value = ""
                frame.toast("Your password is changed. Your other sessions have ended.")

        with ui.element("div").classes("sheet-b"):
            ui.button("Change password", color=None, on_click=save).classes("btn-p")


def _own_address(actor: Person) -> None:
    # password managers store the new password under this address
    box = ui.element("input").props("type=email autocomplete=username readonly tabindex=-1 aria-hidden=true")
    box.classes("unseen").props["^value"] = actor.email
