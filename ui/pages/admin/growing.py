"""Lists of the administration: fifty rows at first, more when asked for."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Generic, TypeVar

from nicegui import ui

from domain.accounts import Person
from ui import auth, errors
from ui.components.empty import empty
from ui.components.icon import icon_name
from ui.components.text import text
from ui.pages.admin import place

T = TypeVar("T")
SHOWN, _MOST = 50, 500


class Growing(ABC):
    """A list as one person has it open; `_limit` is how many rows they want at most."""

    _limit = SHOWN
    _more: ui.button

    @abstractmethod
    async def read(self, actor: Person) -> None:
        """Show what is asked for."""

    async def refresh(self) -> None:
        """Ask anew."""
        async with errors.shown():
            await self.read(await auth.actor())

    async def search(self) -> None:
        """Ask for something else, from the first row on."""
        self._limit = SHOWN
        await self.refresh()

    async def _show_more(self) -> None:
        self._limit = min(self._limit + SHOWN, _MOST)
        await self.refresh()

    def _offer_more(self) -> None:
        self._more = ui.button("Show more", color=None, on_click=self._show_more)
        self._more.set_visibility(False)

    def _may_grow(self, next_cursor: str | None) -> None:
        self._more.set_visibility(next_cursor is not None and self._limit < _MOST)


class ByStatus(Growing, Generic[T]):
    """What waits, what is done and what failed, every few seconds anew; each row with words that the clock moves."""

    def __init__(
        self, acts: ui.element, *, title: str, label: str, statuses: Mapping[str, str], status: str, nothing: str
    ) -> None:
        self._nothing = nothing
        self._shown: list[tuple[T, str]] | None = None
        with acts:
            again = ui.button("Refresh", color=None, on_click=self.refresh).classes("btn-o")
            again.props["icon"] = icon_name("refresh-cw")
        with place.sheet(title):
            with ui.element("div").classes("adm-f"):
                chosen = status if status in statuses else ""
                self._status = ui.select(dict(statuses), value=chosen, label="Which", on_change=self.refresh)
                self._count = text("p", "\u00a0").classes("sub num").props("role=status")
            self._rows = ui.element("ul").classes("plain sessions").props(f"aria-label={label}")
            with self._rows:
                place.skeleton()
            self._offer_more()
            place.watch(self.read)

    def _fill(self, rows: list[tuple[T, str]], sign: str) -> None:
        if rows == self._shown:  # who is about to click is not disturbed
            return
        self._shown = rows
        self._rows.clear()
        with self._rows:
            for one, words in rows:
                self._row(one, words)
            if not rows:
                with empty(sign, "Nothing here", self._nothing):
                    pass

    @abstractmethod
    def _row(self, one: T, words: str) -> None: ...
