"""TEAM-42 and copies."""

import pytest

from domain import tasks
from domain.accounts import Person
from domain.errors import NotFound
from domain.tasks import Copying, NewTask, TaskChanges
from tests.worlds import World


def test_keys_are_found_in_texts() -> None:
    assert tasks.keys_in("See LAUNCH-42, (T-1) and LAUNCH-42; not A-0, x-LAUNCH-1, LAUNCH-1-2 or utf-8") == [
        "LAUNCH-42", "T-1"]  # fmt: skip


async def test_a_task_is_found_by_its_key_by_those_who_see_it(world: World) -> None:
    for relation in ("owner", "viewer", "viewing", "through"):
        assert (await tasks.find_by_key("launch-1", actor=world.person(relation))).id == world.task.id
    with pytest.raises(NotFound):
        await tasks.find_by_key("LAUNCH-1", actor=world.stranger)


async def test_the_old_key_still_finds_a_task_that_moved(world: World) -> None:
    moved = await tasks.edit(world.task.id, TaskChanges(team_id=world.other_team.id), actor=world.owner)
    assert moved.key != "LAUNCH-1"
    for key in ("LAUNCH-1", moved.key):
        assert (await tasks.find_by_key(key, actor=world.owner)).id == world.task.id
    with pytest.raises(NotFound):
        await tasks.find_by_key("LAUNCH-1", actor=world.viewer)


async def test_everybody_means_their_own_by_the_same_key(world: World) -> None:
    assert (await tasks.find_by_key("T-1", actor=world.owner)).id == world.personal.id
    own = await tasks.create(NewTask(title="Mine"), actor=world.editing)
    assert own.key == "T-1"
    assert (await tasks.find_by_key("T-1", actor=world.editing)).id == own.id


async def test_a_copy_is_to_be_done_and_has_its_subtasks(ada: Person) -> None:
    task = await tasks.create(NewTask.of(title="Trip", description="- [x] book", priority="high", labels=["fun"],
                                         due_on="2030-02-17", recurrence={"rule": "FREQ=YEARLY"}, status="in_progress",
                                         assignee_ids=[ada.id]), actor=ada)  # fmt: skip
    child = await tasks.create(NewTask(title="Pack", parent_id=task.id, status="completed"), actor=ada)
    await tasks.create(NewTask(title="Socks", parent_id=child.id), actor=ada)
    copy = await tasks.duplicate(task.id, actor=ada)
    assert (copy.title, copy.description, copy.priority, copy.labels) == ("Trip", "- [ ] book", "high", ["fun"])
    assert (copy.status, copy.due_on, copy.recurrence, copy.assignee_ids) == ("pending", None, None, [])
    below = await tasks.subtasks(copy.id, actor=ada)
    assert [(t.title, t.status) for t in below] == [("Pack", "pending"), ("Socks", "pending")]
    assert copy.change_id is not None
    await tasks.undo(copy.change_id, actor=ada)
    assert (await tasks.tasks(actor=ada)).total == 3


async def test_a_copy_has_people_and_dates_when_they_are_asked_for(world: World) -> None:
    changes = TaskChanges.of(due_on="2030-02-17", assignee_ids=[world.member.id, world.editing.id])
    await tasks.edit(world.task.id, changes, actor=world.owner)
    copy = await tasks.duplicate(world.task.id, Copying(assignees=True, dates=True, subtasks=False), actor=world.owner)
    assert (str(copy.due_on), copy.assignee_ids, copy.team_id) == ("2030-02-17", [world.member.id], world.team.id)


async def test_who_may_not_add_to_its_home_copies_it_to_their_own(world: World) -> None:
    for relation in ("viewer", "viewing", "editing"):
        copy = await tasks.duplicate(world.task.id, actor=world.person(relation))
        assert (copy.team_id, copy.permission, copy.title) == (None, "owner", "Ship it")
