"""The sign-in page."""

from ui import second_step
from ui.pages.accounts import other_ways
from ui.pages.accounts.form import Door, other_door

_SENTENCE = "One calm place to plan work, hand part of it to an assistant, and watch it happen."


async def page() -> None:
    """Asks for address and password; the form posts to /sign-in."""
    door = Door("/sign-in", focus="email")
    with door.form("Sign in to Atrium", _SENTENCE):
        door.field("email", "E-mail", kind="email", autocomplete="email", longest=254)
        door.field("password", "Password", kind="password", autocomplete="current-password", longest=128)
        door.tick("remember", "Keep me signed in")
        door.submit("Sign in")
    with door.below():
        other_ways.divider()
        other_ways.passkey(action=second_step.ALONE, asked=second_step.ALONE_ASKED)
        other_ways.providers()
        other_door("Forgot your password?", "Choose a new one", "/forgot-password")
        other_door("New to Atrium?", "Create an account", "/sign-up")
