"""A line above the pages of somebody whose account is about to be deleted."""

from collections.abc import Awaitable, Callable

from nicegui import ui

from domain.accounts import Person
from domain.written_dates import moment
from ui.components.text import text


class Going(ui.element):
    """Says when; `on_keep` keeps the account."""

    def __init__(self, person: Person, *, on_keep: Callable[[], Awaitable[None]]) -> None:
        super().__init__("div")
        self.classes("unverified going").props("role=status")
        with self:
            self._said = text("span", "")
            ui.button("Keep my account", color=None, on_click=on_keep)
        self.show(person)

    def show(self, person: Person) -> None:
        """Show or hide it for this person."""
        self.set_visibility(person.deletion_due_at is not None)
        self._said.text = self.words(person) if person.deletion_due_at else ""

    @staticmethod
    def words(person: Person) -> str:
        """When the account will be gone, where the person is."""
        when = moment(person.deletion_due_at, person.locale, person.time_zone) if person.deletion_due_at else ""
        return f"Your account will be deleted on {when}, as you asked."
