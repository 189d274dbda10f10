"""The names of people and teams that a page shows, asked for once."""

from collections.abc import Iterable
from uuid import UUID

from domain import accounts, teams
from domain.accounts import Person
from domain.tasks import Task
from domain.teams import Team


class Names:
    """What a page knows of names; `forget` when somebody was renamed or a team changed."""

    def __init__(self) -> None:
        self.people: dict[UUID, str] = {}
        self.mine: list[Team] = []
        self._fresh = False

    @property
    def teams(self) -> dict[UUID, str]:
        """The person's own teams, by id."""
        return {team.id: team.name for team in self.mine}

    def forget(self) -> None:
        """Ask for everything again next time."""
        self.people, self._fresh = {}, False

    async def learn(self, ids: Iterable[UUID], *, actor: Person) -> None:
        """Know these people and the actor's teams."""
        if not self._fresh:
            self.mine, self._fresh = await teams.teams_of(actor=actor), True
        if unknown := set(ids) - self.people.keys():
            self.people |= {who: card.name for who, card in (await accounts.cards(unknown, actor=actor)).items()}

    async def of(self, found: list[Task], *, actor: Person) -> None:
        """Know everybody that these tasks name."""
        await self.learn({who for task in found for who in (*task.assignee_ids, task.creator_id)}, actor=actor)
