"""Teams: their life, their members, who may do what."""

from collections.abc import Awaitable, Callable
from uuid import uuid4

import pytest

from domain import tasks, teams
from domain.accounts import Person
from domain.errors import Conflict, Invalid, NotFound, NotPermitted, Outdated
from domain.tasks import NewTask, TaskFilter
from domain.teams import NewMember, NewTeam, TeamChanges
from tests.worlds import World, person

Act = Callable[[World, Person], Awaitable[object]]


async def see(world: World, actor: Person) -> object:
    return await teams.members_of(world.team.id, actor=actor)


async def add_a_task(world: World, actor: Person) -> object:
    return await tasks.create(NewTask(title="x", team_id=world.team.id), actor=actor)


async def rename(world: World, actor: Person) -> object:
    return await teams.edit(world.team.id, TeamChanges(name=f"By {actor.name}"), actor=actor)


async def add_somebody(world: World, actor: Person) -> object:
    new = await person("New")
    return await teams.add_member(world.team.id, NewMember.of(email=new.email.upper()), actor=actor)


async def change_a_role(world: World, actor: Person) -> object:
    return await teams.change_role(world.team.id, world.viewer.id, "viewer", actor=actor)


async def remove_somebody(world: World, actor: Person) -> object:
    new = await person("Gone")
    await teams.add_member(world.team.id, NewMember(user_id=new.id), actor=world.owner)
    return await teams.remove_member(world.team.id, new.id, actor=actor)


async def hand_over(world: World, actor: Person) -> object:
    return await teams.transfer(world.team.id, world.owner.id, actor=actor)


async def delete(world: World, actor: Person) -> object:
    return await teams.delete(world.team.id, actor=actor)


ACTS: tuple[Act, ...] = (see, add_a_task, rename, add_somebody, change_a_role, remove_somebody, hand_over, delete)
TABLE: dict[str, tuple[Act, ...]] = {
    "owner": ACTS,
    "admin": ACTS[:6],
    "member": ACTS[:2],
    "viewer": ACTS[:1],
    "through": (),
    "viewing": (),
    "stranger": (),
}


@pytest.mark.parametrize("relation", TABLE)
async def test_each_role_may_do_what_the_table_says_and_nothing_else(world: World, relation: str) -> None:
    for act in ACTS:
        if act in TABLE[relation]:
            await act(world, world.person(relation))
        else:
            with pytest.raises(NotPermitted):
                await act(world, world.person(relation))


async def test_a_missing_team_is_not_found(ada: Person) -> None:
    with pytest.raises(NotFound):
        await teams.team(uuid4(), actor=ada)


async def test_a_removed_member_loses_the_teams_tasks_and_assignments_but_what_they_made_stays(world: World) -> None:
    made = await tasks.create(
        NewTask(title="Mine", team_id=world.team.id, assignee_ids=[world.member.id]), actor=world.member
    )
    await teams.remove_member(world.team.id, world.member.id, actor=world.admin)
    with pytest.raises(NotPermitted):
        await tasks.task(made.id, actor=world.member)
    assert world.team.id not in [t.id for t in await teams.teams_of(actor=world.member)]
    kept = await tasks.task(made.id, actor=world.owner)
    assert (kept.creator_id, kept.assignee_ids) == (world.member.id, [])


async def test_the_owner_stays_until_the_team_is_handed_over(world: World) -> None:
    with pytest.raises(Conflict):
        await teams.leave(world.team.id, actor=world.owner)
    with pytest.raises(Conflict):
        await teams.remove_member(world.team.id, world.owner.id, actor=world.admin)
    with pytest.raises(Conflict):
        await teams.change_role(world.team.id, world.owner.id, "viewer", actor=world.admin)
    handed = await teams.transfer(world.team.id, world.member.id, actor=world.owner)
    assert handed.role == "admin"
    await teams.leave(world.team.id, actor=world.owner)
    assert (await teams.team(world.team.id, actor=world.member)).role == "owner"


async def test_a_deleted_team_takes_its_tasks_along_and_brings_them_back(world: World) -> None:
    early = await tasks.create(NewTask(title="Deleted before", team_id=world.team.id), actor=world.owner)
    await tasks.delete(early.id, actor=world.owner)
    await teams.delete(world.team.id, actor=world.owner)
    for relation in ("owner", "member", "editing"):
        with pytest.raises((NotPermitted, NotFound)):
            await tasks.task(world.task.id, actor=world.person(relation))
    assert [t.id for t in await teams.deleted_teams(actor=world.owner)] == [world.team.id]
    assert await teams.deleted_teams(actor=world.admin) == []
    with pytest.raises(NotFound):
        await teams.restore(world.team.id, actor=world.admin)
    await teams.restore(world.team.id, actor=world.owner)
    assert await tasks.task(world.task.id, actor=world.editing)
    trash = await tasks.tasks(TaskFilter(trashed=True, team_id=world.team.id), actor=world.owner)
    assert [t.id for t in trash.items] == [early.id]


async def test_keys_are_made_from_names_and_never_given_twice(ada: Person) -> None:
    names = ("Launch", "Launch", "Product launch", "Ästhetik", "7 seas", "设计")
    made = [(await teams.create(NewTeam(name=n), actor=ada)).key for n in names]
    assert made == ["LAUNCH", "LAUNCH2", "PL", "ASTHET", "TEAM", "TEAM2"]
    with pytest.raises(Invalid) as refused:
        await teams.create(NewTeam(name="x", key="launch"), actor=ada)
    assert refused.value.errors[0].field == "key"


async def test_nobody_is_added_twice_nor_without_an_account(world: World) -> None:
    with pytest.raises(Conflict, match="is a member already"):
        await teams.add_member(world.team.id, NewMember(user_id=world.member.id), actor=world.owner)
    for form in (NewMember(email="nobody@example.org"), NewMember(user_id=uuid4()), NewMember()):
        with pytest.raises(Invalid):
            await teams.add_member(world.team.id, form, actor=world.owner)


async def test_an_edit_of_an_outdated_version_is_refused(world: World) -> None:
    await teams.edit(world.team.id, TeamChanges(description="First"), actor=world.owner, version=1)
    with pytest.raises(Outdated):
        await teams.edit(world.team.id, TeamChanges(description="Second"), actor=world.admin, version=1)
