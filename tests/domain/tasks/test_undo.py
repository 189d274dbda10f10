"""Taking back, and knowing when it cannot be."""

import pytest

from domain import tasks
from domain.accounts import Person
from domain.errors import Conflict, NotFound, NotPermitted
from domain.tasks import NewTask, Task, TaskChanges
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
