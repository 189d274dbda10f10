"""Personal tokens: for one's own programs."""

from datetime import timedelta
from functools import partial

from nicegui import ui

from domain import accounts, clock
from domain.accounts import FEATURES, NewPersonalToken, Person, Session
from domain.bus import Event
from ui import auth, confirming, errors, frame, live
from ui.components.confirm import confirm
from ui.components.empty import empty
from ui.components.filling import filling
from ui.components.form_dialog import buttons, form_dialog
from ui.components.icon import icon, icon_name
from ui.components.text import text
from ui.components.when import ago, day

_TELLS = "For your own programs and agents. A token acts as you, within its scopes; treat it like a password."
_RIGHTS = {"": "No access", "read": "Read", "write": "Read and change"}
_LABELS = {"organizations": "Organisation"}
_DAYS = {7: "A week", 30: "A month", 90: "Three months", 365: "A year"}


async def part(actor: Person) -> None:
    """The tokens there are, with what they may do and when they were used last; make one, delete one."""
    await Tokens().read(actor)


class Tokens:
    """The list as one person has it open."""

    def __init__(self) -> None:
        with ui.element("section").classes("sheet").props('aria-label="Personal tokens"'):
            with ui.element("div").classes("head"):
                with ui.element("div").classes("head-t"):
                    text("h2", "Personal tokens")
                    text("p", _TELLS).classes("sub")
                new = ui.button("New token", color=None, on_click=self._ask).classes("btn-p")
                new.props["icon"] = icon_name("plus")
            self._rows = ui.element("ul").classes("plain sessions").props("aria-label=Tokens")
            live.watch(self.refresh, kinds={"session"})

    async def refresh(self, _: list[Event]) -> None:
        """A token ended."""
        await self.read(await auth.actor())

    async def read(self, actor: Person) -> None:
        """Show the tokens there are."""
        found = await accounts.tokens_of(actor=actor)
        self._rows.clear()
        with self._rows:
            for token in found:
                self._row(token, actor)
            if not found:
                with empty("key-round", "No tokens yet", "Make one for a script, a calendar or an agent of yours."):
                    pass

    def _row(self, token: Session, actor: Person) -> None:
        used = token.last_seen_at > token.created_at
        seen = ago(token.last_seen_at, clock.now(), actor.time_zone, actor.locale)
        ends = day(token.expires_at, actor.time_zone, actor.locale)
        with ui.element("li"):
            icon("key-round")
            with ui.element("div").classes("ml-who"):
                text("b", token.name)
                text("span", f"{f'used {seen}' if used else 'never used'} · ends {ends}").classes("ml-note")
                text("span", ", ".join(token.scopes or ())).classes("ml-note")
            ui.button("Delete", color=None, on_click=partial(self._delete, token))

    async def _delete(self, token: Session) -> None:
        async with errors.shown():
            if await confirm(f"Delete “{token.name}”?", "What uses it is signed out at once.", button="Delete"):
                actor = await auth.actor()
                await accounts.delete_token(token.id, actor=actor)
                frame.toast(f"“{token.name}” is deleted.")
                await self.read(actor)

    async def _ask(self) -> None:
        with form_dialog("New token") as dialog:
            name = ui.input("Name").props('autofocus maxlength=120 autocomplete=off hint="What will use it?"')
            days = ui.select(_DAYS, value=90, label="Good for")
            with ui.element("div").classes("two-up"):
                rights = {
                    one: ui.select(_RIGHTS, value="", label=_LABELS.get(one, one.capitalize())) for one in FEATURES
                }
            said = text("p", "").classes("door-said").props("role=alert")

            async def make() -> None:
                async with filling(name=name):
                    scopes = [scope for one, right in rights.items() for scope in _scopes(one, str(right.value or ""))]
                    said.text = "" if scopes else "Choose what the token may do."
                    form = NewPersonalToken.of(
                        name=name.value or "", scopes=scopes, expires_at=clock.now() + timedelta(days=days.value)
                    )
                    if not await confirming.sure():
                        return
                    made = await accounts.create_token(form, actor=await auth.actor(), under=await auth.session())
                    dialog.close()
                    _show(made.secret)
                    await self.read(await auth.actor())

            buttons(dialog, "Create token", make)


def _scopes(feature: str, right: str) -> list[str]:
    return [f"{feature}:read"] * bool(right) + [f"{feature}:write"] * (right == "write")


def _show(secret: str) -> None:
    with form_dialog("Your new token") as dialog:
        text("p", "Copy it now: it cannot be shown again.")
        box = ui.input("Token", value=secret).props("readonly").classes("mono")

        async def copy() -> None:
            ui.clipboard.write(box.value)
            frame.toast("Copied.")

        buttons(dialog, "Copy", copy)
