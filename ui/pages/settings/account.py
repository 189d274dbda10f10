"""Deleting one's own account, and keeping it after all."""

from nicegui import ui

from domain import accounts
from domain.accounts import Person, TwoFactor
from ui import auth, confirming, errors, frame
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
    async with errors.shown():
        actor = await auth.actor()
        _Question(actor, await accounts.two_factor_of(actor=actor))


class _Question:
    """The last question. Who has a password types it; who has none proves otherwise that it is them."""

    def __init__(self, actor: Person, ways: TwoFactor) -> None:
        self._boxes: dict[str, ui.input] = {}
        with form_dialog("Delete your account?") as dialog:
            first = "Type your password to delete" if ways.has_password else "This deletes"
            text("p", f"{first} the account of {actor.email} in fourteen days.")
            if ways.has_password:
                self._password()
            with ui.element("div").classes("ask-b"):
                ui.button("Keep it", color=None, on_click=dialog.close)
                ui.button("Delete my account", color=None, on_click=self._delete).classes("btn-d")

    def _password(self) -> None:
        box = self._boxes["password"] = ui.input("Password", password=True, password_toggle_button=True)
        box.props("autofocus maxlength=128 autocomplete=current-password").on("keydown.enter", self._delete)

    async def _delete(self) -> None:
        async with filling(**self._boxes):
            box = self._boxes.get("password")
            if box or await confirming.sure():
                password = box.value if box else ""
                await accounts.delete_account(password, actor=await auth.actor(), under=await auth.session())
