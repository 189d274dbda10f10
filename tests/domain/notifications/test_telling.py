"""Who is told of what, why, once, and never of what they do not see."""

from collections.abc import Iterable

import pytest

from domain import notifications, tasks, teams
from domain.accounts import Person
from domain.errors import NotFound, NotPermitted
from domain.notifications import Marking, Notification
from domain.tasks import NewComment, NewShare, NewTask, TaskChanges, comments, watching
from domain.teams import NewMember
from persistence.ids import new_id
from tests.worlds import World


async def told(person: Person) -> list[Notification]:
    await notifications.deliver()
    return (await notifications.notifications_of(actor=person, limit=100)).items


def short(found: Iterable[Notification]) -> list[tuple[str, str, str]]:
    return [(n.kind, n.why, n.actor_name) for n in found]


async def fresh(world: World) -> World:
    """Nobody has anything unread of how the world was made."""
    await notifications.deliver()
    for relation in ("owner", "admin", "member", "viewer", "viewing", "editing", "through"):
        await notifications.mark(Marking(), actor=world.person(relation))
    return world


async def unread(person: Person) -> list[tuple[str, str, str]]:
    await notifications.deliver()
    return short((await notifications.notifications_of(actor=person, unread=True)).items)


async def test_who_is_assigned_is_told_and_only_by_what_is_new(world: World) -> None:
    await fresh(world)
    made = await tasks.create(NewTask(title="Do", team_id=world.team.id, assignee_ids=[world.member.id]),
                              actor=world.owner)  # fmt: skip
    await tasks.edit(made.id, TaskChanges(assignee_ids=[world.member.id, world.admin.id]), actor=world.owner)
    await tasks.edit(made.id, TaskChanges(title="Do it"), actor=world.owner)
    assert await unread(world.member) == [("assigned", "assigned", "owner")]
    assert await unread(world.admin) == [("assigned", "assigned", "owner")]
    one = (await told(world.member))[0]
    assert (one.title, one.task_key, one.task_id) == ("Do it", made.key, made.id)


async def test_nobody_is_told_of_their_own_acts(world: World) -> None:
    await fresh(world)
    await tasks.create(NewTask(title="Own", assignee_ids=[world.owner.id]), actor=world.owner)
    await comments.create(world.task.id, NewComment(content="@owner note to self"), actor=world.owner)
    await tasks.complete(world.task.id, actor=world.owner)
    assert await unread(world.owner) == []


async def test_a_comment_tells_whom_it_names_and_who_follows_each_once(world: World) -> None:
    await fresh(world)
    await watching.watch(world.task.id, actor=world.member)
    said = await comments.create(world.task.id, NewComment(content="@member @viewing"), actor=world.editing)
    await comments.edit(world.task.id, said.id, tasks.CommentChanges(content="@member again"), actor=world.editing)
    assert await unread(world.member) == [("mentioned", "mentioned", "editing")]
    assert await unread(world.viewing) == [("mentioned", "mentioned", "editing")]
    assert await unread(world.owner) == [("commented", "created", "editing")]
    assert (await told(world.owner))[0].excerpt == "@member again"
    assert await unread(world.admin) == []


async def test_completing_a_task_tells_who_follows_it_but_not_who_chose_not_to(world: World) -> None:
    await fresh(world)
    await watching.watch(world.task.id, actor=world.viewer)
    await watching.unwatch(world.task.id, actor=world.owner)
    await tasks.complete(world.task.id, actor=world.member)
    assert await unread(world.viewer) == [("completed", "chosen", "member")]
    assert await unread(world.owner) == []


async def test_sharing_and_joining_are_told(world: World) -> None:
    await fresh(world)
    made = await tasks.create(NewTask(title="Look"), actor=world.owner)
    await tasks.share(made.id, NewShare(user_id=world.viewing.id), actor=world.owner)
    await tasks.share(made.id, NewShare(team_id=world.other_team.id), actor=world.owner)
    await teams.add_member(world.team.id, NewMember(user_id=world.editing.id), actor=world.owner)
    assert await unread(world.viewing) == [("shared", "shared", "owner")]
    assert await unread(world.through) == [("shared", "shared_with_team", "owner")]
    assert await unread(world.editing) == [("added", "added", "owner")]
    assert (await told(world.editing))[0].team_name == "Launch"


async def test_a_reaction_tells_who_wrote_the_comment_once(world: World) -> None:
    await fresh(world)
    said = await comments.create(world.task.id, NewComment(content="Done"), actor=world.member)
    for reaction in ("heart", "rocket"):
        await comments.react(world.task.id, said.id, reaction, actor=world.owner)
    assert await unread(world.member) == [("reacted", "author", "owner")]


async def test_what_repeats_does_not_assign_anew(world: World) -> None:
    form = NewTask.of(title="Weekly", team_id=world.team.id, assignee_ids=[world.admin.id], due_on="2030-01-07",
                      recurrence={"rule": "FREQ=WEEKLY"})  # fmt: skip
    made = await tasks.create(form, actor=world.owner)
    await fresh(world)
    await tasks.complete(made.id, actor=world.member)
    assert await unread(world.admin) == [("completed", "assigned", "member")]


async def test_who_loses_sight_of_the_task_loses_what_they_were_told_of_it(world: World) -> None:
    await fresh(world)
    await comments.create(world.task.id, NewComment(content="@member secret"), actor=world.owner)
    one = (await told(world.member))[0]
    await teams.remove_member(world.team.id, world.member.id, actor=world.owner)
    assert [n for n in await told(world.member) if n.task_id == world.task.id] == []
    assert await notifications.unread(actor=world.member) == 0
    with pytest.raises(NotPermitted):
        await notifications.mark(Marking(ids=[one.id]), actor=world.member)


async def test_who_may_not_see_it_when_it_is_delivered_is_told_nothing(world: World) -> None:
    await fresh(world)
    await watching.watch(world.task.id, actor=world.member)
    await teams.remove_member(world.team.id, world.member.id, actor=world.owner)
    await comments.create(world.task.id, NewComment(content="@member are you there?"), actor=world.owner)
    await notifications.deliver()
    await teams.add_member(world.team.id, NewMember(user_id=world.member.id), actor=world.owner)
    assert await unread(world.member) == [("added", "added", "owner")]


async def test_a_deleted_comment_takes_its_notifications_with_it(world: World) -> None:
    await fresh(world)
    said = await comments.create(world.task.id, NewComment(content="@viewing oops"), actor=world.owner)
    assert len(await unread(world.viewing)) == 1
    await comments.delete(world.task.id, said.id, actor=world.owner)
    assert await unread(world.viewing) == []


async def test_marking_reads_one_a_task_or_all_and_back(world: World) -> None:
    await fresh(world)
    for text in ("@viewing one", "@viewing two"):
        await comments.create(world.task.id, NewComment(content=text), actor=world.owner)
    await comments.create(world.personal.id, NewComment(content="@viewing three"), actor=world.owner)
    found = (await told(world.viewing))[:3]
    assert await notifications.unread(actor=world.viewing) == 3
    assert await notifications.mark(Marking(ids=[found[0].id]), actor=world.viewing) == 1
    assert await notifications.mark(Marking(task_id=world.task.id), actor=world.viewing) == 2
    assert await notifications.unread(actor=world.viewing) == 0
    assert await notifications.mark(Marking(ids=[found[2].id], read=False), actor=world.viewing) == 1
    assert await notifications.mark(Marking(), actor=world.viewing) == 1
    with pytest.raises(NotPermitted):
        await notifications.mark(Marking(ids=[found[0].id]), actor=world.owner)
    with pytest.raises(NotFound):
        await notifications.mark(Marking(ids=[new_id()]), actor=world.owner)


async def test_delivering_at_the_same_time_tells_once(world: World) -> None:
    import asyncio

    await fresh(world)
    await comments.create(world.task.id, NewComment(content="@viewing"), actor=world.owner)
    await asyncio.gather(*(notifications.deliver() for _ in range(3)))
    assert await unread(world.viewing) == [("mentioned", "mentioned", "owner")]


async def test_what_is_killed_in_the_middle_is_told_once_all_the_same(world: World) -> None:
    import asyncio

    await fresh(world)
    for number in range(12):
        await comments.create(world.task.id, NewComment(content=f"@viewing {number}"), actor=world.owner)
        killed = asyncio.create_task(notifications.deliver())
        for _ in range(number * 3):  # each time somewhat later
            await asyncio.sleep(0)
        killed.cancel()
        await asyncio.gather(killed, return_exceptions=True)
    await notifications.deliver()
    found = (await notifications.notifications_of(actor=world.viewing, unread=True)).items
    assert sorted(n.excerpt for n in found) == sorted(f"@viewing {number}" for number in range(12))
