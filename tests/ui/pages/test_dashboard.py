"""The dashboard, simulated: true numbers, and what others do as it happens."""

import json
from typing import Any

import pytest
from nicegui.testing import User

from domain import dashboard, tasks, teams, views
from domain.accounts import Person
from domain.dashboard import CARDS
from domain.tasks import NewTask, TaskChanges
from domain.views import NewView
from tests.ui.pages.conftest import Open, until
from tests.worlds import World
from ui.components.activity_feed import ActivityFeed
from ui.components.charts import Charts
from ui.components.stat_cards import StatCards


def props_of(user: User, kind: type[Any]) -> dict[str, Any]:
    [found] = user.find(kind).elements
    props: dict[str, Any] = found.props
    return props


async def numbers(actor: Person) -> dict[str, int]:
    counted = await dashboard.statistics(actor=actor)
    return {card: getattr(counted, f"{card}_tasks") for card in CARDS}


def sentences(user: User) -> list[str]:
    lines = json.loads(props_of(user, ActivityFeed)["lines"] or "[]")
    return ["".join(part[0] for part in line["parts"]) for line in lines]


def points(user: User) -> list[list[Any]]:
    found: list[list[Any]] = json.loads(props_of(user, Charts)["points"] or "[]")
    return found


async def test_skeletons_become_true_numbers(world: World, open_page: Open) -> None:
    user = await open_page("/", world.owner)
    await until(lambda: props_of(user, Charts)["made_of"] is not None)
    assert props_of(user, StatCards)["numbers"] == await numbers(world.owner)
    assert sum(json.loads(props_of(user, Charts)["made_of"])["status"].values()) == 2
    assert points(user)[-1][1:] == [2, 0]
    assert "You shared ‘Ship it’ with viewing" in sentences(user)
    await user.should_see("Nothing is due today.")


async def test_favourite_views_are_counted_as_it_happens(world: World, open_page: Open) -> None:
    form = NewView(name="Pressing", filter="priority >= high and team = launch", team_id=world.team.id, favourite=True)
    view = await views.create(form, actor=world.owner)
    user = await open_page("/", world.owner)

    def told() -> list[tuple[str, int]]:
        return [(tile["name"], tile["count"]) for tile in props_of(user, StatCards)["views"]]

    await until(lambda: told() == [("Pressing", 0)])
    await tasks.edit(world.task.id, TaskChanges(priority="urgent"), actor=world.member)
    await until(lambda: told() == [("Pressing", 1)])
    assert await dashboard.tiles(actor=world.viewer) == []
    await views.unfavourite(view.id, actor=world.owner)
    await until(lambda: told() == [])


async def test_what_one_does_shows_on_the_others_open_dashboard(world: World, open_page: Open) -> None:
    member, stranger = await open_page("/", world.member), await open_page("/", world.stranger)
    for user in (member, stranger):
        await until(lambda: bool(sentences(user)))  # noqa: B023
    before = props_of(stranger, StatCards)["numbers"], sentences(stranger)
    await tasks.complete(world.task.id, actor=world.owner)
    await until(lambda: props_of(member, StatCards)["numbers"]["completed"] == 1)
    await until(lambda: sentences(member)[0] == "owner completed ‘Ship it’ in Launch")
    await until(lambda: points(member)[-1][2] == 1)
    assert props_of(member, StatCards)["numbers"] == await numbers(world.member)
    assert (props_of(stranger, StatCards)["numbers"], sentences(stranger)) == before


async def test_who_is_removed_sees_the_numbers_fall(world: World, open_page: Open) -> None:
    user = await open_page("/", world.member)
    await until(lambda: bool(sentences(user)))
    assert props_of(user, StatCards)["numbers"]["total"] == 1
    await teams.remove_member(world.team.id, world.member.id, actor=world.owner)
    await until(lambda: props_of(user, StatCards)["numbers"]["total"] == 0)
    await until(lambda: sentences(user)[0] == "owner removed you from a team")
    await tasks.create(NewTask(title="Unseen", team_id=world.team.id), actor=world.owner)
    await tasks.create(NewTask(title="Seen"), actor=world.member)
    await until(lambda: sentences(user)[0] == "You created ‘Seen’")
    assert not [said for said in sentences(user) if "Unseen" in said]


async def test_who_is_added_hears_of_the_team_from_then_on(world: World, open_page: Open) -> None:
    user = await open_page("/", world.stranger)
    await until(lambda: bool(sentences(user)))
    await teams.add_member(world.team.id, teams.NewMember(user_id=world.stranger.id, role="viewer"), actor=world.owner)
    await until(lambda: props_of(user, StatCards)["numbers"]["total"] == 2)
    await tasks.create(NewTask(title="And another", team_id=world.team.id), actor=world.owner)
    await until(lambda: sentences(user)[0] == "owner created ‘And another’ in Launch")
    assert props_of(user, StatCards)["numbers"]["total"] == 3


async def test_show_more_brings_older_activities(ada: Person, open_page: Open) -> None:
    for number in range(16):
        await tasks.create(NewTask(title=f"Number {number}"), actor=ada)
    user = await open_page("/", ada)
    await until(lambda: len(sentences(user)) == 12)
    assert props_of(user, ActivityFeed)["more"]
    user.find(ActivityFeed).trigger("more")
    await until(lambda: len(sentences(user)) == 16)
    assert not props_of(user, ActivityFeed)["more"]


@pytest.mark.parametrize("days", [7, 90])
async def test_another_period(ada: Person, open_page: Open, days: int) -> None:
    user = await open_page("/", ada)
    await until(lambda: len(points(user)) == 30)
    user.find(Charts).trigger("days", days)
    await until(lambda: len(points(user)) == days)


async def test_a_newcomer_is_told_what_to_do(ada: Person, open_page: Open) -> None:
    user = await open_page("/", ada)
    await user.should_see("There are no tasks yet.")
    await until(lambda: props_of(user, ActivityFeed)["lines"] == "[]")
