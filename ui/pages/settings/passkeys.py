"""One's own passkeys."""

from functools import partial

from nicegui import ui

from domain import accounts, clock
from domain.accounts import Passkey, Person, TwoFactor
from ui import auth, confirming, errors, frame
from ui.components.confirm import confirm
from ui.components.device import device_words
from ui.components.filling import filling
from ui.components.form_dialog import buttons, form_dialog
from ui.components.icon import icon, icon_name
from ui.components.text import text
from ui.components.when import ago, day

_SENTENCE = "Sign in with a finger, a face or a PIN instead of the password. Nobody can talk you out of a passkey."


class Passkeys:
    """The list, with a way to add, rename and remove."""

    def __init__(self) -> None:
        with ui.element("section").classes("sheet").props("aria-label=Passkeys"):
            text("h2", "Passkeys")
            text("p", _SENTENCE).classes("sub")
            self._rows = ui.element("ul").classes("plain sessions")
            with ui.element("div").classes("sheet-b"):
                add = ui.button("Add a passkey", color=None, on_click=self._add).classes("btn-o")
                add.props["icon"] = icon_name("plus")

    async def show(self, person: Person, _: TwoFactor) -> None:
        """Show those there are."""
        found = await accounts.passkeys_of(actor=person)
        self._rows.clear()
        self._rows.set_visibility(bool(found))
        with self._rows:
            for key in found:
                _row(key, person)

    async def _add(self) -> None:
        agent = (await auth.session()).agent
        async with errors.shown():
            if await confirming.sure():
                _ask_for_name(device_words(agent, "browser").name)


def _row(key: Passkey, person: Person) -> None:
    used = (
        f"last used {ago(key.last_used_at, clock.now(), person.time_zone, person.locale)}"
        if key.last_used_at
        else "not used yet"
    )
    kept = "synced" if key.is_synced else "on this device only"
    with ui.element("li"):
        icon("key-round")
        with ui.element("div").classes("ml-who"):
            text("b", key.name)
            text("span", f"Added {day(key.created_at, person.time_zone, person.locale)} · {used} · {kept}").classes(
                "ml-note"
            )
        for act, label, sign in ((_rename, "Rename", "pencil"), (_remove, "Remove", "trash-2")):
            button = ui.button(color=None, on_click=partial(act, key)).classes("ib")
            button.props(f'aria-label="{label}"').props["icon"] = icon_name(sign)
            button.tooltip(label)


def _ask_for_name(suggested: str) -> None:
    with form_dialog("Add a passkey") as dialog:
        text("p", "Give it a name, then follow what your device asks.")
        name = ui.input("Name", value=suggested).props("autofocus maxlength=120 autocomplete=off")

        async def add() -> None:
            async with filling(name=name):
                actor, under = await auth.actor(), await auth.session()
                options = await accounts.begin_passkey(actor=actor, under=under)
                if credential := await confirming.from_passkey("create", options):
                    await accounts.add_passkey(credential, name.value, actor=actor, under=under)
                    dialog.close()
                    frame.toast("The passkey is added. You can sign in with it.")

        buttons(dialog, "Continue", add)


async def _rename(key: Passkey) -> None:
    with ui.context.client, form_dialog("Rename the passkey") as dialog:
        name = ui.input("Name", value=key.name).props("autofocus maxlength=120 autocomplete=off")

        async def save() -> None:
            async with filling(name=name):
                await accounts.rename_passkey(key.id, name.value, actor=await auth.actor())
                dialog.close()

        buttons(dialog, "Save", save)


async def _remove(key: Passkey) -> None:
    async with errors.shown():
        with ui.context.client:
            is_sure = await confirming.sure() and await confirm(
                f"Remove “{key.name}”?", "It opens nothing here any more.", button="Remove"
            )
        if is_sure:
            await accounts.remove_passkey(key.id, actor=await auth.actor(), under=await auth.session())
            frame.toast(f"“{key.name}” is removed.")
