"""The sign-up page, which is also the first page of an empty installation."""

from nicegui import ui

from ui import auth
from ui.pages.accounts.form import door, field, other_door, submit

SENTENCE = "You get an organisation of your own, ready for tasks, teams and the assistant."
FIRST = "Nobody is here yet. The first account runs this installation."


async def page() -> None:
    """Asks for a name, an organisation, an address and a password; the form posts to /sign-up."""
    flash = auth.flash()
    v, e = flash.values, flash.errors
    with door("Create your account", SENTENCE, action="/sign-up", error=e.get("", "")):
        field("name", "Your name", autocomplete="name", longest=120, values=v, errors=e, focus=True)
        field("organization_name", "Organisation", autocomplete="organization", longest=120, values=v, errors=e,
              hint="Your company, club or household.")  # fmt: skip
        field("email", "E-mail", kind="email", autocomplete="email", longest=254, values=v, errors=e)
        field("password", "Password", kind="password", autocomplete="new-password", shortest=8, longest=128, errors=e,
              hint="At least 8 characters. A few words in a row are easy to keep in mind.")  # fmt: skip
        ui.element("input").props("type=hidden name=time_zone")
        submit("Create account")
        other_door("Already here?", "Sign in", "/sign-in")
