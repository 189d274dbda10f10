"""People for tests: Ada leads a team, others are in it or are shown one task, Cleo is a stranger."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import count

import pytest_asyncio

from domain import accounts, notifications, tasks, teams
from domain.accounts import Device, Person, SignUp
from domain.tasks import NewShare, NewTask, Task
from domain.teams import NewMember, NewTeam, Team
from tests.world_copies import Copies

_numbers = count(1)
PASSWORD = "correct horse battery"


async def person(name: str, time_zone: str = "Europe/Berlin") -> Person:
    """A new person with an organisation of their own."""
    number = next(_numbers)
    form = SignUp(email=f"{name.lower()}.{number}@worlds.example.org", password=PASSWORD, name=name,
                  organization_name=f"{name}’s", time_zone=time_zone)  # fmt: skip
    address = f"10.1.{number // 250}.{number % 250}"  # one of their own: sign-ups are counted by address
    return (await accounts.sign_up(form, device=Device(address, "test"))).person


@dataclass(frozen=True, slots=True)
class World:
    """One team, one of its tasks, one personal task of Ada's, and a person for every relation to them.

    `viewing` and `editing` are shown both tasks; `through` is in another team (with `through_viewer` as its viewer) to
    which both tasks are shared to edit; `stranger` has a team and a task of their own.
    """

    owner: Person
    admin: Person
    member: Person
    viewer: Person
    viewing: Person
    editing: Person
    through: Person
    through_viewer: Person
    stranger: Person
    team: Team
    other_team: Team
    task: Task
    personal: Task

    def person(self, relation: str) -> Person:
        found = getattr(self, relation)
        assert isinstance(found, Person)
        return found


RELATIONS = ("owner", "admin", "member", "viewer", "viewing", "editing", "through", "through_viewer", "stranger")


async def build() -> World:
    """Make such a world, with the domain's verbs only."""
    people = {relation: await person(relation.replace("_", "")) for relation in RELATIONS}
    ada, through = people["owner"], people["through"]
    team = await teams.create(NewTeam(name="Launch"), actor=ada)
    for role in ("admin", "member", "viewer"):
        await teams.add_member(team.id, NewMember(user_id=people[role].id, role=role), actor=ada)
    other = await teams.create(NewTeam(name="Partners"), actor=through)
    await teams.add_member(other.id, NewMember(user_id=people["through_viewer"].id, role="viewer"), actor=through)
    await teams.add_member(other.id, NewMember(user_id=ada.id, role="member"), actor=through)
    task = await tasks.create(NewTask(title="Ship it", team_id=team.id), actor=ada)
    personal = await tasks.create(NewTask(title="Ada’s own"), actor=ada)
    for shown in (task, personal):
        await tasks.share(shown.id, NewShare(user_id=people["viewing"].id, permission="view"), actor=ada)
        await tasks.share(shown.id, NewShare(user_id=people["editing"].id, permission="edit"), actor=ada)
        await tasks.share(shown.id, NewShare(team_id=other.id, permission="edit"), actor=ada)
    stranger = people["stranger"]
    await teams.create(NewTeam(name="Elsewhere"), actor=stranger)
    await tasks.create(NewTask(title="Cleo’s own"), actor=stranger)
    return World(**people, team=await teams.team(team.id, actor=ada), other_team=other, task=task, personal=personal)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def worlds(domain_running: None, shared_database_url: str) -> AsyncIterator[Copies]:
    """As many worlds as are wanted, quickly."""
    async with Copies.over(shared_database_url, lambda: next(_numbers)) as copies:
        await person("First")  # who would be an admin of the instance
        made = await build()
        await notifications.settle()
        await notifications.deliver()
        await copies.take(made)
        yield copies


@pytest_asyncio.fixture(loop_scope="session")
async def world(worlds: Copies) -> World:
    """A fresh world for this test."""
    made = await worlds.another()
    assert isinstance(made, World)
    return made


@pytest_asyncio.fixture(loop_scope="session")
async def ada(domain_running: None) -> Person:
    return await person("Ada")


@pytest_asyncio.fixture(loop_scope="session")
async def ben(domain_running: None) -> Person:
    return await person("Ben", "America/New_York")
