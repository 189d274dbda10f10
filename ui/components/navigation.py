"""The way to every page. One element, whatever the number of teams."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from domain import audit, instance
from domain.accounts import Person
from domain.dashboard import ListCounts
from domain.teams import Team
from domain.views import SavedView, address_of, group_of
from ui.components.asking import Asking

_MOST_VIEWS = 30


class Navigation(Asking, component="navigation.js", dependencies=["task_words.js", "view_order.js"]):
    """The pages and the person's teams, each with how many of its tasks are open."""

    def __init__(self, person: Person) -> None:
        super().__init__()
        self.suit(person)
        self._props["teams"] = None
        self._props["views"] = []
        self._props["counts"] = {}
        self._props["lists"] = {}

    def suit(self, person: Person) -> None:
        """Show the name of the person's organisation, and the ways that only some may go."""
        self._props["organization"] = person.organization_name
        self._props["ways"] = _ways_of(person)
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
             "favourite": view.is_favourite, "group": group_of(view),
             "movable": view.is_favourite or view.permission != "view"} for view in shown
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


def _ways_of(person: Person) -> list[list[str]]:
    if instance.can_run(person):
        return [["/admin", "shield", "Administration"]]
    return [["/admin/audit", "history", "Audit log"]] if audit.can_read(person) else []
