"""A calm line above the pages of somebody who did not prove their address yet."""

from collections.abc import Awaitable, Callable

from nicegui import ui

from domain.accounts import Person
from ui.components.text import text


class Unverified(ui.element):
    """Says what to do; `on_again` sends the link once more. "Not now" hides it until the page is opened anew."""

    def __init__(self, person: Person, *, on_again: Callable[[], Awaitable[None]]) -> None:
        super().__init__("div")
        self.classes("unverified").props('role=region aria-label="Unconfirmed address"')
        with self:
            self._said = text("span", "")
            ui.button("Send it again", color=None, on_click=on_again)
            ui.button("Not now", color=None, on_click=lambda: self.set_visibility(False))
        self.show(person)

    def show(self, person: Person) -> None:
        """Show or hide it for this person."""
        self._said.text = f"Please confirm your e-mail address with the link we sent to {person.email}."
        if person.email_verified:
            self.set_visibility(False)
