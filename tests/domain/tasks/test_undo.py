"""Taking back, and knowing when it cannot be."""

from datetime import UTC, datetime, timedelta

import pytest

from domain import clock, tasks
from domain.accounts import Person
from domain.errors import Conflict, Invalid, NotFound, NotPermitted
from domain.tasks import FieldBefore, NewTask, Task, TaskChanges
from tests.worlds import World


async def _undone(task: Task, actor: Person) -> Task:
    assert task.change_id is not None
    return (await tasks.undo(task.change_id, actor=actor))[0]


async def test_every_kind_of_change_can_be_taken_back_and_that_too(ada: Person) -> None:
    before = await tasks.create(NewTask(title="One", labels=["a"], due_on="2026-12-01"), actor=ada)
    changes = TaskChanges.of(title="Two", labels=["b"], due_at="2026-12-02T10:00:00Z", priority="low",
                             assignee_ids=[ada.id], status="completed")  # fmt: skip
    after = await tasks.edit(before.id, changes, actor=ada)
    back = await _undone(after, ada)
    compared = ("title", "labels", "due_on", "due_at", "priority", "assignee_ids", "status", "completed_at")
    assert [getattr(back, f) for f in compared] == [getattr(before, f) for f in compared]
    again = await _undone(back, ada)
    assert [getattr(again, f) for f in compared[:-1]] == [getattr(after, f) for f in compared[:-1]]


async def test_undoing_a_deletion_restores_and_undoing_a_making_deletes(ada: Person) -> None:
    made = await tasks.create(NewTask(title="Here"), actor=ada)
    deleted = await tasks.delete(made.id, actor=ada)
    assert (await _undone(deleted, ada)).deleted_at is None
    assert (await _undone(made, ada)).deleted_at is not None


async def test_undo_refuses_when_somebody_changed_the_field_since(world: World) -> None:
    mine = await tasks.edit(world.task.id, TaskChanges(title="Mine", priority="low"), actor=world.owner)
    await tasks.edit(world.task.id, TaskChanges(title="Theirs"), actor=world.member)
    with pytest.raises(Conflict) as refused:
        await _undone(mine, world.owner)
    assert refused.value.fields == {"title": "Theirs"}
    assert (await tasks.task(world.task.id, actor=world.owner)).priority == "low"


async def test_undo_of_other_fields_leaves_later_changes_alone(world: World) -> None:
    mine = await tasks.edit(world.task.id, TaskChanges(priority="low"), actor=world.owner)
    await tasks.edit(world.task.id, TaskChanges(title="Theirs"), actor=world.member)
    back = await _undone(mine, world.owner)
    assert (back.priority, back.title) == ("none", "Theirs")


async def test_nobody_undoes_what_they_may_not_change(world: World) -> None:
    changed = await tasks.edit(world.task.id, TaskChanges(title="Changed"), actor=world.owner)
    for relation, refusal in (("viewing", NotPermitted), ("viewer", NotPermitted), ("stranger", NotFound)):
        with pytest.raises(refusal):
            await _undone(changed, world.person(relation))


async def test_history_tells_who_changed_what_from_what_to_what(world: World) -> None:
    await tasks.edit(world.task.id, TaskChanges(priority="high"), actor=world.member)
    told = await tasks.history(world.task.id, actor=world.viewing)
    newest, oldest = told[0], told[-1]
    assert (newest.actor_id, newest.verb, newest.fields) == (world.member.id, "updated", {"priority": ("none", "high")})
    assert (oldest.verb, oldest.actor_id) == ("created", world.owner.id)


async def test_undo_offers_what_it_can(world: World) -> None:
    mine = await tasks.edit(world.task.id, TaskChanges(title="Mine", priority="low"), actor=world.owner)
    await tasks.edit(world.task.id, TaskChanges(title="Theirs"), actor=world.member)
    assert mine.change_id is not None
    undone = await tasks.undo_partly(mine.change_id, actor=world.owner)
    assert [(t.title, t.priority) for t in undone.tasks] == [("Theirs", "none")]
    assert [(left.task_id, left.fields) for left in undone.left] == [(world.task.id, {"title": "Theirs"})]
    assert "its title cannot be taken back" in undone.left[0].why
    await tasks.undo(undone.change_id, actor=world.owner)
    assert (await tasks.task(world.task.id, actor=world.owner)).priority == "low"


async def test_one_undo_of_an_act_on_many_tasks_is_all_or_says_what_was_left(world: World) -> None:
    children = [
        await tasks.create(NewTask(title=f"Child {n}", parent_id=world.task.id), actor=world.owner) for n in range(3)
    ]
    done = await tasks.complete(world.task.id, actor=world.owner, with_subtasks=True)
    await tasks.reopen(children[0].id, actor=world.member)
    await tasks.delete(children[1].id, actor=world.member)
    assert done.change_id is not None
    with pytest.raises(Conflict):
        await tasks.undo(done.change_id, actor=world.owner)
    assert (await tasks.task(world.task.id, actor=world.owner)).is_completed
    undone = await tasks.undo_partly(done.change_id, actor=world.owner)
    assert {t.id for t in undone.tasks} == {world.task.id, children[2].id}
    assert {left.task_id for left in undone.left} == {children[0].id, children[1].id}
    assert any("in the trash" in left.why for left in undone.left)


async def test_undo_reaches_thirty_days_back(ada: Person) -> None:
    task = await tasks.create(NewTask(title="Old"), actor=ada)
    for days, reaches in ((29, True), (31, False)):
        with clock.at(datetime.now(UTC) - timedelta(days=days)):
            changed = await tasks.edit(task.id, TaskChanges(title=f"{days} days ago"), actor=ada)
        if reaches:
            await _undone(changed, ada)
        else:
            with pytest.raises(Conflict, match="thirty days"):
                await _undone(changed, ada)


async def test_one_field_goes_back_to_what_it_was_whatever_became_of_it(world: World) -> None:
    for title in ("Second", "Third", "Fourth"):
        await tasks.edit(world.task.id, TaskChanges(title=title, priority="high"), actor=world.member)
    history = await tasks.history(world.task.id, actor=world.owner)
    second = next(c for c in history if c.fields.get("title") == ("Second", "Third"))
    back = await tasks.go_back(world.task.id, second.id, FieldBefore(field="title"), actor=world.editing)
    assert (back.title, back.priority) == ("Second", "high")
    with pytest.raises(Invalid):
        await tasks.go_back(world.task.id, second.id, FieldBefore(field="labels"), actor=world.owner)
    with pytest.raises(NotFound):
        await tasks.go_back(world.personal.id, second.id, FieldBefore(field="title"), actor=world.owner)
    with pytest.raises(NotPermitted):
        await tasks.go_back(world.task.id, second.id, FieldBefore(field="title"), actor=world.viewing)


async def test_an_occurrence_that_somebody_changed_is_left_when_its_making_is_undone(ada: Person) -> None:
    task = await tasks.create(NewTask.of(title="Water", recurrence={"rule": "FREQ=DAILY"}), actor=ada)
    done = await tasks.complete(task.id, actor=ada)
    following = next(t for t in (await tasks.tasks(actor=ada)).items if t.repeats_id)
    await tasks.edit(following.id, TaskChanges(title="Water well"), actor=ada)
    with pytest.raises(Conflict, match="comes next"):
        await _undone(done, ada)
