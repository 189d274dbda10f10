"""Tasks under tasks."""

import pytest

from domain import tasks
from domain.accounts import Person
from domain.errors import Conflict, Invalid, NotFound, NotPermitted
from domain.tasks import NewTask, Task, TaskChanges, TaskFilter
from tests.worlds import World


async def _make(title: str, parent: Task | None, actor: Person, **fields: object) -> Task:
    return await tasks.create(NewTask.of(title=title, parent_id=parent.id if parent else None, **fields), actor=actor)


async def _tree(task: Task, actor: Person) -> list[tuple[str, str]]:
    names = {task.id: task.title}
    found = await tasks.subtasks(task.id, actor=actor)
    names |= {t.id: t.title for t in found}
    return [(t.title, names[t.parent_id]) for t in found if t.parent_id]


async def _undo(task: Task, actor: Person) -> None:
    assert task.change_id is not None
    await tasks.undo(task.change_id, actor=actor)


async def test_a_subtask_is_at_home_with_its_parent(world: World) -> None:
    child = await _make("Child", world.task, world.member)
    assert (child.team_id, child.parent_id, child.key) == (world.team.id, world.task.id, "LAUNCH-2")
    with pytest.raises(Invalid, match="team of its parent"):
        await _make("Elsewhere", world.task, world.owner, team_id=world.other_team.id)
    with pytest.raises(NotPermitted, match="shared with you"):
        await _make("Shared", world.personal, world.editing)
    with pytest.raises(NotPermitted):
        await _make("Viewed", world.task, world.viewing)


async def test_the_parent_tells_how_many_are_done(ada: Person) -> None:
    parent = await _make("Parent", None, ada)
    one, _ = await _make("One", parent, ada), await _make("Two", parent, ada)
    await tasks.complete(one.id, actor=ada)
    assert (await tasks.task(parent.id, actor=ada)).subtasks == (1, 2)
    listed = {t.id: t.subtasks for t in (await tasks.tasks(actor=ada)).items}
    assert (listed[parent.id], listed[one.id]) == ((1, 2), (0, 0))


async def test_indenting_and_outdenting_keep_the_order_of_the_tree(ada: Person) -> None:
    parent = await _make("Parent", None, ada)
    one, two, _ = [await _make(t, parent, ada) for t in ("One", "Two", "Three")]
    await tasks.indent(two.id, actor=ada)
    assert await _tree(parent, ada) == [("One", "Parent"), ("Two", "One"), ("Three", "Parent")]
    back = await tasks.outdent(two.id, actor=ada)
    assert await _tree(parent, ada) == [("One", "Parent"), ("Two", "Parent"), ("Three", "Parent")]
    await _undo(back, ada)
    assert await _tree(parent, ada) == [("One", "Parent"), ("Two", "One"), ("Three", "Parent")]
    with pytest.raises(Conflict):
        await tasks.indent(one.id, actor=ada)
    await tasks.outdent(one.id, actor=ada)
    assert (await tasks.task(one.id, actor=ada)).parent_id is None
    with pytest.raises(Conflict):
        await tasks.outdent(one.id, actor=ada)


async def test_tasks_go_five_levels_deep_and_never_in_a_circle(ada: Person) -> None:
    levels = [await _make("0", None, ada)]
    for n in range(1, 5):
        levels.append(await _make(str(n), levels[-1], ada))
    with pytest.raises(Invalid, match="5 levels"):
        await _make("Too deep", levels[-1], ada)
    with pytest.raises(Invalid, match="subtask of itself"):
        await tasks.edit(levels[0].id, TaskChanges(parent_id=levels[3].id), actor=ada)
    small = await _make("Small tree", None, ada)
    await _make("Leaf", small, ada)
    with pytest.raises(Invalid, match="5 levels"):
        await tasks.edit(small.id, TaskChanges(parent_id=levels[3].id), actor=ada)


async def test_a_circle_through_a_task_out_of_sight_is_refused(world: World) -> None:
    middle = await _make("Middle", world.personal, world.owner)
    bottom = await _make("Bottom", middle, world.owner)
    await tasks.share(bottom.id, tasks.NewShare(user_id=world.editing.id, permission="edit"), actor=world.owner)
    with pytest.raises(Invalid, match="subtask of itself"):
        await tasks.edit(world.personal.id, TaskChanges(parent_id=bottom.id), actor=world.editing)


async def test_subtasks_move_with_their_parent_and_that_is_one_undo(world: World) -> None:
    parent = await _make("Parent", None, world.owner)
    child = await _make("Child", parent, world.owner)
    leaf = await _make("Leaf", child, world.owner)
    moved = await tasks.edit(parent.id, TaskChanges(team_id=world.team.id), actor=world.owner)
    seen = [await tasks.task(t.id, actor=world.member) for t in (child, leaf)]
    assert {t.team_id for t in seen} == {world.team.id}
    assert [t.parent_id for t in seen] == [parent.id, child.id]
    await _undo(moved, world.owner)
    for task, above in ((child, parent), (leaf, child)):
        back = await tasks.task(task.id, actor=world.owner)
        assert (back.team_id, back.parent_id) == (None, above.id)


async def test_a_subtask_that_moves_alone_leaves_its_parent(world: World) -> None:
    child = await _make("Child", world.task, world.owner)
    moved = await tasks.edit(child.id, TaskChanges(team_id=world.other_team.id), actor=world.owner)
    assert (moved.team_id, moved.parent_id) == (world.other_team.id, None)


async def test_hung_under_another_it_moves_to_that_home(world: World) -> None:
    own = await _make("Own", None, world.member)
    moved = await tasks.edit(own.id, TaskChanges(parent_id=world.task.id), actor=world.member)
    assert (moved.team_id, moved.parent_id) == (world.team.id, world.task.id)


async def test_subtasks_go_into_the_trash_and_come_back_with_their_parent(ada: Person) -> None:
    parent = await _make("Parent", None, ada)
    gone, kept = await _make("Gone before", parent, ada), await _make("Kept", parent, ada)
    leaf = await _make("Leaf", kept, ada)
    await tasks.delete(gone.id, actor=ada)
    deleted = await tasks.delete(parent.id, actor=ada)
    assert (await tasks.tasks(actor=ada)).total == 0
    await tasks.restore(parent.id, actor=ada)
    assert await _tree(parent, ada) == [("Kept", "Parent"), ("Leaf", "Kept")]
    deleted = await tasks.delete(parent.id, actor=ada)
    await _undo(deleted, ada)
    assert await _tree(parent, ada) == [("Kept", "Parent"), ("Leaf", "Kept")]
    assert leaf.id in {t.id for t in (await tasks.tasks(TaskFilter(open=True), actor=ada)).items}
    with pytest.raises(NotFound):
        await tasks.task(gone.id, actor=ada)


async def test_completing_with_subtasks_completes_the_open_ones_in_one_act(ada: Person) -> None:
    parent = await _make("Parent", None, ada)
    child = await _make("Child", parent, ada)
    leaf = await _make("Leaf", child, ada)
    done = await tasks.complete(parent.id, actor=ada, with_subtasks=True)
    assert done.subtasks == (1, 1)
    assert (await tasks.task(leaf.id, actor=ada)).is_completed
    await _undo(done, ada)
    assert not (await tasks.task(leaf.id, actor=ada)).is_completed
    await tasks.complete(parent.id, actor=ada)
    assert not (await tasks.task(child.id, actor=ada)).is_completed


async def test_what_repeats_comes_up_again_with_its_subtasks_to_do(ada: Person) -> None:
    fields = {"due_on": "2030-02-17", "recurrence": {"rule": "FREQ=WEEKLY"}}
    parent = await _make("Parent", None, ada, **fields)
    child = await _make("Child", parent, ada, due_on="2030-02-16", description="- [x] pack")
    await _make("Leaf", child, ada)
    done = await tasks.complete(parent.id, actor=ada, with_subtasks=True)
    [following] = [t for t in (await tasks.tasks(TaskFilter(open=True), actor=ada)).items if t.title == "Parent"]
    assert await _tree(following, ada) == [("Child", "Parent"), ("Leaf", "Child")]
    again = (await tasks.subtasks(following.id, actor=ada))[0]
    assert (str(again.due_on), again.description, again.status) == ("2030-02-23", "- [ ] pack", "pending")
    await _undo(done, ada)
    assert (await tasks.tasks(TaskFilter(open=True), actor=ada)).total == 3


async def test_only_those_who_see_a_subtask_find_it_under_its_parent(world: World) -> None:
    child = await _make("Child", world.task, world.owner)
    await tasks.share(child.id, tasks.NewShare(user_id=world.stranger.id), actor=world.owner)
    assert [t.title for t in await tasks.subtasks(world.task.id, actor=world.viewer)] == ["Child"]
    assert await tasks.subtasks(world.task.id, actor=world.viewing) == []
    with pytest.raises(NotPermitted):
        await tasks.subtasks(world.task.id, actor=world.stranger)
    shown = await tasks.task(child.id, actor=world.stranger)
    assert shown.title == "Child"
    with pytest.raises(NotPermitted):
        await tasks.task(world.task.id, actor=world.stranger)


async def test_a_task_has_only_so_many(ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("domain.tasks.tree.MOST", 1)
    parent = await tasks.create(NewTask(title="Above"), actor=ada)
    await tasks.create(NewTask(title="One", parent_id=parent.id), actor=ada)
    with pytest.raises(Invalid, match="at most 1 subtasks"):
        await tasks.create(NewTask(title="Two", parent_id=parent.id), actor=ada)
