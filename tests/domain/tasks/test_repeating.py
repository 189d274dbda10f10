"""A task that repeats: completing, reopening, undoing, skipping."""

from datetime import UTC, date, datetime

import pytest

from domain import clock, dashboard, tasks
from domain.accounts import Person
from domain.errors import Conflict, NotPermitted
from domain.tasks import NewTask, Place, Task, TaskChanges, TaskFilter
from tests.worlds import World

WEEKLY = {"rule": "FREQ=WEEKLY", "from_completion": False}
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


async def _open(actor: Person, title: str = "Water the plants") -> list[Task]:
    return [t for t in (await tasks.tasks(TaskFilter(open=True), actor=actor)).items if t.title == title]


async def _make(actor: Person, **fields: object) -> Task:
    given = {"title": "Water the plants", "due_on": "2026-11-25", "recurrence": WEEKLY} | fields
    return await tasks.create(NewTask.of(**given), actor=actor)


async def test_completing_makes_the_next_with_all_that_belongs_to_it(ada: Person) -> None:
    with clock.at(NOW):
        task = await _make(ada, description="- [x] fern\n- [ ] ivy", priority="high", labels=["home"],
                           start_on="2026-11-24", assignee_ids=[ada.id])  # fmt: skip
        done = await tasks.complete(task.id, actor=ada)
        [following] = await _open(ada)
    assert (done.status, done.recurrence, done.due_on) == ("completed", None, date(2026, 11, 25))
    assert (following.due_on, following.start_on) == (date(2026, 12, 2), date(2026, 12, 1))
    assert (following.description, following.priority, following.labels) == ("- [ ] fern\n- [ ] ivy", "high", ["home"])
    assert (following.assignee_ids, following.repeats_id, following.key) == ([ada.id], task.id, "T-2")
    assert following.recurrence == task.recurrence


async def test_completing_twice_makes_one_next(ada: Person) -> None:
    task = await _make(ada)
    await tasks.complete(task.id, actor=ada)
    await tasks.complete(task.id, actor=ada)
    assert len(await _open(ada)) == 1


async def test_every_way_of_completing_makes_the_next(ada: Person) -> None:
    one, two = await _make(ada, title="One"), await _make(ada, title="Two")
    await tasks.edit(one.id, TaskChanges(status="completed"), actor=ada)
    await tasks.move(two.id, Place(status="completed"), actor=ada)
    assert len(await _open(ada, "One")) == len(await _open(ada, "Two")) == 1


async def test_undoing_the_completion_takes_the_next_back_and_that_too(ada: Person) -> None:
    task = await _make(ada)
    done = await tasks.complete(task.id, actor=ada)
    assert done.change_id is not None
    back = await tasks.undo(done.change_id, actor=ada)
    assert [t.id for t in await _open(ada)] == [task.id]
    assert (await tasks.task(task.id, actor=ada)).recurrence == task.recurrence
    assert back[0].change_id is not None
    await tasks.undo(back[0].change_id, actor=ada)
    [following] = await _open(ada)
    assert following.repeats_id == task.id


async def test_reopening_takes_an_untouched_next_back(ada: Person) -> None:
    task = await _make(ada)
    await tasks.complete(task.id, actor=ada)
    reopened = await tasks.reopen(task.id, actor=ada)
    assert ([t.id for t in await _open(ada)], reopened.recurrence) == ([task.id], task.recurrence)


async def test_reopening_leaves_a_next_alone_that_somebody_changed(ada: Person) -> None:
    task = await _make(ada)
    await tasks.complete(task.id, actor=ada)
    [following] = await _open(ada)
    await tasks.edit(following.id, TaskChanges(priority="high"), actor=ada)
    reopened = await tasks.reopen(task.id, actor=ada)
    assert {t.id for t in await _open(ada)} == {task.id, following.id}
    assert reopened.recurrence is None


async def test_the_last_time_has_no_next(ada: Person) -> None:
    task = await _make(ada, recurrence={"rule": "FREQ=DAILY;COUNT=2"})
    await tasks.complete(task.id, actor=ada)
    [second] = await _open(ada)
    assert second.recurrence is not None
    assert second.recurrence.rule == "FREQ=DAILY;COUNT=1"
    await tasks.complete(second.id, actor=ada)
    assert await _open(ada) == []


async def test_what_was_completed_is_counted_each_time(ada: Person) -> None:
    task = await _make(ada)
    await tasks.complete(task.id, actor=ada)
    await tasks.complete((await _open(ada))[0].id, actor=ada)
    counted = await dashboard.statistics(actor=ada)
    assert (counted.completed_tasks, counted.pending_tasks) == (2, 1)


async def test_the_time_of_day_is_kept_over_daylight_saving(ada: Person) -> None:
    with clock.at(datetime(2026, 10, 24, 6, tzinfo=UTC)):
        task = await _make(ada, due_on=None, due_at="2026-10-24T09:00:00+02:00", recurrence={"rule": "FREQ=DAILY"})
        await tasks.complete(task.id, actor=ada)
    assert (await _open(ada))[0].due_at == datetime(2026, 10, 25, 8, tzinfo=UTC)


async def test_in_another_time_zone_somebody_completes_it_in_the_zone_of_who_made_it(world: World, ben: Person) -> None:
    with clock.at(NOW):
        await tasks.edit(world.task.id, TaskChanges.of(due_at="2026-11-25T23:00:00Z", recurrence=WEEKLY),
                         actor=world.owner)  # fmt: skip
        await tasks.share(world.task.id, tasks.NewShare(user_id=ben.id, permission="edit"), actor=world.owner)
        same = await tasks.edit(world.task.id, TaskChanges.of(recurrence=WEEKLY), actor=ben)
    assert same.change_id is None
    assert same.recurrence is not None
    assert same.recurrence.zone == "Europe/Berlin"


async def test_what_repeats_without_a_day_begins_today(ada: Person) -> None:
    with clock.at(NOW):
        made = await _make(ada, due_on=None, recurrence={"rule": "FREQ=WEEKLY;BYDAY=FR"})
        edited = await tasks.create(NewTask(title="Later"), actor=ada)
        edited = await tasks.edit(edited.id, TaskChanges.of(recurrence=WEEKLY), actor=ada)
    assert (made.due_on, edited.due_on) == (date(2026, 11, 27), date(2026, 11, 25))


@pytest.mark.parametrize("relation", ["member", "editing", "through"])
async def test_who_may_edit_completes_it_for_everybody_and_takes_that_back(world: World, relation: str) -> None:
    actor = world.person(relation)
    await tasks.edit(world.task.id, TaskChanges.of(due_on="2026-11-25", recurrence=WEEKLY), actor=world.owner)
    done = await tasks.complete(world.task.id, actor=actor)
    for everybody in ("owner", "member", "viewing", "editing", "through_viewer"):
        [following] = await _open(world.person(everybody), "Ship it")
        assert (following.repeats_id, following.key) == (world.task.id, "LAUNCH-2")
    assert await _open(world.stranger, "Ship it") == []
    assert done.change_id is not None
    await tasks.undo(done.change_id, actor=actor)
    assert [t.id for t in await _open(world.owner, "Ship it")] == [world.task.id]
    await tasks.complete(world.task.id, actor=actor)
    await tasks.reopen(world.task.id, actor=actor)
    assert [t.id for t in await _open(actor, "Ship it")] == [world.task.id]


async def test_skipping_puts_it_off_once(ada: Person) -> None:
    with clock.at(NOW):
        task = await _make(ada, start_on="2026-11-23", recurrence={"rule": "FREQ=WEEKLY;COUNT=2"})
        skipped = await tasks.skip(task.id, actor=ada)
        assert (skipped.due_on, skipped.start_on, skipped.id) == (date(2026, 12, 2), date(2026, 11, 30), task.id)
        with pytest.raises(Conflict, match="last time"):
            await tasks.skip(task.id, actor=ada)
        assert skipped.change_id is not None
        [back] = await tasks.undo(skipped.change_id, actor=ada)
    assert (back.due_on, back.recurrence) == (task.due_on, task.recurrence)


async def test_what_does_not_repeat_cannot_be_skipped(world: World) -> None:
    with pytest.raises(Conflict, match="does not repeat"):
        await tasks.skip(world.task.id, actor=world.owner)


async def test_who_only_looks_does_not_skip(world: World) -> None:
    await tasks.edit(world.task.id, TaskChanges.of(recurrence=WEEKLY), actor=world.owner)
    for relation in ("viewer", "viewing", "through_viewer", "stranger"):
        with pytest.raises(NotPermitted):
            await tasks.skip(world.task.id, actor=world.person(relation))
