"""The way to every page. One element, whatever the number of teams."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from nicegui import ui

from domain.dashboard import ListCounts
from domain.teams import Team
from domain.views import SavedView, address_of

_MOST_VIEWS = 30


class Navigation(ui.element, component="navigation.js"):
    """The pages and the person's teams, each with how many of its tasks are open."""

    def __init__(self, organization: str) -> None:
        super().__init__()
        self._props["organization"] = organization
        self._props["teams"] = None
        self._props["views"] = []
        self._props["counts"] = {}
        self._props["lists"] = {}

    def rename(self, organization: str) -> None:
        """Show another name of the organisation."""
        self._props["organization"] = organization
        self.update()

    def show(self, teams: Sequence[Team]) -> None:
        """Show these teams."""
        self._props["teams"] = [{"id": str(team.id), "name": team.name} for team in teams]
        self._props["counts"] = {str(team.id): team.open_task_count for team in teams}
        self.update()

    def show_views(self, views: Sequence[SavedView]) -> None:
        """Show the favourites among these views, and those of teams."""
        shown = [view for view in views if view.is_favourite or view.team_id][:_MOST_VIEWS]
        self._props["views"] = [
            {"id": str(view.id), "name": view.name, "way": address_of(view), "team": view.team_name,
             "favourite": view.is_favourite} for view in shown
        ]  # fmt: skip
        self.update()

    def count(self, open_tasks: Mapping[UUID, int]) -> None:
        """Show these numbers for the teams that they name."""
        self._props["counts"] |= {str(team_id): number for team_id, number in open_tasks.items()}
        self.update()

    def count_lists(self, counts: ListCounts) -> None:
        """Show how much waits in the inbox and today."""
        self._props["lists"] = {"inbox": counts.inbox, "today": counts.today}
        self.update()
