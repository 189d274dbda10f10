"""Asking who is signed in to prove once more that it is them, before what is sensitive; nothing typed is lost.

A handler of a page begins with `if not await confirming.sure(): return`.
"""

import json

from nicegui import ui

from domain import accounts
from domain.accounts import Identity, TwoFactor
from domain.bus import Event
from ui import auth, frame, live, static_files
from ui.components.filling import filling
from ui.components.icon import icon_name
from ui.components.text import text

_PATIENCE = 300.0  # seconds for somebody to find their key
_ASK = 'return await (await import("{module}")).{what}({options})'


async def sure() -> bool:
    """Whether the person proved lately that it is them, or does so now; False when they would rather not."""
    session = await auth.session()
    if await accounts.is_recent(session):
        return True
    actor = await auth.actor()
    ways = await accounts.two_factor_of(actor=actor)
    identities = await accounts.identities_of(actor=actor)
    with ui.context.client:  # not where it was asked for: a row may be read anew meanwhile
        question = _Question(ways, identities)
    return await question.answered()


async def from_passkey(what: str, options: dict[str, object]) -> str:
    """What the device answers; `what` is create or prove. Empty when it does not, and then the person was told why."""
    call = _ASK.format(module=static_files.url("passkeys.js"), what=what, options=json.dumps(options))
    answer = await ui.run_javascript(call, timeout=_PATIENCE)
    if not isinstance(answer, dict) or not isinstance(answer.get("credential"), str):
        said = answer.get("error") if isinstance(answer, dict) else None
        frame.toast(str(said or "The passkey was not used.")[:200], wrong=True)
        return ""
    return str(answer["credential"])


class _Question:
    """The dialog: a field or button for each way the person has."""

    def __init__(self, ways: TwoFactor, identities: list[Identity]) -> None:
        with ui.dialog() as self._dialog, ui.card().classes("ask ask-form"):
            text("h2", "Please confirm that it is you")
            text("p", "What you are about to change lets people in. Nothing you typed is lost.")
            if ways.has_password:
                self._password()
            if ways.is_on:
                self._code(is_first=not ways.has_password)
            with ui.element("div").classes("ask-ways"):
                if ways.passkeys:
                    ui.button("Use a passkey", color=None, on_click=self._passkey).props["icon"] = icon_name(
                        "key-round"
                    )
                for card in accounts.providers():
                    if any(one.provider == card.name for one in identities):
                        self._provider(card.key, card.name)
            with ui.element("div").classes("ask-b"):
                ui.button("Cancel", color=None, on_click=lambda: self._dialog.submit(False))
                if ways.has_password or ways.is_on:
                    ui.button("Confirm", color=None, on_click=self._confirm).classes("btn-p")
            live.watch(self._look, kinds={"session"})
        self._has_password, self._has_code = ways.has_password, ways.is_on

    async def answered(self) -> bool:
        """Wait for the person."""
        said = await self._dialog
        self._dialog.delete()
        return bool(said)

    def _password(self) -> None:
        self._typed = ui.input("Password", password=True, password_toggle_button=True)
        self._typed.props("autofocus maxlength=128 autocomplete=current-password").on("keydown.enter", self._confirm)

    def _code(self, *, is_first: bool) -> None:
        self._digits = ui.input("Code of your authenticator app" if is_first else "Or a code of your authenticator app")
        self._digits.props("maxlength=10 inputmode=numeric autocomplete=one-time-code")
        self._digits.props("autofocus" if is_first else "").on("keydown.enter", self._confirm)

    def _provider(self, key: str, name: str) -> None:
        # in a window of its own, so that this page stays as it is; the session's proof is heard of here
        with ui.element("a").classes("link").props(f'href="/sign-in/with/{key}?for=confirm" target=_blank'):
            text("span", f"Confirm with {name}")

    async def _look(self, _: list[Event]) -> None:
        if await accounts.is_recent(await auth.session()):
            self._dialog.submit(True)

    async def _confirm(self) -> None:
        boxes = ({"password": self._typed} if self._has_password else {}) | (
            {"code": self._digits} if self._has_code else {}
        )
        async with filling(**boxes):
            actor, under = await auth.actor(), await auth.session()
            if self._has_code and self._digits.value:
                await accounts.confirm_with_code(self._digits.value, actor=actor, under=under)
            else:
                password = self._typed.value if self._has_password else ""
                await accounts.confirm_with_password(password, actor=actor, under=under)
            self._dialog.submit(True)

    async def _passkey(self) -> None:
        async with filling():
            actor = await auth.actor()
            options = await accounts.ask_for_own_passkey(actor=actor)
            if credential := await from_passkey("prove", options):
                await accounts.confirm_with_passkey(credential, actor=actor, under=await auth.session())
                self._dialog.submit(True)
