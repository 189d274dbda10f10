"""Several tasks put somewhere in one act: in order, as far as one may, taken back at once."""

from typing import Any
from uuid import UUID

from domain import tasks
from domain.accounts import Person
from domain.tasks import Changed, Move, NewTask, Place, Task, TaskFilter
from tests.worlds import World


async def several(actor: Person, *titles: str, **fields: object) -> list[Task]:
    return [await tasks.create(NewTask.of(title=title, **fields), actor=actor) for title in titles]


async def titles(actor: Person) -> str:
    return "".join(
        task.title for task in (await tasks.tasks(TaskFilter(), sort="position", limit=100, actor=actor)).items
    )


async def put(actor: Person, moved: list[Task], after: UUID | None, before: UUID | None, **place: Any) -> Changed:
    """One after the other between two neighbours."""
    above = [after, *(task.id for task in moved)]
    moves = [Move.of(task_id=task.id, after_id=up, before_id=before, **place)
             for task, up in zip(moved, above, strict=False)]  # fmt: skip
    return await tasks.move_many(moves, actor=actor)


async def test_several_keep_their_order_where_they_are_put(ada: Person) -> None:
    a, b, c, d, e = await several(ada, *"ABCDE")
    done = await put(ada, [a, c, e], b.id, d.id)
    assert [result.outcome for result in done.results] == ["changed"] * 3
    assert await titles(ada) == "BACED"
    assert done.undo_token
    await tasks.undo(done.undo_token, actor=ada)
    assert await titles(ada) == "ABCDE"
    await put(ada, [d, b], None, a.id)
    assert await titles(ada) == "DBACE"


async def test_many_between_two_neighbours_find_room(ada: Person) -> None:
    first, last, *others = await several(ada, "A", "Z", *(chr(98 + n % 24) for n in range(80)))
    await put(ada, others, first.id, last.id)
    assert await titles(ada) == "A" + "".join(task.title for task in others) + "Z"


async def test_each_goes_out_of_its_own_column_and_a_repeating_one_makes_the_next(ada: Person) -> None:
    plain, doing = await several(ada, "A", "B")
    again = await tasks.create(NewTask.of(title="C", due_on="2026-12-01", recurrence={"rule": "FREQ=DAILY"}), actor=ada)
    moves = [Move.of(task_id=task.id, group="status", out_of="pending", into="completed")
             for task in (plain, doing, again)]  # fmt: skip
    done = await tasks.move_many(moves, actor=ada)
    found = (await tasks.tasks(TaskFilter(), actor=ada)).items
    assert sorted((t.title, t.status) for t in found) == [
        ("A", "completed"), ("B", "completed"), ("C", "completed"), ("C", "pending")]  # fmt: skip
    assert done.undo_token
    await tasks.undo(done.undo_token, actor=ada)
    found = (await tasks.tasks(TaskFilter(), actor=ada)).items
    assert sorted((t.title, t.status) for t in found) == [("A", "pending"), ("B", "pending"), ("C", "pending")]


async def test_several_become_subtasks_and_come_back(ada: Person) -> None:
    parent, a, b = await several(ada, "P", "A", "B")
    done = await put(ada, [a, b], None, None, parent_id=parent.id)
    assert [t.title for t in await tasks.subtasks(parent.id, actor=ada)] == ["A", "B"]
    assert done.undo_token
    await tasks.undo(done.undo_token, actor=ada)
    assert await tasks.subtasks(parent.id, actor=ada) == []


async def test_the_refused_stay_and_the_others_are_moved_in_order(world: World) -> None:
    viewer = world.viewer
    a, b, c = await several(viewer, *"ABC")
    moved = [world.task, c, b]
    done = await put(viewer, moved, None, a.id, group="priority", out_of="none", into="high")
    assert [result.outcome for result in done.results] == ["refused", "changed", "changed"]
    assert "not change it" in done.results[0].why
    assert (await tasks.task(world.task.id, actor=world.owner)).priority == world.task.priority
    own = [t for t in (await tasks.tasks(TaskFilter(), sort="position", actor=viewer)).items if t.title in "ABC"]
    assert [(t.title, t.priority) for t in own] == [("C", "high"), ("B", "high"), ("A", "none")]


async def test_what_is_put_among_the_completed_takes_its_open_subtasks_along_when_wanted(ada: Person) -> None:
    parent, other = await several(ada, "P", "O")
    child = await tasks.create(NewTask(title="C", parent_id=parent.id), actor=ada)
    place = {"group": "status", "out_of": "pending", "into": "completed", "with_subtasks": True}
    moved = await tasks.move(parent.id, Place.of(**place), actor=ada)
    assert (moved.status, moved.subtasks) == ("completed", (1, 1))
    assert moved.change_id
    await tasks.undo(moved.change_id, actor=ada)
    assert (await tasks.task(child.id, actor=ada)).status == "pending"
    done = await put(ada, [parent, other], None, None, **place)
    assert (done.subtasks, (await tasks.task(child.id, actor=ada)).status) == (1, "completed")
