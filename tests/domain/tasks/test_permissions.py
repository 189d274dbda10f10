"""Every relation to a task × every act on it, against the table in domain/tasks/permissions.py."""

from collections.abc import Awaitable, Callable

import pytest

from domain import tasks
from domain.accounts import Person
from domain.errors import Invalid, NotPermitted
from domain.tasks import FieldBefore, NewRelation, NewShare, NewTask, Place, Task, TaskChanges, Tick
from tests.worlds import RELATIONS, World

Act = Callable[[Task, Person], Awaitable[object]]


async def see(task: Task, actor: Person) -> object:
    return await tasks.task(task.id, actor=actor)


async def read_history(task: Task, actor: Person) -> object:
    return await tasks.history(task.id, actor=actor)


async def ask_who_sees_it(task: Task, actor: Person) -> object:
    return await tasks.access_of(task.id, actor=actor)


async def edit(task: Task, actor: Person) -> object:
    return await tasks.edit(task.id, TaskChanges(title="Changed"), actor=actor)


async def complete(task: Task, actor: Person) -> object:
    return await tasks.complete(task.id, actor=actor)


async def move(task: Task, actor: Person) -> object:
    return await tasks.move(task.id, Place(status="in_progress"), actor=actor)


async def share(task: Task, actor: Person) -> object:
    others = [p for p in await tasks.access_of(task.id, actor=actor) if p.user_id != actor.id]
    return await tasks.share(task.id, NewShare(user_id=others[-1].user_id), actor=actor)


async def delete(task: Task, actor: Person) -> object:
    return await tasks.delete(task.id, actor=actor)


async def look_around(task: Task, actor: Person) -> object:
    return await tasks.subtasks(task.id, actor=actor), await tasks.relations(task.id, actor=actor)


async def copy(task: Task, actor: Person) -> object:
    return await tasks.duplicate(task.id, actor=actor)


async def relate(task: Task, actor: Person) -> object:
    seen = await tasks.create(NewTask(title="Own"), actor=actor)
    made = await tasks.relate(task.id, NewRelation(kind="relates_to", task_id=seen.id), actor=actor)
    return await tasks.unrelate(task.id, made.id, actor=actor)


async def repeat_and_skip(task: Task, actor: Person) -> object:
    await tasks.edit(task.id, TaskChanges.of(recurrence={"rule": "FREQ=DAILY"}), actor=actor)
    await tasks.skip(task.id, actor=actor)
    return await tasks.edit(task.id, TaskChanges(recurrence=None), actor=actor)


async def tick(task: Task, actor: Person) -> object:
    await tasks.edit(task.id, TaskChanges(description="- [ ] item"), actor=actor)
    return await tasks.tick(task.id, Tick(item=0), actor=actor)


async def go_back(task: Task, actor: Person) -> object:
    changed = await tasks.edit(task.id, TaskChanges(labels=["x"]), actor=actor)
    assert changed.change_id is not None
    return await tasks.go_back(task.id, changed.change_id, FieldBefore(field="labels"), actor=actor)


async def add_a_subtask(task: Task, actor: Person) -> object:
    made = await tasks.create(NewTask(title="Under it", parent_id=task.id), actor=actor)
    return await tasks.outdent(made.id, actor=actor)


# who sees a task may copy it to their own, and relate their own tasks to it
SEEING: tuple[Act, ...] = (see, read_history, ask_who_sees_it, look_around, copy, relate)
CHANGING: tuple[Act, ...] = (edit, complete, move, repeat_and_skip, tick, go_back)
DECIDING: tuple[Act, ...] = (add_a_subtask, share, delete)
TEAM_TASK = {
    "owner": SEEING + CHANGING + DECIDING,
    "admin": SEEING + CHANGING + DECIDING,
    "member": SEEING + CHANGING + DECIDING,
    "viewer": SEEING,
    "viewing": SEEING,
    "editing": SEEING + CHANGING,
    "through": SEEING + CHANGING,
    "through_viewer": SEEING,
    "stranger": (),
}
PERSONAL_TASK = TEAM_TASK | {"admin": (), "member": (), "viewer": ()}


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("home", ["task", "personal"])
async def test_each_relation_may_do_what_the_table_says_and_nothing_else(
    world: World, relation: str, home: str
) -> None:
    task: Task = getattr(world, home)
    allowed = (TEAM_TASK if home == "task" else PERSONAL_TASK)[relation]
    for act in SEEING + CHANGING + DECIDING:
        if act in allowed:
            await act(task, world.person(relation))
        else:
            with pytest.raises(NotPermitted):
                await act(task, world.person(relation))


@pytest.mark.parametrize("relation", [r for r in RELATIONS if r != "stranger"])
async def test_the_buttons_agree_with_the_verbs(world: World, relation: str) -> None:
    seen = await tasks.task(world.task.id, actor=world.person(relation))
    allowed = TEAM_TASK[relation]
    assert (tasks.can_edit(seen), tasks.can_share(seen), tasks.can_delete(seen)) == (
        edit in allowed, share in allowed, delete in allowed)  # fmt: skip


@pytest.mark.parametrize("relation", RELATIONS)
async def test_lists_and_counts_hold_what_may_be_seen(world: World, relation: str) -> None:
    actor = world.person(relation)
    expected = {
        t.id for t, table in ((world.task, TEAM_TASK), (world.personal, PERSONAL_TASK)) if see in table[relation]
    }
    page = await tasks.tasks(actor=actor, limit=100)
    assert {t.id for t in page.items} & {world.task.id, world.personal.id} == expected
    assert page.total == await tasks.count(tasks.TaskFilter(), actor=actor) == len(page.items)


async def test_who_can_see_it_names_everybody_with_every_reason(world: World) -> None:
    viewers = {v.user_id: v for v in await tasks.access_of(world.task.id, actor=world.owner)}
    assert set(viewers) == {world.person(r).id for r in RELATIONS if r != "stranger"}
    assert viewers[world.owner.id].reasons == ["Owner of Launch", "Shared with Partners by owner, to edit"]
    assert viewers[world.viewing.id].reasons == ["Shared by owner, to view"]
    for relation in RELATIONS[:-1]:
        seen = await tasks.task(world.task.id, actor=world.person(relation))
        assert viewers[world.person(relation).id].permission == seen.permission


async def test_only_at_home_a_task_is_moved_to_another_team(world: World) -> None:
    with pytest.raises(NotPermitted):
        await tasks.edit(world.personal.id, TaskChanges(team_id=world.other_team.id), actor=world.through)
    with pytest.raises(NotPermitted):
        await tasks.edit(world.task.id, TaskChanges(team_id=None), actor=world.editing)


async def test_a_trashed_task_is_gone_for_those_it_was_shared_with(world: World) -> None:
    await tasks.delete(world.task.id, actor=world.owner)
    for relation in ("viewing", "editing", "through"):
        with pytest.raises(NotPermitted):
            await tasks.task(world.task.id, actor=world.person(relation), trashed=True)
    await tasks.restore(world.task.id, actor=world.member)
    assert await tasks.task(world.task.id, actor=world.editing)


async def test_a_task_is_not_shared_with_those_who_are_at_home_with_it(world: World) -> None:
    with pytest.raises(Invalid, match="belongs to this team already"):
        await tasks.share(world.task.id, NewShare(team_id=world.team.id), actor=world.owner)
    with pytest.raises(Invalid, match="your own task"):
        await tasks.share(world.personal.id, NewShare(user_id=world.owner.id), actor=world.owner)
