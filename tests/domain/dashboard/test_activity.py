"""What happened is told to those who may see it, and to nobody else."""

import pytest

from domain import dashboard, tasks, teams
from domain.accounts import Person
from domain.errors import Invalid
from domain.tasks import NewShare, NewTask, Place, TaskChanges
from tests.worlds import RELATIONS, World


async def happened(actor: Person) -> list[tuple[str, str, str]]:
    return [(a.actor_name, a.event, a.title) for a in (await dashboard.activity(actor=actor)).items]


async def test_newest_first_with_names(world: World) -> None:
    await tasks.complete(world.task.id, actor=world.member)
    assert (await happened(world.owner))[0] == ("member", "task.completed", "Ship it")
    first = (await dashboard.activity(actor=world.owner)).items[0]
    assert (first.team_id, first.team_name) == (world.team.id, "Launch")
    assert first.fields == ["status"]


async def test_everybody_sees_what_concerns_what_they_see(world: World) -> None:
    await tasks.edit(world.task.id, TaskChanges.of(title="Ship it soon"), actor=world.owner)
    for relation in RELATIONS:
        told = ("owner", "task.updated", "Ship it soon") in await happened(world.person(relation))
        assert told == (relation != "stranger"), relation


async def test_a_share_names_its_receiver(world: World) -> None:
    shown = (await dashboard.activity(actor=world.owner, kind="task")).items
    about = {(a.event, a.about_name) for a in shown if a.object_id == world.personal.id}
    assert about == {
        ("task.created", ""),
        ("task.shared", "viewing"),
        ("task.shared", "editing"),
        ("task.shared", "Partners"),
    }


async def test_who_lost_sight_is_told_so_but_not_of_what(world: World) -> None:
    share = next(
        s for s in await tasks.shares_of(world.personal.id, actor=world.owner) if s.user_id == world.viewing.id
    )
    await tasks.revoke_share(world.personal.id, share.id, actor=world.owner)
    await tasks.edit(world.personal.id, TaskChanges.of(title="Secret"), actor=world.owner)
    lost = [a for a in (await dashboard.activity(actor=world.viewing)).items if a.object_id == world.personal.id]
    assert {(a.event, a.title) for a in lost} == {("task.shared", ""), ("task.unshared", "")}


async def test_who_was_removed_is_told_so_but_nothing_after(world: World) -> None:
    await teams.remove_member(world.team.id, world.member.id, actor=world.owner)
    await tasks.edit(world.task.id, TaskChanges.of(title="Without you"), actor=world.owner)
    told = (await dashboard.activity(actor=world.member)).items
    assert told[0].event == "team.member_removed"
    assert not [a for a in told if "Without you" in a.title or a.event == "task.updated"]


async def test_filters_and_pages(world: World) -> None:
    for number in range(7):
        await tasks.create(NewTask(title=f"Number {number}"), actor=world.stranger)
    seen: list[str] = []
    cursor = None
    while True:
        page = await dashboard.activity(actor=world.stranger, kind="task", limit=3, cursor=cursor)
        seen += [a.title for a in page.items]
        assert page.total == 8
        if (cursor := page.next_cursor) is None:
            break
    assert seen == [*(f"Number {n}" for n in range(6, -1, -1)), "Cleo’s own"]
    assert (await dashboard.activity(actor=world.owner, person_id=world.stranger.id)).items == []
    with pytest.raises(Invalid):
        await dashboard.activity(actor=world.owner, cursor="nonsense")


async def test_the_latest_leave_out_what_only_changed_places(world: World) -> None:
    other = await tasks.create(NewTask(title="Second", team_id=world.team.id), actor=world.owner)
    await tasks.move(other.id, Place(before_id=world.task.id), actor=world.owner)
    assert (await happened(world.owner))[0][1] == "task.updated"
    latest = await dashboard.latest(actor=world.owner, limit=2)
    assert [a.event for a in latest] == ["task.created", "task.shared"]


async def test_news_reach_exactly_those_who_would_read_them(world: World) -> None:
    await tasks.complete(world.task.id, actor=world.member)
    await tasks.edit(world.personal.id, TaskChanges.of(priority="high"), actor=world.editing)
    await tasks.create(NewTask(title="Unshared", team_id=world.team.id), actor=world.admin)
    happened = [a.id for a in (await dashboard.latest(actor=world.owner, limit=3))]
    everybody = [world.person(relation) for relation in RELATIONS]
    news = await dashboard.news_of(happened, [p.id for p in everybody])
    for somebody in everybody:
        pushed = [activity for activity, people in news if somebody.id in people]
        read = [a for a in (await dashboard.activity(actor=somebody)).items if a.id in happened]
        assert pushed == read
    assert len(news) == 4  # one of them twice: members are told the team, others are not
    assert await dashboard.news_of(happened, []) == []


async def test_shared_with_me(world: World) -> None:
    page = await dashboard.shared(actor=world.editing)
    assert {task.id for task in page.items} == {world.task.id, world.personal.id}
    await tasks.share(world.task.id, NewShare(user_id=world.stranger.id), actor=world.owner)
    assert [task.id for task in (await dashboard.shared(actor=world.stranger)).items] == [world.task.id]
    assert (await dashboard.health())["ok"]
