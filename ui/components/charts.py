"""The charts of a dashboard, drawn in the browser by one small component of our own."""

import json
from collections.abc import Awaitable, Callable, Sequence

from nicegui import events, ui

from domain.dashboard import Breakdown, TrendPoint


class Charts(ui.element, component="charts.js"):
    """Skeletons until something is shown. `on_days` gets 7, 30 or 90 when another period is wanted."""

    def __init__(self, *, days: int, on_days: Callable[[int], Awaitable[None]]) -> None:
        super().__init__()
        self._props["days"] = days
        self._props["points"] = self._props["made_of"] = None  # JSON: NiceGUI would watch lists and dicts
        self._on_days = on_days
        self.on("days", self._days)

    def show(self, trend: Sequence[TrendPoint], breakdown: Breakdown) -> None:
        """Show these numbers."""
        self.show_trend(trend)
        parts: dict[str, object] = {
            "status": breakdown.by_status,
            "priority": breakdown.by_priority,
            "teams": [
                {"id": str(team.team_id) if team.team_id else None, "name": team.name, "open": team.open,
                 "completed": team.completed, "shared": place > 0 and team.team_id is None}
                for place, team in enumerate(breakdown.by_team)
            ],
        }  # fmt: skip
        self._push("made_of", json.dumps(parts))

    def show_trend(self, trend: Sequence[TrendPoint]) -> None:
        """Show these days."""
        self._push("days", len(trend))
        self._push("points", json.dumps([[point.on.isoformat(), point.created, point.completed] for point in trend]))

    def _push(self, name: str, value: object) -> None:
        if self._props[name] != value:
            self._props[name] = value
            self.update()

    async def _days(self, event: events.GenericEventArguments) -> None:
        if event.args in (7, 30, 90):
            await self._on_days(event.args)
