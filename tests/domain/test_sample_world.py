"""The sample world is believable: everybody is somewhere, and time has passed as it does."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
import pytest_asyncio

from domain import accounts, assistant, clock, dashboard, sample_world, tasks, teams
from domain.accounts import Device
from domain.errors import Conflict, NotPermitted
from domain.sample_world import World
from domain.sample_world.fates import Fates
from domain.sample_world.people import TEAMS
from domain.sample_world.work import OWN_WORK, TEAM_WORK
from domain.tasks import TaskFilter

PASSWORD = "amber-fjord-velvet-2207"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def sample(domain_running: None) -> AsyncIterator[World]:
    yield await sample_world.make(password=PASSWORD)


async def test_everybody_signs_in_with_the_printed_password(sample: World) -> None:
    assert len(sample.people) == 11
    for person in list(sample.people.values())[:3]:
        signed_in = await accounts.sign_in(person.email, PASSWORD, device=Device("127.0.0.9", "test"))
        assert signed_in.person.id == person.id
        assert f"{person.email} " in str(sample)
    assert PASSWORD in str(sample)


async def test_ada_leads_ben_is_in_and_cleo_is_not(sample: World) -> None:
    product = sample.teams["PROD"]
    roles = {m.name.split()[0]: m.role for m in await teams.members_of(product.id, actor=sample.people["Ada"])}
    assert (roles["Ada"], roles["Ben"]) == ("owner", "admin")
    with pytest.raises(NotPermitted):
        await teams.team(product.id, actor=sample.people["Cleo"])
    organizations = {name: person.organization_name for name, person in sample.people.items()}
    assert len(set(organizations.values())) == 2
    assert organizations["Ada"] == organizations["Ben"] != organizations["Cleo"]


async def test_two_hundred_tasks_lie_over_sixty_days_and_none_in_the_future(sample: World) -> None:
    assert len(sample.tasks) == 200
    now = clock.now()
    made = sorted(task.created_at for task in sample.tasks.values())
    assert now - timedelta(days=60) < made[0] < now - timedelta(days=45)
    assert now - timedelta(days=3) < made[-1] < now


async def test_there_is_something_of_everything_for_ada(sample: World) -> None:
    numbers = await dashboard.statistics(actor=sample.people["Ada"])
    assert numbers.total_tasks > 80
    assert numbers.completed_tasks > numbers.total_tasks / 3
    assert min(numbers.overdue_tasks, numbers.pending_tasks, numbers.in_progress_tasks) > 0
    shared = await dashboard.statistics(actor=sample.people["Emil"])
    assert shared.shared_tasks > 0
    trend = await dashboard.trends(30, actor=sample.people["Ada"])
    assert sum(point.created for point in trend) > 20
    assert sum(point.completed for point in trend) > 20


async def test_a_task_has_lived(sample: World) -> None:
    ben = sample.people["Ben"]
    done = await tasks.tasks(TaskFilter(team_id=sample.teams["PROD"].id, status=["completed"]), actor=ben, limit=100)
    for task in done.items:
        verbs = [(change.verb, change.at) for change in reversed(await tasks.history(task.id, actor=ben))]
        assert verbs[0] == ("created", task.created_at)
        assert "completed" in [verb for verb, _ in verbs]
        assert [at for _, at in verbs] == sorted(at for _, at in verbs)
        assert task.completed_at
        assert task.created_at < task.completed_at < clock.now()


async def test_conversations_are_there_with_what_was_done_in_them(sample: World) -> None:
    ada = sample.people["Ada"]
    found = (await assistant.conversations(actor=ada)).items
    assert len(found) == 2
    latest = (await assistant.messages(found[0].id, actor=ada)).items
    assert {message.role for message in latest} >= {"user", "assistant"}
    assert latest[-1].created_at < clock.now() - timedelta(hours=20)
    assert [card.status for card in await assistant.proposals_of(found[0].id, actor=ada)] == ["executed"]


async def test_it_is_not_made_twice(sample: World) -> None:
    with pytest.raises(Conflict, match=r"is here already: ada@atrium\.example has an account\."):
        await sample_world.make()


@pytest.mark.parametrize("seed", range(40))
def test_every_seed_tells_a_story_that_can_happen(seed: int) -> None:
    now = datetime(2026, 3, 29, 3, 30, tzinfo=UTC) + timedelta(hours=5 * seed)
    fates = Fates(Random(seed), now)
    drawn = [fates.draw(work, team.writers, team.key) for team in TEAMS for work in TEAM_WORK[team.key]]
    drawn += [fates.draw(work, ["Hana"], None) for work in OWN_WORK]
    for fate in drawn:
        assert now - timedelta(days=60) + timedelta(hours=2) < fate.created_at < now
        assert fate.ended_at is None or fate.ended_at < now
    assert len({fate.work.title for fate in drawn}) == 200
    again = Fates(Random(seed), now)
    assert [again.draw(work, team.writers, team.key) for team in TEAMS for work in TEAM_WORK[team.key]] == drawn[:144]


def test_every_installation_gets_a_password_of_its_own() -> None:
    from domain.sample_world.making import new_password

    assert len({new_password() for _ in range(20)}) == 20
