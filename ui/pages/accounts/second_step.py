"""The second step of a sign-in, on a page of its own."""

from nicegui import ui

from domain import accounts
from domain.errors import SignedOut
from ui import cookies, second_step
from ui.pages.accounts import other_ways
from ui.pages.accounts.form import Door, other_door

_SENTENCE = "Your password was right. Now the code that your authenticator app shows."
_HINT = "Six digits. Lost the app? A recovery code works as well, once."


async def page() -> None:
    """Asks for a code or a passkey; whoever did not take the first step goes there."""
    ticket = cookies.value_of(ui.context.client.request, cookies.half_name())
    try:
        await accounts.person_of_ticket(ticket)
    except SignedOut:
        ui.navigate.to("/sign-in")
        return
    door = Door(second_step.CODE, focus="code")
    with door.form("Two-step sign-in", _SENTENCE):
        door.field("code", "Code", autocomplete="one-time-code", longest=40, hint=_HINT)
        door.submit("Continue")
    with door.below():
        other_ways.divider()
        other_ways.passkey(action=second_step.PASSKEY, asked=second_step.PASSKEY_ASKED)
        other_door("Not you?", "Start again", "/sign-in")
