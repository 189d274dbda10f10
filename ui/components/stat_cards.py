"""The cards of a dashboard. One element: a new number is one small message to the browser."""

from collections.abc import Mapping, Sequence

from nicegui import ui

from domain.dashboard import CARDS, Statistics, Tile
from domain.views import address_of


class StatCards(ui.element, component="stat_cards.js"):
    """Skeletons until the first numbers are shown."""

    def __init__(self) -> None:
        super().__init__()
        self._props["numbers"] = None
        self._props["notes"] = {}
        self._props["lines"] = {}
        self._props["views"] = []

    def show(self, statistics: Statistics) -> None:
        """Show these numbers."""
        self._push("numbers", {card: getattr(statistics, f"{card}_tasks") for card in CARDS})

    def explain(self, notes: Mapping[str, str], lines: Mapping[str, Sequence[int]]) -> None:
        """Say something true below some of the numbers, and draw how they came to be."""
        self._push("notes", dict(notes))
        self._push("lines", {card: list(values) for card, values in lines.items()})

    def show_views(self, tiles: Sequence[Tile]) -> None:
        """Show the favourite views, each with how many tasks it holds."""
        self._push("views", [
            {"id": str(tile.view.id), "name": tile.view.name, "way": address_of(tile.view), "count": tile.count,
             "note": tile.view.team_name or "Your view"} for tile in tiles
        ])  # fmt: skip

    def _push(self, name: str, value: object) -> None:
        if self._props[name] != value:
            self._props[name] = value
            self.update()
