"""How one signs in: password, two-step sign-in, passkeys, connected accounts."""

from nicegui import ui

from domain import accounts
from domain.accounts import Person
from domain.bus import Event
from ui import auth, frame, live
from ui.pages.settings.connected import Connected
from ui.pages.settings.passkeys import Passkeys
from ui.pages.settings.password import Password
from ui.pages.settings.two_step import TwoStep


async def part(actor: Person) -> None:
    """All of it; each change is seen on all of one's open pages."""
    for said in auth.flash().errors.values():
        frame.toast(said, wrong=True)
    sheets = (Password(actor), TwoStep(), Passkeys(), Connected())

    async def show(_: list[Event] | None = None) -> None:
        person = await auth.actor()
        ways = await accounts.two_factor_of(actor=person)
        for sheet in sheets:
            await sheet.show(person, ways)

    await show()
    with ui.element("span").classes("unseen"):
        live.watch(show, kinds={"sign_in"})
