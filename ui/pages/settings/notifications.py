"""What one is told of, here and by mail; quiet hours; when the digest comes."""

from typing import Any

from nicegui import ui

from domain import notifications
from domain.accounts import Person
from domain.notifications import KINDS, Kind, PreferenceChanges, Preferences
from ui import auth, errors, frame
from ui.components.filling import filling
from ui.components.text import text
from ui.pages.notifications.words import KIND_WORDS

_MAIL = {"at_once": "At once", "daily": "In the daily digest", "never": "Never"}


async def part(actor: Person) -> None:
    """Each choice is saved as it is made; the hours with the button."""
    found = await notifications.preferences(actor=actor)
    with ui.element("section").classes("sheet").props("aria-label=Notifications"):
        text("h2", "What you are told")
        text("p", "In Atrium, and by mail. Of what you do yourself you are never told.").classes("sub")
        with ui.element("div").classes("nt-p"):
            for kind in KINDS:
                _row(kind, found)
    _hours(found, actor)


def _row(kind: Kind, found: Preferences) -> None:
    title, sentence = KIND_WORDS[kind]
    choice = found.kinds[kind]

    async def save(**changed: Any) -> None:
        async with errors.shown():
            changes = PreferenceChanges.of(kinds={kind: changed})
            await notifications.change_preferences(changes, actor=await auth.actor())

    with ui.element("div").classes("nt-r").props(f'role=group aria-label="{title}"'):
        with ui.element("div").classes("nt-t"):
            text("b", title)
            text("small", sentence)
        ui.checkbox("In Atrium", value=choice.in_app, on_change=lambda e: save(in_app=bool(e.value)))
        mail = ui.select(_MAIL, value=choice.mail, label="By mail", on_change=lambda e: save(mail=e.value))
        mail.props(f'aria-label="{title}, by mail"')


def _hours(found: Preferences, actor: Person) -> None:
    with ui.element("section").classes("sheet").props('aria-label="Quiet hours"'):
        text("h2", "Quiet hours and digest")
        text("p", f"Mails wait until the quiet hours are over ({actor.time_zone}).").classes("sub")
        begin = ui.input("Quiet from", value=_clock(found.quiet_from)).props("type=time")
        end = ui.input("Quiet until", value=_clock(found.quiet_to)).props("type=time")
        digest = ui.input("The daily digest comes at", value=_clock(found.digest_at)).props("type=time")

        async def save() -> None:
            async with filling(quiet_from=begin, quiet_to=end, digest_at=digest):
                changes = PreferenceChanges.of(quiet_from=begin.value or None, quiet_to=end.value or None,
                                               digest_at=digest.value or "")  # fmt: skip
                await notifications.change_preferences(changes, actor=await auth.actor())
                frame.toast("Saved.")

        with ui.element("div").classes("sheet-b"):
            ui.button("Save", color=None, on_click=save).classes("btn-p")


def _clock(value: Any) -> str:
    return value.strftime("%H:%M") if value else ""
