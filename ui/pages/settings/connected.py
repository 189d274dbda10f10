"""One's own accounts with providers."""

from functools import partial

from nicegui import ui

from domain import accounts
from domain.accounts import Identity, Person, TwoFactor
from ui import auth, confirming, errors, frame
from ui.components.confirm import confirm
from ui.components.icon import icon
from ui.components.text import text
from ui.components.when import day

_SENTENCE = "Sign in with an account that you have elsewhere."


class Connected:
    """What is connected, and what can be."""

    def __init__(self) -> None:
        with ui.element("section").classes("sheet").props('aria-label="Connected accounts"') as self._sheet:
            text("h2", "Connected accounts")
            text("p", _SENTENCE).classes("sub")
            self._rows = ui.element("ul").classes("plain sessions")

    async def show(self, person: Person, _: TwoFactor) -> None:
        """Show the accounts, then the providers that none of them is with."""
        found = await accounts.identities_of(actor=person)
        offered = [card for card in accounts.providers() if card.name not in {one.provider for one in found}]
        self._sheet.set_visibility(bool(found or offered))
        self._rows.clear()
        with self._rows:
            for one in found:
                note = f"{one.email} · connected {day(one.created_at, person.time_zone, person.locale)}"
                _row(one.provider, note, "Disconnect", partial(_disconnect, one))
            for card in offered:
                _row(card.name, "Not connected", "Connect", partial(_connect, card.key))


def _row(name: str, note: str, label: str, act: object) -> None:
    with ui.element("li"):
        icon("link")
        with ui.element("div").classes("ml-who"):
            text("b", name)
            text("span", note).classes("ml-note")
        ui.button(label, color=None, on_click=act)  # type: ignore[arg-type]


async def _connect(key: str) -> None:
    async with errors.shown():
        if await confirming.sure():
            ui.navigate.to(await accounts.send_to_connect(key, under=await auth.session()))


async def _disconnect(one: Identity) -> None:
    async with errors.shown():
        with ui.context.client:
            is_sure = await confirming.sure() and await confirm(
                f"Disconnect {one.provider}?", "It signs you in no more.", button="Disconnect"
            )
        if is_sure:
            await accounts.disconnect(one.id, actor=await auth.actor(), under=await auth.session())
            frame.toast(f"{one.provider} is disconnected.")
