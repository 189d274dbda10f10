"""The names of people and teams that a page shows, asked for once."""

from collections.abc import Iterable
from uuid import UUID

from domain import accounts, teams
from domain.accounts import Person
from domain.tasks import Task, tasks_among
from domain.teams import Team


class Names:
    """What a page knows of names; `forget` when somebody was renamed or a team changed."""

    def __init__(self) -> None:
        self.people: dict[UUID, str] = {}
        self.parents: dict[UUID, str] = {}  # the titles of tasks that have subtasks
        self.mine: list[Team] = []
        self._fresh = False

    @property
    def teams(self) -> dict[UUID, str]:
        """The person's own teams, by id."""
        return {team.id: team.name for team in self.mine}

    def forget(self) -> None:
        """Ask for everything again next time."""
        self.people, self.parents, self._fresh = {}, {}, False

    async def learn(self, ids: Iterable[UUID], *, actor: Person) -> None:
        """Know these people and the actor's teams."""
        if not self._fresh:
            self.mine, self._fresh = await teams.teams_of(actor=actor), True
        if unknown := set(ids) - self.people.keys():
            self.people |= {who: card.name for who, card in (await accounts.cards(unknown, actor=actor)).items()}

    async def of(self, found: list[Task], *, actor: Person) -> None:
        """Know everybody that these tasks name."""
        await self.learn({who for task in found for who in (*task.assignee_ids, task.creator_id)}, actor=actor)

    async def learn_parents(self, found: list[Task], *, actor: Person) -> None:
        """Know the titles of these tasks' parents, as far as the actor may see them."""
        self.parents |= {task.id: task.title for task in found if task.id in self.parents}
        unknown = {task.parent_id for task in found if task.parent_id and task.parent_id not in self.parents}
        self.parents |= {task.id: task.title for task in await tasks_among(unknown, actor=actor)}
