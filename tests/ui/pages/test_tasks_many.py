"""Many tasks at once, simulated: what pages tell beforehand, what they do, and what they refuse."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

from domain import tasks
from domain.accounts import Person
from domain.tasks import Changed, ManyChanges, NewTask, Result, Task, Undone
from tests.ui.pages.conftest import until
from tests.ui.pages.test_frame import toasts
from tests.ui.pages.test_tasks import Browser, browse, told
from tests.worlds import World
from ui.components.task_view import TaskView
from ui.pages.tasks import acts, many_words
from ui.pages.tasks.names import Names

__all__ = ["browse", "told"]
LEFT_OUT = "1 is left out: you can see this task but not change it."
Browse = Callable[[str, Person], Awaitable[Browser]]


async def asked(page: Browser, ids: list[UUID], **fields: Any) -> dict[str, Any]:
    return await page.ask(TaskView, "change_many", ids=[str(one) for one in ids], fields=fields)


async def foreseen(page: Browser, ids: list[UUID], **fields: Any) -> dict[str, Any]:
    return await page.ask(TaskView, "change_many", ids=[str(one) for one in ids], fields=fields, dry=True)


async def test_what_would_become_of_many_is_told_and_nothing_is_changed(world: World, browse: Browse) -> None:
    own = await tasks.create(NewTask(title="Own"), actor=world.viewer)
    page = await browse("/tasks", world.viewer)
    await page.shown()
    said = await foreseen(page, [own.id, world.task.id], priority="high")
    refused = [[str(world.task.id), "You can see this task but not change it."]]
    assert said == {"said": f"1 task changes. {LEFT_OUT}", "number": 1, "refused": refused, "open_below": False}
    assert (await tasks.task(own.id, actor=world.viewer)).priority == "none"


async def test_many_are_changed_as_far_as_one_may_and_it_is_told(world: World, browse: Browse) -> None:
    own = await tasks.create(NewTask(title="Own"), actor=world.viewer)
    page = await browse("/tasks", world.viewer)
    await page.shown()
    due = {"on": "2026-12-24", "time": "09:00"}
    assert await asked(page, [own.id, world.task.id], due=due, add_labels=["print"]) == {}
    changed = await tasks.task(own.id, actor=world.viewer)
    assert (str(changed.due_at), changed.labels) == ("2026-12-24 08:00:00+00:00", ["print"])
    await until(lambda: f"Changed the due date of 1 task. {LEFT_OUT}" in toasts(page.user))
    patched = page.heard(TaskView, "patch")[-1]
    assert [row["labels"] for row in patched["rows"]] == [["print"]]
    assert (await tasks.task(world.task.id, actor=world.owner)).labels == []


async def test_nobody_learns_anything_by_naming_what_is_hidden(world: World, browse: Browse) -> None:
    page = await browse("/tasks", world.stranger)
    await page.shown()
    said = await foreseen(page, [world.task.id, uuid4()], deleted=True)
    assert said["number"] == 0
    assert "Ship it" not in str(said)
    offered = await page.ask(TaskView, "choose_many", ids=[str(world.task.id)])
    assert [name for _, name in offered["people"]] == [world.stranger.name]


async def test_what_many_could_become_is_offered(world: World, browse: Browse) -> None:
    await tasks.create(NewTask(title="Print", labels=["print"]), actor=world.owner)
    page = await browse("/tasks", world.owner)
    await page.shown()
    offered = await page.ask(TaskView, "choose_many", ids=[str(world.task.id), str(world.personal.id)])
    people = {UUID(who) for who, _ in offered["people"]}
    assert {world.owner.id, world.member.id, world.editing.id} <= people
    assert world.stranger.id not in people
    assert offered["labels"] == ["print"]
    assert {name for _, name in offered["teams"]} == {"Launch", "Partners"}


async def test_nonsense_is_answered_with_a_sentence(ada: Person, browse: Browse) -> None:
    page, some = await browse("/tasks", ada), {"ids": [str(uuid4())]}
    await page.shown()
    given: list[tuple[dict[str, Any], str]] = [
        ({}, "Nothing is selected."),
        ({"ids": []}, "Nothing is selected."),
        ({"ids": ["x"]}, "does not exist"),
        ({"ids": [str(uuid4()) for _ in range(501)]}, "At most 500 tasks"),
        (some, "nothing to save"),
        (some | {"fields": {"title": "x"}}, "not a known field"),
        (some | {"fields": {"priority": "x"}}, "Priority must be one of"),
        (some | {"fields": {"due": {"on": "x", "time": "y"}}}, "not a day and a time"),
    ]
    for asking, sentence in given:
        assert sentence in (await page.ask(TaskView, "change_many", **asking))["error"]


async def told_of(made: list[Task], actor: Person, **changes: Any) -> tuple[str, str]:
    """What is said before, and after."""
    wanted, ids = ManyChanges.of(**changes), [task.id for task in made]
    before = await tasks.change_many(ids, wanted, dry_run=True, actor=actor)
    names = Names()
    await names.learn((), actor=actor)
    return many_words.foreseen(before, wanted), many_words.done(before, wanted, names)


async def test_consequences_are_said_beforehand(world: World) -> None:
    parent, open_one = [await tasks.create(NewTask(title=title), actor=world.owner) for title in ("Parent", "First")]
    await tasks.create(NewTask(title="Below", parent_id=parent.id), actor=world.owner)
    await tasks.relate(open_one.id, tasks.NewRelation(kind="blocks", task_id=parent.id), actor=world.owner)
    made = [parent, open_one]
    before, _ = await told_of([parent], world.owner, status="completed")
    assert before == "1 task changes. 1 has subtasks that are not done. 1 is blocked by an open task."
    before, after = await told_of(made, world.owner, status="completed")
    assert before == "2 tasks change. 1 has subtasks that are not done."
    assert after == "Completed 2 tasks."
    before, after = await told_of(made, world.owner, deleted=True)
    assert before == "2 tasks go to the trash for thirty days, subtasks included."
    assert after == "Moved 2 tasks to the trash."
    before, after = await told_of(made, world.owner, team_id=world.team.id)
    assert before == "2 tasks change. Their subtasks go along."
    assert after == "Moved 2 tasks to Launch."
    before, after = await told_of(made, world.owner, priority="none")
    assert (before, after) == ("Nothing changes. 2 need no change.", "Nothing was changed.")
    assert (await told_of(made, world.owner, add_assignee_ids=[world.owner.id]))[
        1
    ] == "Changed the assignees of 2 tasks."


def test_several_that_are_left_out_are_said_together() -> None:
    whys = ["You can see this task but not change it."] * 2 + ["There is no such task."]
    told = Changed([Result(uuid4(), "refused", None, why) for why in whys], None)
    assert many_words.left_out(told) == [
        "2 are left out: you can see them but not change them.",
        "1 is left out: there is no such task.",
    ]


async def test_what_could_not_be_taken_back_is_said(world: World) -> None:
    left = [tasks.Left(uuid4(), "A", "“A” was changed since: its title cannot be taken back.")]
    undone = Undone([world.task], left * 3, uuid4())
    assert acts.said_of(undone) == f"Took back the rest: 1 task. {left[0].why} 2 more were left, too."
    assert acts.said_of(Undone([], left, uuid4())) == f"Nothing was left to take back. {left[0].why}"
