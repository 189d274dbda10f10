"""From making to trash."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from domain import clock, housekeeping, tasks, teams
from domain.accounts import Person
from domain.errors import Conflict, Invalid, NotFound, NotPermitted, Outdated
from domain.tasks import NewTask, TaskChanges, TaskFilter
from domain.teams import NewMember, NewTeam
from domain.transactions import front_desk
from persistence.queries import records
from tests.worlds import World


async def test_a_task_holds_all_that_was_said(ada: Person) -> None:
    made = await tasks.create(
        NewTask.of(title="  Ship it ", description="# How", priority="high", due_on="2026-12-24", start_on="2026-12-01",
                   labels=["office", "office", "paper"], assignee_ids=[ada.id]), actor=ada)  # fmt: skip
    found = await tasks.task(made.id, actor=ada)
    assert (found.title, found.description, found.priority, found.labels) == (
        "Ship it", "# How", "high", ["office", "paper"])  # fmt: skip
    assert (found.due_on, found.start_on, found.assignee_ids) == (date(2026, 12, 24), date(2026, 12, 1), [ada.id])
    assert (found.creator_id, found.permission, found.version, found.key) == (ada.id, "owner", 1, "T-1")


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 501}, "title"),
        ({"title": "a\x00b"}, "title"),
        ({"title": "half \ud800 a pair"}, "title"),
        ({"title": 7}, "title"),
        ({"title": "x", "priority": "highest"}, "priority"),
        ({"title": "x", "due_on": "31.2."}, "due_on"),
        ({"title": "x", "due_on": 12}, "due_on"),
        ({"title": "x", "due_at": "2026-02-17T09:00:00"}, "due_at"),
        ({"title": "x", "labels": ["y"] * 21}, "labels"),
        ({"title": "x", "colour": "red"}, "colour"),
    ],
)
def test_bad_input_is_refused_naming_the_field(fields: dict[str, object], named: str) -> None:
    with pytest.raises(Invalid) as refused:
        NewTask.of(**fields)
    assert named in [e.field for e in refused.value.errors]


async def test_completing_twice_changes_nothing_the_second_time(ada: Person) -> None:
    task = await tasks.create(NewTask(title="Once"), actor=ada)
    first = await tasks.complete(task.id, actor=ada)
    second = await tasks.complete(task.id, actor=ada)
    assert first.is_completed
    assert first.completed_at == second.completed_at
    assert (second.version, second.change_id) == (first.version, None)


async def test_reopening_makes_a_completed_task_pending(ada: Person) -> None:
    task = await tasks.create(NewTask(title="Again", status="completed"), actor=ada)
    assert task.completed_at is not None
    reopened = await tasks.reopen(task.id, actor=ada)
    assert (reopened.status, reopened.completed_at) == ("pending", None)


async def test_a_deleted_task_waits_in_the_trash_and_comes_back(ada: Person) -> None:
    task = await tasks.create(NewTask(title="Oops", assignee_ids=[ada.id]), actor=ada)
    await tasks.delete(task.id, actor=ada)
    assert [t.id for t in (await tasks.tasks(TaskFilter(trashed=True), actor=ada)).items] == [task.id]
    assert (await tasks.tasks(actor=ada)).total == 0
    with pytest.raises(NotFound):
        await tasks.task(task.id, actor=ada)
    with pytest.raises(NotFound):
        await tasks.edit(task.id, TaskChanges(title="No"), actor=ada)
    restored = await tasks.restore(task.id, actor=ada)
    assert (restored.deleted_at, restored.assignee_ids) == (None, [ada.id])


async def _deleted_long_ago(ada: Person, number: int) -> None:
    with clock.at(datetime.now(UTC) - timedelta(days=31)):
        for _ in range(number):
            await tasks.delete((await tasks.create(NewTask(title="old"), actor=ada)).id, actor=ada)


async def test_the_trash_forgets_after_thirty_days(ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    await _deleted_long_ago(ada, 3)
    young = await tasks.create(NewTask(title="young"), actor=ada)
    await tasks.delete(young.id, actor=ada)
    monkeypatch.setattr(housekeeping, "_AT_ONCE", 2)
    await housekeeping.purge()
    assert [t.id for t in (await tasks.tasks(TaskFilter(trashed=True), actor=ada)).items] == [young.id]


async def test_the_trash_forgets_in_portions(ada: Person) -> None:
    await _deleted_long_ago(ada, 3)
    async with front_desk() as session:
        assert await records.purge_tasks(session, before=clock.now() - timedelta(days=30), most=2) == 2
    await housekeeping.purge()
    assert (await tasks.tasks(TaskFilter(trashed=True), actor=ada)).total == 0


async def test_an_edit_of_an_outdated_version_is_refused(ada: Person) -> None:
    task = await tasks.create(NewTask(title="One"), actor=ada)
    await tasks.edit(task.id, TaskChanges(title="Two"), actor=ada, version=1)
    with pytest.raises(Outdated):
        await tasks.edit(task.id, TaskChanges(title="Three"), actor=ada, version=1)


async def test_different_fields_edited_by_two_people_merge(world: World) -> None:
    seen = world.task
    await tasks.edit(seen.id, TaskChanges.since(seen, title="New title"), actor=world.member)
    merged = await tasks.edit(seen.id, TaskChanges.since(seen, priority="urgent"), actor=world.editing)
    assert (merged.title, merged.priority) == ("New title", "urgent")


async def test_the_same_field_edited_by_two_people_shows_both_versions(world: World) -> None:
    seen = world.task
    await tasks.edit(seen.id, TaskChanges.since(seen, title="Theirs"), actor=world.member)
    with pytest.raises(Conflict) as refused:
        await tasks.edit(seen.id, TaskChanges.since(seen, title="Mine", priority="low"), actor=world.owner)
    assert refused.value.fields == {"title": "Theirs"}
    kept = await tasks.task(seen.id, actor=world.owner)
    assert (kept.title, kept.priority) == ("Theirs", "none")
    same = await tasks.edit(seen.id, TaskChanges.since(seen, title="Theirs"), actor=world.owner)
    assert same.change_id is None


async def test_a_due_instant_replaces_a_due_day(ada: Person) -> None:
    task = await tasks.create(NewTask(title="When", due_on=date(2026, 12, 1)), actor=ada)
    changed = await tasks.edit(task.id, TaskChanges.of(due_at="2026-12-02T10:00:00+02:00"), actor=ada)
    assert (changed.due_on, changed.due_at) == (None, datetime(2026, 12, 2, 8, tzinfo=UTC))


async def test_keys_count_up_per_team(ada: Person) -> None:
    team = await teams.create(NewTeam(name="Product launch"), actor=ada)
    made = [await tasks.create(NewTask(title="x", team_id=team.id), actor=ada) for _ in range(3)]
    assert [t.key for t in made] == ["PL-1", "PL-2", "PL-3"]


async def test_only_those_who_see_a_task_can_be_assigned(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        await tasks.edit(world.task.id, TaskChanges(assignee_ids=[world.stranger.id]), actor=world.owner)
    assert refused.value.errors[0].field == "assignee_ids"
    wanted = [world.viewer.id, world.editing.id]
    assert (await tasks.edit(world.task.id, TaskChanges(assignee_ids=wanted), actor=world.owner)).assignee_ids == wanted


async def test_a_task_cannot_be_its_own_ancestor(ada: Person) -> None:
    parent = await tasks.create(NewTask(title="Parent"), actor=ada)
    child = await tasks.create(NewTask(title="Child", parent_id=parent.id), actor=ada)
    for wrong in (parent.id, child.id):
        with pytest.raises(Invalid):
            await tasks.edit(parent.id, TaskChanges(parent_id=wrong), actor=ada)


async def test_tasks_go_only_into_teams_one_may_add_to(world: World) -> None:
    with pytest.raises(NotPermitted):
        await tasks.create(NewTask(title="x", team_id=world.team.id), actor=world.viewer)
    with pytest.raises(NotPermitted):
        await tasks.create(NewTask(title="x", team_id=world.team.id), actor=world.stranger)
    with pytest.raises(NotFound):
        await tasks.create(NewTask(title="x", team_id=uuid4()), actor=world.owner)


async def test_moving_into_a_team_gives_a_new_key_and_drops_who_cannot_see_it(ada: Person, ben: Person) -> None:
    here, there = [await teams.create(NewTeam(name=n), actor=ada) for n in ("Here", "There")]
    await teams.add_member(here.id, NewMember(user_id=ben.id), actor=ada)
    task = await tasks.create(NewTask(title="x", team_id=here.id, assignee_ids=[ben.id, ada.id]), actor=ada)
    moved = await tasks.edit(task.id, TaskChanges(team_id=there.id), actor=ada)
    assert (moved.key, moved.assignee_ids) == ("THERE-1", [ada.id])
    with pytest.raises(NotPermitted):
        await tasks.task(task.id, actor=ben)
