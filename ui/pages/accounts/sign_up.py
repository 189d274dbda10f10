"""The sign-up page, which is also the first page of an empty installation."""

from domain import accounts
from ui.pages.accounts import other_ways
from ui.pages.accounts.form import Door, other_door

_SENTENCE = "You get an organisation of your own, ready for tasks, teams and the assistant."
_FIRST = "Nobody is here yet: the first account runs this installation."


async def page() -> None:
    """Asks for a name, an organisation, an address and a password; the form posts to /sign-up."""
    is_first = await accounts.is_first_run()
    door = Door("/sign-up", focus="name")
    with door.form("Welcome to Atrium" if is_first else "Create your account", _FIRST if is_first else _SENTENCE):
        door.field("name", "Your name", autocomplete="name", longest=120)
        door.field("organization_name", "Organisation", autocomplete="organization", longest=120,
                   hint="Your company, club or household.")  # fmt: skip
        door.field("email", "E-mail", kind="email", autocomplete="email", longest=254)
        door.field("password", "Password", kind="password", autocomplete="new-password", least=8, longest=128,
                   hint="At least 8 characters; a few words in a row are easy to keep in mind.")  # fmt: skip
        door.hidden("time_zone")
        door.submit("Create account")
    with door.below():
        if accounts.providers():
            other_ways.divider()
            other_ways.providers()
        if not is_first:
            other_door("Already here?", "Sign in", "/sign-in")
