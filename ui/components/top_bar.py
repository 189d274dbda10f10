"""The bar above every page. One element; its menus and the connection indicator live in the browser."""

from collections.abc import Awaitable, Callable

from nicegui import events, ui

from domain.accounts import Person
from ui.components.avatar import behind, initials


class TopBar(ui.element, component="top_bar.js"):
    """Where one is, the connection, the theme, oneself. `on_theme` gets auto, light or dark."""

    def __init__(self, person: Person, *, on_theme: Callable[[str], Awaitable[None]]) -> None:
        super().__init__()
        self._on_theme = on_theme
        self.locate("", ())
        self.show(person)
        self.on("theme", self._theme)

    def show(self, person: Person) -> None:
        """Show this person as oneself."""
        self._props["organization"] = person.organization_name
        self._props["theme"] = person.theme
        self._props["me"] = {
            "name": person.name,
            "email": person.email,
            "initials": initials(person.name),
            "behind": behind(person.id, person.picture_id),
        }
        self.update()

    def locate(self, title: str, parents: tuple[tuple[str, str], ...]) -> None:
        """Say which page this is, and below which others (label, path) it stands."""
        self._props["title"] = title
        self._props["parents"] = [list(parent) for parent in parents]
        self.update()

    def count(self, unread: int) -> None:
        """Show how many notifications are unread."""
        if self._props.get("unread") != unread:
            self._props["unread"] = unread
            self.update()

    async def _theme(self, event: events.GenericEventArguments) -> None:
        await self._on_theme(str(event.args))
