"""The way to every page. One element, whatever the number of teams."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from nicegui import ui

from domain.teams import Team


class Navigation(ui.element, component="navigation.js"):
    """The pages and the person's teams, each with how many of its tasks are open."""

    def __init__(self, organization: str) -> None:
        super().__init__()
        self._props["organization"] = organization
        self._props["teams"] = None
        self._props["counts"] = {}

    def rename(self, organization: str) -> None:
        """Show another name of the organisation."""
        self._props["organization"] = organization
        self.update()

    def show(self, teams: Sequence[Team]) -> None:
        """Show these teams."""
        self._props["teams"] = [{"id": str(team.id), "name": team.name} for team in teams]
        self._props["counts"] = {str(team.id): team.open_task_count for team in teams}
        self.update()

    def count(self, open_tasks: Mapping[UUID, int]) -> None:
        """Show these numbers for the teams that they name."""
        self._props["counts"] |= {str(team_id): number for team_id, number in open_tasks.items()}
        self.update()
