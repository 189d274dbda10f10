"""The card of an organisation, as everybody sees it."""

from typing import Protocol
from uuid import UUID

from nicegui import ui

from ui.components.text import text


class Shown(Protocol):
    """What a card shows: an organisation, or the card of one."""

    @property
    def name(self) -> str: ...
    @property
    def description(self) -> str: ...
    @property
    def industry(self) -> str: ...
    @property
    def website(self) -> str: ...
    @property
    def city(self) -> str: ...
    @property
    def logo_id(self) -> UUID | None: ...


class OrganizationCardView(ui.element):
    """Logo, name, what it does and where, its site."""

    def __init__(self) -> None:
        super().__init__("article")
        self.classes("ocard")

    def show(self, shown: Shown) -> None:
        """Show this one."""
        self.clear()
        with self:
            if shown.logo_id:
                ui.element("img").props(f'src="/files/{shown.logo_id}/shown" alt="" width=56 height=56')
            else:
                text("span", shown.name[:1].upper()).classes("ocard-i").props("aria-hidden=true")
            with ui.element("div"):
                text("b", shown.name)
                if said := " · ".join(filter(None, (shown.industry, shown.city))):
                    text("span", said).classes("sub")
                if shown.description:
                    text("p", shown.description).classes("pre")
                if shown.website:
                    link = text("a", shown.website.partition("://")[2].rstrip("/")).classes("link")
                    link.props('target=_blank rel="noopener noreferrer nofollow"').props["href"] = shown.website
