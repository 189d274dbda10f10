"""The numbers of the cards are the lengths of the lists that they open, for everybody."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from domain import clock, dashboard, tasks, teams
from domain.accounts import Person
from domain.bus import Event
from domain.dashboard import CARDS, Statistics, filter_of
from domain.errors import AtriumError, NotPermitted
from domain.tasks import NewShare, NewTask, Task, TaskChanges, TaskFilter
from domain.teams import NewMember, NewTeam, Team
from tests.worlds import World, person

ZONES = ("Pacific/Auckland", "Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata")
NONE = Statistics(0, 0, 0, 0, 0, 0, 0)


class RandomWorld:
    """Five people in four time zones, three teams, and tasks in every state, shared criss-cross."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.people: list[Person] = []
        self.teams: list[Team] = []
        self.tasks: list[tuple[Task, Person]] = []

    async def fill(self, number: int) -> None:
        pick = self.random
        self.people = [await person(name, pick.choice(ZONES)) for name in ("Ada", "Ben", "Cleo", "Dana", "Emil")]
        for name in ("One", "Two", "Three"):
            owner = pick.choice(self.people)
            team = await teams.create(NewTeam(name=name), actor=owner)
            self.teams.append(team)
            for other in pick.sample([p for p in self.people if p != owner], 2):
                role = pick.choice(("admin", "member", "viewer"))
                await teams.add_member(team.id, NewMember(user_id=other.id, role=role), actor=owner)
        for n in range(number):
            await self._task(n)
        for _ in range(number):
            await self._try(self.random.choice((self._share, self._change, self._trash, self._unshare)))
        await self._try(self._leave)
        await self._try(self._delete_team)

    async def _task(self, number: int) -> None:
        pick, actor = self.random, self.random.choice(self.people)
        mine = [t for t in await teams.teams_of(actor=actor) if teams.can_add_tasks(t)]
        home = pick.choice([None, *(t.id for t in mine)])
        status = pick.choice(("pending", "in_progress", "completed", "archived"))
        task = await tasks.create(NewTask(title=f"Task {number}", team_id=home, status=status, **self._due(actor)),
                                  actor=actor)  # fmt: skip
        self.tasks.append((task, actor))

    def _due(self, actor: Person) -> dict[str, date | datetime | None]:
        near = clock.now() + timedelta(hours=self.random.uniform(-60, 60))
        kind = self.random.choice(("day", "instant", "edge", "never"))
        if kind == "day":
            return {"due_on": near.date()}
        if kind == "edge":  # midnight somewhere
            zone = ZoneInfo(self.random.choice(ZONES))
            return {"due_at": datetime.combine(near.astimezone(zone).date(), time(), zone)}
        return {"due_at": near} if kind == "instant" else {}

    async def _try(self, act: Callable[[], Awaitable[object]]) -> None:
        with suppress(AtriumError):  # what somebody may not do changes nothing
            await act()

    async def _share(self) -> None:
        (task, actor), other = self.random.choice(self.tasks), self.random.choice(self.people)
        team = self.random.choice(await teams.teams_of(actor=actor) or [None])
        to_team = team is not None and self.random.random() < 0.5
        share = NewShare(team_id=team.id) if team and to_team else NewShare(user_id=other.id)
        await tasks.share(task.id, share, actor=actor)

    async def _unshare(self) -> None:
        task, actor = self.random.choice(self.tasks)
        for share in (await tasks.shares_of(task.id, actor=actor))[:1]:
            await tasks.revoke_share(task.id, share.id, actor=actor)

    async def _change(self) -> None:
        task, actor = self.random.choice(self.tasks)
        status = self.random.choice(("pending", "in_progress", "completed", "archived"))
        await tasks.edit(task.id, TaskChanges.of(status=status), actor=actor)

    async def _trash(self) -> None:
        task, actor = self.random.choice(self.tasks)
        await tasks.delete(task.id, actor=actor)

    async def _leave(self) -> None:
        team, leaver = self.random.choice(self.teams), self.random.choice(self.people)
        await teams.leave(team.id, actor=leaver)

    async def _delete_team(self) -> None:
        team = self.random.choice(self.teams)
        for one in self.people:
            if (found := [t for t in await teams.teams_of(actor=one) if t.id == team.id]) and teams.can_delete(
                found[0]
            ):
                await teams.delete(team.id, actor=one)


async def counted_one_by_one(actor: Person) -> Statistics:
    return Statistics(*[await tasks.count(filter_of(card), actor=actor) for card in CARDS])


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
async def test_every_card_shows_the_length_of_its_list(domain_running: None, seed: int) -> None:
    world = RandomWorld(seed)
    await world.fill(60)
    together = await dashboard.statistics_of([p.id for p in world.people])
    for actor in world.people:
        listed = await counted_one_by_one(actor)
        assert await dashboard.statistics(actor=actor) == listed
        assert together[actor.id] == listed
    assert any(numbers.shared_tasks for numbers in together.values())
    assert any(numbers.overdue_tasks and numbers.due_today_tasks for numbers in together.values())


async def listed(filter: TaskFilter, actor: Person) -> tuple[list[UUID], set[int]]:
    """All tasks of a list, page by page, and the totals that its pages told."""
    found: list[UUID] = []
    totals, cursor = set(), None
    while True:
        page = await tasks.tasks(filter, actor=actor, limit=3, cursor=cursor)
        found += [task.id for task in page.items]
        totals.add(page.total)
        if (cursor := page.next_cursor) is None:
            return found, totals


@pytest.mark.parametrize("seed", [6, 7])
@pytest.mark.parametrize("given", [{}, {"open": True}, {"status": ["completed"]}, {"status": ["pending", "completed"]}])
async def test_the_short_way_to_a_list_leads_to_the_same_list(
    domain_running: None, seed: int, given: dict[str, Any]
) -> None:
    world = RandomWorld(seed)
    await world.fill(40)
    for actor in world.people:
        short = await listed(TaskFilter(**given), actor)
        long = await listed(TaskFilter(**given, created_after=datetime(2000, 1, 1, tzinfo=ZoneInfo("UTC"))), actor)
        assert short == long
        assert short[1] == {len(short[0])}


async def test_the_breakdown_adds_up_to_the_total(domain_running: None) -> None:
    world = RandomWorld(5)
    await world.fill(50)
    for actor in world.people:
        numbers, parts = await dashboard.statistics(actor=actor), await dashboard.breakdown(actor=actor)
        assert parts.by_status["pending"] == numbers.pending_tasks
        assert sum(parts.by_status.values()) == sum(parts.by_priority.values()) == numbers.total_tasks
        assert sum(team.open + team.completed for team in parts.by_team) == numbers.total_tasks
        for team in parts.by_team:
            if team.team_id:
                there = TaskFilter(team_id=team.team_id)
                assert await tasks.count(there, actor=actor) == team.open + team.completed


async def test_overdue_and_today_are_the_persons_own(domain_running: None) -> None:
    early, late = await person("Early", "Pacific/Auckland"), await person("Late", "America/Los_Angeles")
    with clock.at(datetime(2026, 3, 10, 20, 0, tzinfo=ZoneInfo("UTC"))):  # the 11th in Auckland, the 10th in L.A.
        dashboard.forget()
        for actor in (early, late):
            for day in (9, 10, 11):
                await tasks.create(NewTask(title=f"The {day}th", due_on=date(2026, 3, day)), actor=actor)
        ahead, behind = await dashboard.statistics(actor=early), await dashboard.statistics(actor=late)
        assert (ahead.overdue_tasks, ahead.due_today_tasks) == (2, 1)
        assert (behind.overdue_tasks, behind.due_today_tasks) == (1, 1)
    dashboard.forget()


async def test_a_stranger_counts_nothing(world: World) -> None:
    stranger = await dashboard.statistics(actor=world.stranger)
    assert (stranger.total_tasks, stranger.shared_tasks) == (1, 0)
    newcomer = await person("Newcomer")
    assert await dashboard.statistics(actor=newcomer) == NONE


async def test_shared_means_by_others(world: World) -> None:
    numbers = await dashboard.statistics_of([world.viewing.id, world.through.id, world.owner.id])
    assert numbers[world.viewing.id].shared_tasks == 2
    assert numbers[world.through.id].shared_tasks == 2
    # Ada is in the team to which she herself gave them
    assert numbers[world.owner.id].shared_tasks == 0


async def test_one_team_and_a_period(world: World) -> None:
    of_team = await dashboard.statistics(actor=world.owner, team_id=world.team.id)
    assert (of_team.total_tasks, of_team.pending_tasks) == (1, 1)
    tomorrow = clock.now().date() + timedelta(days=2)
    assert (await dashboard.statistics(actor=world.owner, start=tomorrow)).total_tasks == 0
    assert (await dashboard.statistics(actor=world.owner, end=tomorrow)).total_tasks == 2
    with pytest.raises(NotPermitted):
        await dashboard.statistics(actor=world.stranger, team_id=world.team.id)


async def test_open_tasks_per_team(world: World) -> None:
    assert await dashboard.open_tasks_of([world.team.id, world.other_team.id]) == {
        world.team.id: 1,
        world.other_team.id: 0,
    }
    await tasks.complete(world.task.id, actor=world.owner)
    assert (await dashboard.open_tasks_of([world.team.id]))[world.team.id] == 0


async def test_what_one_changes_is_counted_at_once(ada: Person) -> None:
    for number in range(5):
        assert (await dashboard.statistics(actor=ada)).total_tasks == number
        await tasks.create(NewTask(title="One more"), actor=ada)
    assert (await dashboard.statistics(actor=ada)).total_tasks == 5


async def test_an_answer_is_kept_until_something_concerns_the_person(world: World) -> None:
    async def kept_again() -> object:
        """The answer, once what happened while the world was made has been heard of."""
        for _ in range(100):
            kept = await dashboard.statistics(actor=world.member)
            await asyncio.sleep(0.1)
            if await dashboard.statistics(actor=world.member) is kept:
                return kept
        raise AssertionError("No answer is kept.")

    kept = await kept_again()
    for audience, is_kept in ({world.stranger.id}, True), ({world.team.id}, False):
        dashboard.hear(Event(1, "task.updated", "task", world.task.id, None, frozenset(audience), 1, clock.now()))
        assert (await dashboard.statistics(actor=world.member) is kept) == is_kept


async def test_the_numbers_of_the_navigation_are_those_of_the_lists(world: World) -> None:
    from datetime import timedelta

    from domain.clock import now, today

    for relation in ("owner", "through", "viewer", "stranger"):
        me = world.person(relation)
        here = today(me.time_zone)
        for due in ({"due_on": here}, {"due_on": here - timedelta(days=2)}, {"due_on": here + timedelta(days=1)},
                    {"due_at": now() - timedelta(hours=1)}, {"due_at": now() + timedelta(days=2)}):  # fmt: skip
            await tasks.create(NewTask.of(title="x", **due), actor=me)
    await tasks.edit(world.task.id, TaskChanges.of(due_on=today("UTC") - timedelta(days=1)), actor=world.owner)
    people = [world.person(relation) for relation in ("owner", "through", "viewer", "stranger", "viewing")]
    counts = await dashboard.list_counts_of([me.id for me in people])
    for me in people:
        inbox = TaskFilter(own=True, open=True)
        late = TaskFilter(open=True, due_before=today(me.time_zone) + timedelta(days=1))
        found = counts[me.id]
        assert (found.inbox, found.today) == (
            await tasks.count(inbox, actor=me),
            await tasks.count(late, actor=me),
        )
