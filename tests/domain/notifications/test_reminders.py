"""Reminders come once, at their moment, to whom still sees a task that is still open."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain import clock, notifications, tasks, teams
from domain.accounts import Person
from domain.errors import Invalid, NotFound, NotPermitted, Outdated
from domain.notifications.reminding import remind
from domain.tasks import NewReminder, NewTask, Reminder, ReminderChanges, Task, TaskChanges, reminders
from tests.worlds import World

NOON = datetime(2031, 3, 5, 12, tzinfo=UTC)


async def task_of(actor: Person, **fields: object) -> Task:
    with clock.at(NOON):
        return await tasks.create(NewTask.of(title="Call the printer", **fields), actor=actor)


async def put(task: Task, actor: Person, **when: object) -> Reminder:
    with clock.at(NOON):
        return await reminders.create(task.id, NewReminder.of(**when), actor=actor)


@contextmanager
def later(**by: float) -> Iterator[None]:
    with clock.at(NOON + timedelta(**by)):
        yield


async def came(person: Person, task: Task, **by: float) -> int:
    """How many reminders of the task have come so much after noon."""
    with later(**by):
        await remind()
    found = await notifications.notifications_of(actor=person, limit=100)
    return sum(n.kind == "reminder" and n.task_id == task.id for n in found.items)


async def test_an_absolute_reminder_comes_at_its_moment_and_never_again(ada: Person) -> None:
    task = await task_of(ada)
    await put(task, ada, at=NOON + timedelta(hours=2))
    assert [await came(ada, task, hours=h) for h in (1, 2, 3)] == [0, 1, 1]


async def test_one_before_the_due_date_moves_with_it(ada: Person) -> None:
    task = await task_of(ada, due_at=NOON + timedelta(hours=3))
    await put(task, ada, minutes_before=60)
    with later(minutes=5):
        await tasks.edit(task.id, TaskChanges.of(due_at=NOON + timedelta(hours=5)), actor=ada)
    assert [await came(ada, task, hours=h) for h in (2, 4, 4.5)] == [0, 1, 1]
    with later(hours=4.6):
        await tasks.edit(task.id, TaskChanges.of(due_at=NOON + timedelta(hours=30)), actor=ada)
    assert [await came(ada, task, hours=h) for h in (5, 29)] == [1, 2]


async def test_a_day_without_a_time_begins_at_nine_where_the_person_is(ada: Person, ben: Person) -> None:
    task = await task_of(ada, due_on="2031-03-07")
    await tasks.share(task.id, tasks.NewShare(user_id=ben.id), actor=ada)
    for person in (ada, ben):
        made = await put(task, person, minutes_before=24 * 60)
        assert made.remind_at == datetime(2031, 3, 6, 9, tzinfo=ZoneInfo(person.time_zone))


async def test_nothing_comes_of_tasks_that_are_done_or_deleted(ada: Person) -> None:
    done, gone = await task_of(ada), await task_of(ada)
    for task in (done, gone):
        await put(task, ada, at=NOON + timedelta(hours=1))
    await tasks.complete(done.id, actor=ada)
    await tasks.delete(gone.id, actor=ada)
    assert (await came(ada, done, hours=2), await came(ada, gone, hours=2)) == (0, 0)


async def test_nothing_comes_to_whom_does_not_see_the_task_any_more(world: World) -> None:
    await put(world.task, world.member, at=NOON + timedelta(hours=1))
    await teams.remove_member(world.team.id, world.member.id, actor=world.owner)
    await came(world.member, world.task, hours=2)
    await teams.add_member(world.team.id, teams.NewMember(user_id=world.member.id), actor=world.owner)
    found = await notifications.notifications_of(actor=world.member, limit=100)
    assert not [n for n in found.items if n.kind == "reminder"]


async def test_what_was_missed_while_nothing_ran_comes_late_but_once(ada: Person) -> None:
    task = await task_of(ada)
    await put(task, ada, at=NOON + timedelta(minutes=1))
    assert [await came(ada, task, days=d) for d in (3, 4)] == [1, 1]


async def test_one_whose_moment_is_over_when_it_is_made_does_not_come(ada: Person) -> None:
    task = await task_of(ada, due_at=NOON + timedelta(minutes=10))
    await put(task, ada, minutes_before=60)
    assert await came(ada, task, minutes=5) == 0
    with pytest.raises(Invalid):
        await put(task, ada, at=NOON - timedelta(minutes=1))


async def test_the_next_occurrence_of_what_repeats_has_them_too(ada: Person) -> None:
    task = await task_of(ada, due_on="2031-03-07", recurrence={"rule": "FREQ=WEEKLY"})
    await put(task, ada, minutes_before=30)
    await put(task, ada, at=NOON + timedelta(hours=1))
    with later(minutes=10):
        await tasks.complete(task.id, actor=ada)
    following = (await tasks.tasks(tasks.TaskFilter(open=True, q=task.title), actor=ada)).items[0]
    found = await reminders.reminders_of(following.id, actor=ada)
    assert [(r.at, r.minutes_before) for r in found] == [(None, 30)]


async def test_a_reminder_is_found_under_its_own_task_only(world: World) -> None:
    made = await reminders.create(world.task.id, NewReminder(minutes_before=5), actor=world.owner)
    for act in (reminders.reminder, reminders.delete):
        with pytest.raises(NotFound):
            await act(world.personal.id, made.id, actor=world.owner)
    assert [r.id for r in await reminders.reminders_of(world.task.id, actor=world.owner)] == [made.id]


async def test_they_are_ones_own_changed_and_taken_away(world: World) -> None:
    made = await put(world.task, world.viewer, minutes_before=30)
    assert (await put(world.task, world.viewer, minutes_before=30)).id == made.id
    assert made.remind_at is None  # the task has no due date
    assert await reminders.reminders_of(world.task.id, actor=world.owner) == []
    with pytest.raises(NotPermitted):
        await reminders.delete(world.task.id, made.id, actor=world.owner)
    changed = await reminders.change(world.task.id, made.id, ReminderChanges(minutes_before=5), actor=world.viewer)
    assert (changed.minutes_before, changed.version) == (5, 2)
    with pytest.raises(Outdated):
        await reminders.delete(world.task.id, made.id, actor=world.viewer, version=1)
    await reminders.delete(world.task.id, made.id, actor=world.viewer)
    with pytest.raises(NotFound):
        await reminders.reminder(world.task.id, made.id, actor=world.viewer)
    with pytest.raises(NotPermitted):
        await put(world.task, world.stranger, minutes_before=5)


@pytest.mark.parametrize("when", [{}, {"at": "2031-01-01T00:00:00Z", "minutes_before": 1}, {"minutes_before": -1},
                                  {"minutes_before": 525_601}])  # fmt: skip
def test_a_reminder_says_one_moment(when: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        NewReminder.of(**when)
