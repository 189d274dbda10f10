"""Changing one's password, or choosing a first one."""

from nicegui import ui

from domain import accounts
from domain.accounts import Person, TwoFactor
from ui import auth, confirming, frame
from ui.components.filling import filling
from ui.components.text import text

_CHANGE = "All your other sessions end when you change it."
_FIRST = "You sign in without one. With a password you have one more way in."


class Password:
    """The present password and a new one; all other sessions end."""

    def __init__(self, actor: Person) -> None:
        with ui.element("section").classes("sheet").props("aria-label=Password"):
            text("h2", "Password")
            self._said = text("p", _CHANGE).classes("sub")
            _own_address(actor)
            self._current = ui.input("Current password", password=True, password_toggle_button=True)
            self._current.props("maxlength=128 autocomplete=current-password")
            self._new = ui.input("New password", password=True, password_toggle_button=True)
            self._new.props('maxlength=128 autocomplete=new-password hint="At least 8 characters."')
            with ui.element("div").classes("sheet-b"):
                self._save = ui.button("Change password", color=None, on_click=self._change).classes("btn-p")
        self._has_password = True

    async def show(self, _: Person, ways: TwoFactor) -> None:
        """Ask for the present one only if there is one."""
        self._has_password = ways.has_password
        self._said.text = _CHANGE if ways.has_password else _FIRST
        self._current.set_visibility(ways.has_password)
        self._save.text = "Change password" if ways.has_password else "Set a password"

    async def _change(self) -> None:
        async with filling(current=self._current, password=self._new):
            if self._has_password:
                keep = (await auth.session()).id
                new = self._new.value
                await accounts.change_password(self._current.value, new, actor=await auth.actor(), keep=keep)
            elif not await confirming.sure():
                return
            else:
                await accounts.set_password(self._new.value, actor=await auth.actor(), under=await auth.session())
            self._current.value = self._new.value = ""
            frame.toast("Your password is changed. Your other sessions have ended.")


def _own_address(actor: Person) -> None:
    # password managers store the new password under this address
    box = ui.element("input").props("type=email autocomplete=username readonly tabindex=-1 aria-hidden=true")
    box.classes("unseen").props["^value"] = actor.email
