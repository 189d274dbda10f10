"""Many tasks in one act: each as far as one may, shown beforehand, taken back at once."""

from functools import partial
from uuid import uuid4

import pytest

from domain import tasks
from domain.accounts import Person
from domain.errors import AtriumError, Conflict, Invalid, NotPermitted
from domain.tasks import CannotUndo, Change, ManyChanges, NewTask, Task, TaskChanges, TaskFilter
from tests.worlds import RELATIONS, World


async def several(actor: Person, number: int = 3, **fields: object) -> list[Task]:
    return [await tasks.create(NewTask.of(title=f"No {n}", **fields), actor=actor) for n in range(number)]


async def now(made: list[Task], actor: Person) -> list[Task]:
    return [await tasks.task(task.id, actor=actor, trashed=True) for task in made]


async def test_one_change_reaches_all_and_one_undo_takes_it_back(ada: Person) -> None:
    made = await several(ada, labels=["old", "kept"])
    changes = ManyChanges.of(status="in_progress", priority="high", due_on="2026-12-24", add_labels=["new"],
                             remove_labels=["old"], add_assignee_ids=[ada.id])  # fmt: skip
    done = await tasks.change_many([task.id for task in made], changes, actor=ada)
    assert [result.outcome for result in done.results] == ["changed"] * 3
    for task in await now(made, ada):
        assert (task.status, task.priority, str(task.due_on)) == ("in_progress", "high", "2026-12-24")
        assert (task.labels, task.assignee_ids) == (["kept", "new"], [ada.id])
    assert done.undo_token
    await tasks.undo(done.undo_token, actor=ada)
    for task in await now(made, ada):
        assert (task.status, task.priority, task.due_on, task.labels, task.assignee_ids) == (
            "pending", "none", None, ["old", "kept"], [])  # fmt: skip


async def test_a_dry_run_tells_and_changes_nothing(ada: Person) -> None:
    made = await several(ada)
    told = await tasks.change_many([t.id for t in made], ManyChanges(priority="low"), dry_run=True, actor=ada)
    assert [(r.outcome, r.task and r.task.priority) for r in told.results] == [("changed", "low")] * 3
    assert told.undo_token is None
    assert [(t.priority, t.version) for t in await now(made, ada)] == [("none", 1)] * 3
    assert [len(await tasks.history(t.id, actor=ada)) for t in made] == [1] * 3


async def test_the_refused_leave_the_others_as_changed(world: World) -> None:
    own = await tasks.create(NewTask(title="Own"), actor=world.viewer)
    missing = uuid4()
    asked = [world.personal.id, own.id, world.task.id, missing]
    done = await tasks.change_many(asked, ManyChanges(priority="urgent"), actor=world.viewer)
    assert [(r.task_id, r.outcome) for r in done.results] == [
        (world.personal.id, "refused"), (own.id, "changed"), (world.task.id, "refused"), (missing, "refused"),
    ]  # fmt: skip
    assert [
        next((words for words in ("may not see", "not change it", "no such task") if words in r.why), "")
        for r in done.results
    ] == ["may not see", "", "not change it", "no such task"]
    assert (await tasks.task(world.task.id, actor=world.owner)).priority == "none"


async def test_deleting_many_takes_their_subtasks_along_and_brings_all_back(ada: Person) -> None:
    parent, other = await several(ada, 2)
    child = await tasks.create(NewTask(title="Below", parent_id=parent.id), actor=ada)
    asked = [child.id, other.id, parent.id]
    done = await tasks.change_many(asked, ManyChanges(deleted=True), actor=ada)
    assert {r.outcome for r in done.results} <= {"changed", "unchanged"}
    assert (await tasks.tasks(TaskFilter(), actor=ada)).total == 0
    assert done.undo_token
    await tasks.undo(done.undo_token, actor=ada)
    assert (await tasks.tasks(TaskFilter(), actor=ada)).total == 3


async def test_undo_says_what_somebody_changed_since(ada: Person) -> None:
    made = await several(ada)
    done = await tasks.change_many([t.id for t in made], ManyChanges(priority="low"), actor=ada)
    await tasks.edit(made[1].id, TaskChanges(priority="urgent"), actor=ada)
    assert done.undo_token
    with pytest.raises(Conflict, match="priority"):
        await tasks.undo(done.undo_token, actor=ada)
    undone = await tasks.undo_partly(done.undo_token, actor=ada)
    assert [left.task_id for left in undone.left] == [made[1].id]
    assert [task.priority for task in await now(made, ada)] == ["none", "urgent", "none"]


async def test_what_is_already_so_is_unchanged(ada: Person) -> None:
    made = await several(ada, priority="low")
    done = await tasks.change_many([t.id for t in made], ManyChanges(priority="low"), actor=ada)
    assert ([r.outcome for r in done.results], done.undo_token) == (["unchanged"] * 3, None)


async def test_completing_many_makes_the_next_occurrences(ada: Person) -> None:
    rule = {"rule": "FREQ=DAILY", "from_completion": False}
    made = await several(ada, 2, due_on="2026-12-01", recurrence=rule)
    await tasks.change_many([t.id for t in made], ManyChanges(status="completed"), actor=ada)
    found = await tasks.tasks(TaskFilter(open=True), actor=ada)
    assert [str(task.due_on) for task in found.items] == ["2026-12-02", "2026-12-02"]


@pytest.mark.parametrize(
    "given", [{}, {"due_on": "2026-12-24", "due_at": "2026-12-24T09:00:00Z"}, {"title": "x"}, {"add_labels": [""]}]
)
def test_bad_changes_are_refused(given: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        ManyChanges.of(**given)


async def test_many_at_once_are_changed_as_each_alone_would_be(world: World) -> None:
    """Whatever can be done in a few statements for all leaves the same rows and the same history behind."""
    fields = {"due_at": "2026-12-24T09:00:00Z", "labels": ["old"]}
    child = await tasks.create(NewTask(title="Below", parent_id=world.task.id), actor=world.owner)
    together, alone = await several(world.owner, 2, **fields), await several(world.owner, 2, **fields)
    changes = ManyChanges.of(status="completed", priority="high", due_on="2026-12-31", add_labels=["new"],
                             add_assignee_ids=[world.owner.id])  # fmt: skip
    await tasks.change_many([task.id for task in (*together, world.task, child)], changes, actor=world.owner)
    for task in alone:
        given = TaskChanges.of(status="completed", priority="high", due_on="2026-12-31", labels=["old", "new"],
                               assignee_ids=[world.owner.id])  # fmt: skip
        await tasks.edit(task.id, given, actor=world.owner)
    kept = ("status", "priority", "due_on", "due_at", "labels", "assignee_ids", "version", "is_completed")
    told = {
        (*(str(getattr(task, name)) for name in kept), str([(c.verb, c.fields) for c in await history(task, world)]))
        for task in await now([*together, *alone], world.owner)
    }
    assert len(told) == 1
    assert {task.status for task in await now([world.task, child], world.owner)} == {"completed"}


async def history(task: Task, world: World) -> list[Change]:
    return [change for change in await tasks.history(task.id, actor=world.owner) if change.verb != "created"]


@pytest.mark.parametrize("relation", RELATIONS)
async def test_many_at_once_are_refused_to_whom_one_alone_is(world: World, relation: str) -> None:
    actor = world.person(relation)
    for changes in (ManyChanges(priority="urgent"), ManyChanges(deleted=True)):
        told = await tasks.change_many([world.task.id, world.personal.id], changes, actor=actor, dry_run=True)
        verb = tasks.delete if changes.deleted else partial(tasks.edit, changes=TaskChanges(priority="urgent"))
        alone = []
        for task in (world.task, world.personal):
            try:
                done = await verb(task.id, actor=actor)
                alone.append("")
                assert done.change_id
                await tasks.undo(done.change_id, actor=actor)
            except AtriumError as error:
                alone.append(error.message)
        assert [result.why for result in told.results] == alone


async def test_completing_many_can_be_taken_back_at_once(ada: Person) -> None:
    rule = {"rule": "FREQ=DAILY", "from_completion": False}
    made = await several(ada, 2) + await several(ada, 1, due_on="2026-12-01", recurrence=rule)
    done = await tasks.change_many([t.id for t in made], ManyChanges(status="completed"), actor=ada)
    assert done.undo_token
    back = await tasks.undo(done.undo_token, actor=ada)
    assert {task.id for task in back} >= {task.id for task in made}
    assert [(t.status, t.completed_at, bool(t.recurrence)) for t in await now(made, ada)] == [
        ("pending", None, False), ("pending", None, False), ("pending", None, True)]  # fmt: skip
    assert (await tasks.tasks(TaskFilter(), actor=ada)).total == 3
    again = await tasks.change_many([t.id for t in made], ManyChanges(status="completed"), actor=ada)
    await tasks.change_many([t.id for t in made], ManyChanges(status="pending"), actor=ada)
    assert [(t.status, bool(t.recurrence)) for t in await now(made, ada)][-1] == ("pending", True)
    assert again.undo_token


async def test_who_cannot_see_a_task_is_not_assigned_to_it_and_the_others_are(world: World) -> None:
    """The order of those who are assigned is kept."""
    asked = [world.task.id, world.personal.id]
    both = ManyChanges.of(assignee_ids=[world.member.id, world.owner.id])
    done = await tasks.change_many(asked, both, actor=world.owner)
    refusal = "Only somebody who can see the task can be assigned; share it first."
    assert [(r.outcome, r.why) for r in done.results] == [("changed", ""), ("refused", refusal)]
    found = await now([world.task, world.personal], world.owner)
    assert [task.assignee_ids for task in found] == [[world.member.id, world.owner.id], []]
    less = ManyChanges.of(remove_assignee_ids=[world.member.id])
    assert (await tasks.change_many(asked, less, actor=world.owner)).undo_token
    assert [task.assignee_ids for task in await now([world.task], world.owner)] == [[world.owner.id]]


async def test_no_task_gets_more_labels_than_it_may_have(ada: Person) -> None:
    full, other = await several(ada, 1, labels=[f"L{n}" for n in range(20)]) + await several(ada, 1)
    done = await tasks.change_many([full.id, other.id], ManyChanges(add_labels=["more"]), actor=ada)
    assert [(r.outcome, r.why) for r in done.results] == [("refused", "A task has at most 20 labels."), ("changed", "")]


async def test_undo_tells_of_all_that_cannot_be_taken_back(world: World) -> None:
    made = await several(world.owner, 4, team_id=world.team.id)
    done = await tasks.change_many([t.id for t in made], ManyChanges(priority="low"), actor=world.owner)
    assert done.undo_token
    with pytest.raises(NotPermitted):
        await tasks.undo(done.undo_token, actor=world.viewer)
    for task in made[1:3]:
        await tasks.edit(task.id, TaskChanges(priority="urgent"), actor=world.member)
    with pytest.raises(CannotUndo, match="1 more task cannot be taken back either") as refused:
        await tasks.undo(done.undo_token, actor=world.owner)
    assert refused.value.can_partly
    assert [t.priority for t in await now(made, world.owner)] == ["low", "urgent", "urgent", "low"]
    for task in (made[0], made[3]):
        await tasks.edit(task.id, TaskChanges(priority="high"), actor=world.member)
    with pytest.raises(CannotUndo) as refused:
        await tasks.undo(done.undo_token, actor=world.owner)
    assert not refused.value.can_partly


async def test_completing_many_completes_what_is_open_under_them_when_asked(ada: Person) -> None:
    parent, other = await several(ada, 2)
    child = await tasks.create(NewTask(title="Below", parent_id=parent.id), actor=ada)
    grand = await tasks.create(NewTask(title="Deep", parent_id=child.id), actor=ada)
    asked = [parent.id, other.id]
    alone = await tasks.change_many(asked, ManyChanges(status="completed"), dry_run=True, actor=ada)
    assert alone.subtasks == 0
    changes = ManyChanges(status="completed", with_subtasks=True)
    assert (await tasks.change_many(asked, changes, dry_run=True, actor=ada)).subtasks == 2
    done = await tasks.change_many(asked, changes, actor=ada)
    family = [parent, other, child, grand]
    assert ([t.status for t in await now(family, ada)], done.subtasks) == (["completed"] * 4, 2)
    assert done.undo_token
    await tasks.undo(done.undo_token, actor=ada)
    assert [t.status for t in await now(family, ada)] == ["pending"] * 4


async def test_subtasks_are_completed_only_with_what_is_completed() -> None:
    for given in ({"with_subtasks": True}, {"with_subtasks": True, "status": "archived"}):
        with pytest.raises(Invalid, match="with the status completed"):
            ManyChanges.of(**given)
