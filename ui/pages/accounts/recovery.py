"""The pages that links in mails lead to, and the one that asks for such a link. Opening them changes nothing."""

from typing import Literal

from nicegui import ui

from domain import accounts
from domain.errors import Invalid
from ui import recovery
from ui.pages.accounts.form import Door, other_door
from ui.pages.accounts.notice import notice

_ON_ITS_WAY = "If there is an account with this address, a link is on its way. It works for an hour."
_SIGNED_OUT = "You were signed out everywhere. Sign in with the new one."


async def verify() -> None:
    """Asks for one click, so that programs that look into mails confirm nothing; the form posts to /verify-email."""
    if _asked("done"):
        notice("Your address is confirmed", "Thank you. Everything else is as it was.", "Go to Atrium", "/")
        return
    door = Door(recovery.VERIFY, focus="")
    with (
        ui.element("div").classes("door-place") as place,
        door.form("Confirm your e-mail address", "One click, and we know that mail reaches you."),
    ):
        door.hidden("token", _asked("token"))
        door.submit("Confirm the address")
        other_door("Not now?", "Go to Atrium", "/")
    await _say_if_over(place, "verify", "Go to Atrium", "/")


async def forgot() -> None:
    """Asks for the address; the form posts to /forgot-password."""
    door = Door(recovery.FORGOT, focus="email")
    if _asked("done"):
        notice("Look into your mail", _ON_ITS_WAY, "Back to sign-in", "/sign-in")
        return
    with door.form("Forgot your password?", "We send a link with which you choose a new one."):
        door.field("email", "E-mail", kind="email", autocomplete="email", longest=254)
        door.submit("Send the link")
        other_door("Remembered it?", "Sign in", "/sign-in")


async def reset() -> None:
    """Asks for a new password; the form posts to /reset-password."""
    if _asked("done"):
        notice("Your password is changed", _SIGNED_OUT, "Sign in", "/sign-in")
        return
    door = Door(recovery.RESET, focus="password")
    with (
        ui.element("div").classes("door-place") as place,
        door.form("Choose a new password", "You will be signed out everywhere."),
    ):
        door.hidden("token", _asked("token"))
        door.field("password", "New password", kind="password", autocomplete="new-password", least=8, longest=128,
                   hint="At least 8 characters; a few words in a row are easy to keep in mind.")  # fmt: skip
        door.submit("Change the password")
    await _say_if_over(place, "reset", "Ask for a new one", recovery.FORGOT)


async def _say_if_over(place: ui.element, purpose: Literal["verify", "reset"], label: str, path: str) -> None:
    """What is wrong with the link, before anything is typed: the form is there first, for it works without a socket."""
    try:
        await accounts.check_link(_asked("token"), purpose)
    except Invalid as error:
        place.clear()
        with place:
            notice("This link does not work", error.message, label, path)


def _asked(name: str) -> str:
    return ui.context.client.request.query_params.get(name, "")[:300]
