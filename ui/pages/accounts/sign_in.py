"""The sign-in page."""

from nicegui import ui

from ui import auth
from ui.components.text import text
from ui.pages.accounts.form import door, field, other_door, submit

SENTENCE = "One calm place to plan work, hand part of it to an assistant, and watch it happen."


async def page() -> None:
    """Asks for address and password; the form posts to /sign-in."""
    flash = auth.flash()
    with door("Sign in to Atrium", SENTENCE, action="/sign-in", error=flash.errors.get("", "")):
        first = not flash.values.get("email") or "email" in flash.errors
        field("email", "E-mail", kind="email", autocomplete="email", longest=254, focus=first,
              values=flash.values, errors=flash.errors)  # fmt: skip
        field("password", "Password", kind="password", autocomplete="current-password", longest=128, focus=not first,
              errors=flash.errors)  # fmt: skip
        with ui.element("label").classes("door-keep"):
            keep = ui.element("input").props("type=checkbox name=remember value=yes")
            if flash.values.get("remember"):
                keep.props("^checked")
            text("span", "Keep me signed in")
        submit("Sign in")
        other_door("New to Atrium?", "Create an account", "/sign-up")
