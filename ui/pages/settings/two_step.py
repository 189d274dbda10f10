"""Turning two-step sign-in on and off, and its recovery codes."""

from nicegui import ui

from domain import accounts
from domain.accounts import NewAuthenticator, Person, TwoFactor
from ui import auth, confirming, errors, frame
from ui.components.confirm import confirm
from ui.components.filling import filling
from ui.components.form_dialog import form_dialog
from ui.components.text import text
from ui.components.when import day
from ui.pages.settings.recovery_codes import show_codes

_OFF = (
    "Besides your password, ask for a code that an app on your phone shows. A stolen password alone then opens nothing."
)
_LOSES = "Your password alone is enough then. The app and your recovery codes are void."
_VOID = "The codes you have now work no more."


class TwoStep:
    """Whether it is on, and what can be done about it."""

    def __init__(self) -> None:
        with ui.element("section").classes("sheet").props('aria-label="Two-step sign-in"'):
            text("h2", "Two-step sign-in")
            self._said = text("p", "").classes("sub")
            with ui.element("div").classes("sheet-b"):
                self._on = ui.button("Turn on", color=None, on_click=self._turn_on).classes("btn-p")
                self._codes = ui.button("New recovery codes", color=None, on_click=self._new_codes).classes("btn-o")
                self._off = ui.button("Turn off", color=None, on_click=self._turn_off).classes("btn-o")

    async def show(self, person: Person, ways: TwoFactor) -> None:
        """Show how it is now."""
        self._said.text = _OFF
        if ways.since:
            left = f"{ways.codes_left} of 10 recovery codes are left."
            self._said.text = f"It is on since {day(ways.since, person.time_zone, person.locale)}. {left}"
        self._on.set_visibility(not ways.is_on)
        for button in (self._codes, self._off):
            button.set_visibility(ways.is_on)

    async def _turn_on(self) -> None:
        async with errors.shown():
            if await confirming.sure():
                made = await accounts.begin_two_factor(actor=await auth.actor(), under=await auth.session())
                _ask_for_code(made)

    async def _new_codes(self) -> None:
        async with errors.shown():
            if not await confirming.sure():
                return
            if await confirm("Make new recovery codes?", _VOID, button="Make new ones", is_harmful=False):
                codes = await accounts.new_recovery_codes(actor=await auth.actor(), under=await auth.session())
                await show_codes(codes)

    async def _turn_off(self) -> None:
        async with errors.shown():
            if not await confirming.sure():
                return
            if await confirm("Turn two-step sign-in off?", _LOSES, button="Turn off"):
                await accounts.turn_off_two_factor(actor=await auth.actor(), under=await auth.session())
                frame.toast("Two-step sign-in is off.")


def _ask_for_code(made: NewAuthenticator) -> None:
    with form_dialog("Turn two-step sign-in on") as dialog:
        text("p", "Scan this with an authenticator app, then type the six digits that it shows.")
        picture = ui.element("img").classes("qr").props('alt="QR code for your authenticator app"')
        import segno  # noqa: PLC0415 - slow to load, seldom needed

        picture.props["src"] = segno.make(made.uri, error="m").svg_data_uri(scale=4, border=2, light="#ffffff")
        with ui.element("p").classes("qr-said"):
            text("span", "No camera? Type this into the app:")
            text("code", " ".join(made.secret[i : i + 4] for i in range(0, len(made.secret), 4)))
        code = ui.input("Code").props("autofocus maxlength=10 inputmode=numeric autocomplete=one-time-code")

        async def turn_on() -> None:
            async with filling(code=code):
                actor, under = await auth.actor(), await auth.session()
                codes = await accounts.confirm_two_factor(code.value, actor=actor, under=under)
                dialog.close()
                await show_codes(codes, is_new=True)

        code.on("keydown.enter", turn_on)
        with ui.element("div").classes("ask-b"):
            ui.button("Cancel", color=None, on_click=dialog.close)
            ui.button("Turn on", color=None, on_click=turn_on).classes("btn-p")
