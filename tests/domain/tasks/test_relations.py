"""What blocks, relates to and duplicates what."""

from importlib import import_module

import pytest

from domain import tasks
from domain.accounts import Person
from domain.errors import Conflict, Invalid, NotFound, NotPermitted
from domain.tasks import NewRelation, NewTask, Task
from tests.worlds import World


async def _make(title: str, actor: Person, **fields: object) -> Task:
    return await tasks.create(NewTask.of(title=title, **fields), actor=actor)


async def _relate(task: Task, kind: str, other: Task, actor: Person) -> tasks.Relation:
    return await tasks.relate(task.id, NewRelation.of(kind=kind, task_id=other.id), actor=actor)


async def _told(task: Task, actor: Person) -> list[tuple[str, str | None]]:
    return [(r.kind, r.title) for r in await tasks.relations(task.id, actor=actor)]


@pytest.mark.parametrize(
    ("kind", "turned"),
    [("blocks", "blocked_by"), ("blocked_by", "blocks"), ("relates_to", "relates_to"), ("duplicates", "duplicated_by")],
)
async def test_a_relation_is_told_from_both_sides(ada: Person, kind: str, turned: str) -> None:
    one, two = await _make("One", ada), await _make("Two", ada)
    made = await _relate(one, kind, two, ada)
    assert (made.kind, made.task_id, made.title) == (kind, two.id, "Two")
    assert await _told(one, ada) == [(kind, "Two")]
    assert await _told(two, ada) == [(turned, "One")]
    again = await _relate(two, turned, one, ada)
    assert again.id == made.id


async def test_what_blocks_is_told_while_it_is_open(ada: Person) -> None:
    one, two = await _make("One", ada), await _make("Two", ada)
    await _relate(one, "blocks", two, ada)
    assert (await tasks.task(two.id, actor=ada)).is_blocked
    assert not (await tasks.task(one.id, actor=ada)).is_blocked
    assert await tasks.blockers(two.id, actor=ada) == ["T-1 One"]
    await tasks.complete(one.id, actor=ada)
    assert not (await tasks.task(two.id, actor=ada)).is_blocked
    assert await tasks.blockers(two.id, actor=ada) == []


async def test_tasks_do_not_block_each_other_in_a_circle(ada: Person) -> None:
    one, two, three = [await _make(t, ada) for t in ("One", "Two", "Three")]
    await _relate(one, "blocks", two, ada)
    await _relate(two, "blocks", three, ada)
    with pytest.raises(Conflict, match="block each other"):
        await _relate(three, "blocks", one, ada)
    with pytest.raises(Conflict, match="block each other"):
        await _relate(one, "blocked_by", three, ada)
    with pytest.raises(Invalid):
        await _relate(one, "relates_to", one, ada)
    await _relate(three, "relates_to", one, ada)


async def test_who_does_not_see_the_other_task_learns_only_how_it_stands(world: World) -> None:
    secret = await _make("Secret plan", world.owner)
    relation = await _relate(secret, "blocks", world.task, world.owner)
    [told] = await tasks.relations(world.task.id, actor=world.viewer)
    assert (told.id, told.kind, told.status) == (relation.id, "blocked_by", "pending")
    assert (told.task_id, told.key, told.title) == (None, None, None)
    assert (await tasks.task(world.task.id, actor=world.viewer)).is_blocked
    assert await tasks.blockers(world.task.id, actor=world.viewer) == ["a task that you cannot see"]
    await tasks.unrelate(world.task.id, relation.id, actor=world.member)
    assert await _told(secret, world.owner) == []


async def test_one_sees_both_tasks_and_may_change_one_of_them(world: World) -> None:
    mine = await _make("Mine", world.viewing)
    await _relate(mine, "relates_to", world.task, world.viewing)
    await _relate(world.task, "blocks", mine, world.viewing)
    with pytest.raises(NotPermitted, match="change neither"):
        await _relate(world.task, "relates_to", world.personal, world.viewing)
    with pytest.raises(NotPermitted):
        await _relate(mine, "relates_to", await _make("Hidden", world.stranger), world.viewing)


async def test_making_and_ending_a_relation_can_be_taken_back(ada: Person) -> None:
    one, two = await _make("One", ada), await _make("Two", ada)
    made = await _relate(one, "blocks", two, ada)
    change_id = await tasks.unrelate(two.id, made.id, actor=ada)
    assert await _told(one, ada) == []
    await tasks.undo(change_id, actor=ada)
    assert await _told(one, ada) == [("blocks", "Two")]
    history = await tasks.history(one.id, actor=ada)
    await tasks.undo(history[0].id, actor=ada)
    assert await _told(one, ada) == []


async def test_a_relation_is_ended_by_naming_it_or_the_other_task(ada: Person) -> None:
    one, two = await _make("One", ada), await _make("Two", ada)
    await _relate(one, "blocks", two, ada)
    wanted = NewRelation(kind="blocked_by", task_id=one.id)
    await tasks.unrelate_from(two.id, wanted, actor=ada)
    with pytest.raises(NotFound):
        await tasks.unrelate_from(two.id, wanted, actor=ada)


async def test_tasks_in_the_trash_are_left_out(ada: Person) -> None:
    one, two = await _make("One", ada), await _make("Two", ada)
    await _relate(one, "blocks", two, ada)
    await tasks.delete(one.id, actor=ada)
    assert await _told(two, ada) == []
    assert not (await tasks.task(two.id, actor=ada)).is_blocked


async def test_a_task_has_only_so_many(ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("domain.tasks.relations"), "_MOST", 1)
    one, two, three = [await _make(title, ada) for title in ("One", "Two", "Three")]
    await _relate(one, "relates_to", two, ada)
    with pytest.raises(Conflict, match="which is the most"):
        await _relate(three, "relates_to", two, ada)
    assert await _told(three, ada) == []
