"""The order of a view: every task under its heading, each person's own, and what a move from one to another means."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from domain import tasks
from domain.accounts import Person
from domain.clock import now, today
from domain.errors import Invalid, NotPermitted
from domain.tasks import ColumnLimit, Group, NewTask, Place, Sort, Task, TaskFilter
from tests.worlds import World


async def make(me: Person, title: str, **fields: object) -> Task:
    return await tasks.create(NewTask.of(title=title, **fields), actor=me)


async def outlined(me: Person, group: Group, sort: Sort = "position", **filters: object) -> dict[str, list[str]]:
    """Per heading, the titles in order."""
    found = await tasks.outline(TaskFilter.of(**filters), group=group, sort=sort, actor=me)
    ids = [one for heading in found.headings for one in heading.first(100)]
    titles = {task.id: task.title for task in await tasks.tasks_among(ids, actor=me)}
    return {heading.key: [titles[one] for one in heading.first(100)] for heading in found.headings}


async def test_a_stranger_finds_nothing_of_others_by_order_or_by_id(world: World) -> None:
    assert await outlined(world.stranger, "none") == {"all": ["Cleo’s own"]}
    assert await tasks.tasks_among([world.task.id, world.personal.id], actor=world.stranger) == []


@pytest.mark.parametrize("relation", ["owner", "member", "viewer", "viewing", "through_viewer"])
async def test_the_order_holds_the_same_tasks_as_the_list(world: World, relation: str) -> None:
    me = world.person(relation)
    found = await tasks.outline(sort="title", actor=me)
    listed = await tasks.tasks(sort="title", actor=me)
    assert [one for heading in found.headings for one in heading.first(100)] == [task.id for task in listed.items]
    assert found.total == listed.total
    assert all(found.names(task.id) for task in listed.items)


async def test_headings_by_due_date_from_late_to_done(world: World) -> None:
    me, here = world.stranger, today(world.stranger.time_zone)
    await make(me, "late", due_on=here - timedelta(days=1))
    await make(me, "past", due_at=now() - timedelta(minutes=1))
    await make(me, "soon", due_on=here)
    await make(me, "later", due_on=here + timedelta(days=3))
    await tasks.complete((await make(me, "first done", due_on=here)).id, actor=me)
    await tasks.complete((await make(me, "last done")).id, actor=me)
    found = await outlined(me, "due", "due_at")
    assert list(found) == ["overdue", "today", "upcoming", "none", "completed"]
    assert found["overdue"] == ["late", "past"]
    assert (found["today"], found["upcoming"], found["none"]) == (["soon"], ["later"], ["Cleo’s own"])
    assert found["completed"] == ["last done", "first done"]
    days = await outlined(me, "day", "due_at", open=True)
    assert list(days) == ["overdue", str(here), str(here + timedelta(days=3)), "none"]


async def test_what_is_done_stands_below_what_is_to_do(ada: Person) -> None:
    for title, status in (("done", "completed"), ("one", "pending"), ("old", "completed"), ("two", "in_progress")):
        await tasks.create(NewTask(title=title, status=status), actor=ada)
    found = await tasks.outline(group="priority", open_first=True, actor=ada)
    titles = {task.id: task.title for task in (await tasks.tasks(actor=ada)).items}
    assert [titles[one] for one in found.headings[0].first(9)] == ["one", "two", "done", "old"]


async def test_a_task_stands_under_each_of_its_labels_and_counts_once(world: World) -> None:
    me = world.stranger
    await make(me, "both", labels=["b", "A"])
    await make(me, "one", labels=["b"])
    assert await outlined(me, "label") == {"A": ["both"], "b": ["both", "one"], "": ["Cleo’s own"]}
    assert (await tasks.outline(group="label", actor=me)).total == 3


async def test_headings_by_person_status_priority_team(world: World) -> None:
    me = world.owner
    await tasks.edit(world.task.id, tasks.TaskChanges(assignee_ids=[me.id], priority="high"), actor=me)
    assert await outlined(me, "assignee") == {str(me.id): ["Ship it"], "": ["Ada’s own"]}
    assert await outlined(me, "priority") == {"high": ["Ship it"], "none": ["Ada’s own"]}
    assert await outlined(me, "team") == {str(world.task.team_id): ["Ship it"], "personal": ["Ada’s own"]}
    assert await outlined(world.editing, "team") == {"shared": ["Ship it", "Ada’s own"]}


async def test_what_is_alike_stands_as_put_by_hand(world: World) -> None:
    me = world.stranger
    a, b, c = [await make(me, name, due_on="2099-01-01") for name in "abc"]
    await tasks.move(c.id, Place(after_id=a.id, before_id=b.id), actor=me)
    assert (await outlined(me, "due", "due_at"))["upcoming"] == ["a", "c", "b"]


async def test_a_calendar_holds_its_days_and_what_has_no_day(world: World) -> None:
    me = world.stranger
    for title, due in {
        "before": "2026-02-01",
        "first": "2026-02-02",
        "last": "2026-03-01",
        "after": "2026-03-02",
    }.items():
        await make(me, title, due_on=due)
    found = await tasks.outline(group="calendar", sort="due_at", days=(date(2026, 2, 2), date(2026, 3, 2)), actor=me)
    assert {heading.key: len(heading) for heading in found.headings} == {"2026-02-02": 1, "2026-03-01": 1, "none": 1}


async def test_subtasks_are_told_with_their_parents(world: World) -> None:
    me = world.stranger
    parent = await make(me, "parent")
    child = await make(me, "child", parent_id=parent.id)
    found = await tasks.outline(actor=me)
    assert found.parents == child.id.bytes + parent.id.bytes
    await tasks.move(child.id, Place.of(parent_id=None), actor=me)
    assert (await tasks.outline(actor=me)).parents == b""


MONDAY = "2026-07-06"


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ({"group": "status", "out_of": "pending", "into": "in_progress"}, {"status": "in_progress"}),
        ({"group": "priority", "out_of": "none", "into": "urgent"}, {"priority": "urgent"}),
        ({"group": "label", "out_of": "a", "into": "c"}, {"labels": ["b", "c"]}),
        ({"group": "label", "out_of": "a", "into": "b"}, {"labels": ["b"]}),
        ({"group": "label", "out_of": "a", "into": ""}, {"labels": []}),
        ({"group": "calendar", "out_of": "none", "into": MONDAY}, {"due_on": date(2026, 7, 6), "due_at": None}),
        ({"group": "due", "out_of": "today", "into": "none"}, {"due_on": None, "due_at": None}),
        ({"group": "due", "out_of": "none", "into": "completed"}, {"status": "completed"}),
    ],
)
async def test_going_into_a_group_changes_what_the_group_says(
    world: World, place: dict[str, str], expected: dict[str, object]
) -> None:
    task = await make(world.stranger, "x", labels=["a", "b"], due_on="2026-07-01")
    moved = await tasks.move(task.id, Place.of(**place), actor=world.stranger)
    assert {name: getattr(moved, name) for name in expected} == expected
    assert moved.change_id
    [back] = await tasks.undo(moved.change_id, actor=world.stranger)
    assert (back.labels, back.status, back.due_on) == (["a", "b"], "pending", date(2026, 7, 1))


async def test_a_task_with_a_time_keeps_it_on_another_day(world: World) -> None:
    me = world.owner  # Berlin
    task = await make(me, "x", due_at="2026-07-01T07:30:00+00:00")
    moved = await tasks.move(task.id, Place(group="calendar", out_of="2026-07-01", into="2026-12-01"), actor=me)
    assert moved.due_at is not None
    assert moved.due_at.isoformat() == "2026-12-01T08:30:00+00:00"  # half past nine in winter too


async def test_from_one_person_to_another(world: World) -> None:
    me, ben = world.owner, world.member
    await tasks.edit(world.task.id, tasks.TaskChanges(assignee_ids=[me.id]), actor=me)
    moved = await tasks.move(world.task.id, Place(group="assignee", out_of=str(me.id), into=str(ben.id)), actor=me)
    assert moved.assignee_ids == [ben.id]
    with pytest.raises(Invalid, match="see the task"):
        await tasks.move(world.task.id, Place(group="assignee", into=str(world.stranger.id)), actor=me)


@pytest.mark.parametrize(
    ("group", "into", "said"),
    [("status", "x", "no such status"), ("priority", "x", "no such priority"), ("due", "overdue", "into the past"),
     ("due", "soon", "not a day"), ("team", "shared", "when others share them"), ("team", "x", "no such group"),
     ("assignee", "x", "no such group"), ("label", "x" * 51, "at most 50")],
)  # fmt: skip
async def test_where_nothing_can_go_is_said(world: World, group: Group, into: str, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        await tasks.move(world.personal.id, Place(group=group, out_of="other", into=into), actor=world.owner)


@pytest.mark.parametrize("relation", ["viewing", "stranger"])
async def test_who_may_not_change_a_task_does_not_move_it(world: World, relation: str) -> None:
    me = world.stranger if relation == "stranger" else world.person(relation)
    with pytest.raises(NotPermitted):
        await tasks.move(world.personal.id, Place(group="priority", into="high"), actor=me)


async def test_ids_that_are_none_are_left_out(world: World) -> None:
    assert await tasks.tasks_among([UUID(int=1)], actor=world.owner) == []
    assert await tasks.tasks_among([], actor=world.owner) == []


async def test_a_teams_limits_are_everybodys_who_sees_its_board_and_set_by_its_writers(world: World) -> None:
    limit = ColumnLimit(team_id=world.team.id, group="status", key="pending", most=3)
    await tasks.limit_column(limit, actor=world.member)
    for relation in ("owner", "viewer"):
        seen = await tasks.column_limits("status", team_id=world.team.id, actor=world.person(relation))
        assert seen == {"pending": 3}
    assert await tasks.column_limits("status", team_id=world.team.id, actor=world.stranger) == {}
    assert await tasks.column_limits("status", actor=world.member) == {}
    for who, said in ((world.viewer, "As a viewer of"), (world.stranger, "may not see")):
        with pytest.raises(NotPermitted, match=said):
            await tasks.limit_column(limit, actor=who)
    await tasks.limit_column(limit.model_copy(update={"most": 5}), actor=world.owner)
    assert await tasks.column_limits("status", team_id=world.team.id, actor=world.owner) == {"pending": 5}
    await tasks.limit_column(limit.model_copy(update={"most": 0}), actor=world.owner)
    assert await tasks.column_limits("status", team_id=world.team.id, actor=world.owner) == {}


async def test_a_limit_is_no_refusal(world: World) -> None:
    await tasks.limit_column(ColumnLimit(group="status", key="in_progress", most=1), actor=world.stranger)
    for title in ("a", "b"):
        task = await make(world.stranger, title)
        place = Place(group="status", out_of="pending", into="in_progress")
        assert (await tasks.move(task.id, place, actor=world.stranger)).status == "in_progress"
