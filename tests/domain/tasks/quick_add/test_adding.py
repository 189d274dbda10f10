"""Adding what was typed: who may, all or nothing, one undo, sent twice added once."""

from datetime import date
from uuid import uuid4

import pytest

from domain import accounts, tasks, teams
from domain.accounts import Person, ProfileChanges
from domain.errors import Invalid, NotPermitted
from domain.tasks import NewTask, TaskFilter, quick_add
from domain.tasks.quick_add import QuickText
from domain.teams import NewTeam
from tests.worlds import RELATIONS, World

MARCH = date(2027, 3, 1)
PLAN = "Plan the party !high\n  - Cake tomorrow\n  - Music\n    - Speakers #rent\nWrite invitations"


async def _titles(actor: Person) -> list[str]:
    return [task.title for task in (await tasks.tasks(TaskFilter(), actor=actor)).items]


async def test_every_line_is_a_task_and_what_is_indented_its_subtask(ada: Person) -> None:
    added = await quick_add.add(QuickText(text=PLAN), actor=ada)
    by_title = {task.title: task for task in added.items}
    parents = {title: task.parent_id and next(t.title for t in added.items if t.id == task.parent_id)
               for title, task in by_title.items()}  # fmt: skip
    assert parents == {"Plan the party": None, "Cake": "Plan the party", "Music": "Plan the party",
                       "Speakers": "Music", "Write invitations": None}  # fmt: skip
    assert (by_title["Plan the party"].priority, by_title["Speakers"].labels) == ("high", ["rent"])
    assert by_title["Cake"].due_on is not None


async def test_one_undo_takes_all_of_it_back(ada: Person) -> None:
    added = await quick_add.add(QuickText(text=PLAN), actor=ada)
    change_id = added.items[0].change_id
    assert change_id is not None
    await tasks.undo(change_id, actor=ada)
    assert await _titles(ada) == []


async def test_one_line_that_is_refused_keeps_all_from_being_added(world: World) -> None:
    text = f"Fine\nNot fine +{world.team.key}"
    with pytest.raises(NotPermitted, match=r"As a viewer of Launch you cannot add tasks to it\."):
        await quick_add.add(QuickText(text=text), actor=world.viewer)
    assert "Fine" not in await _titles(world.viewer)


async def test_the_same_token_again_adds_nothing_again(ada: Person, ben: Person) -> None:
    form = QuickText(text="Once\nTwice", token=uuid4())
    first, again = [await quick_add.add(form, actor=ada) for _ in range(2)]
    assert {task.id for task in first.items} == {task.id for task in again.items}
    assert await _titles(ada) == ["Once", "Twice"]
    assert [task.title for task in (await quick_add.add(form, actor=ben)).items] == ["Once", "Twice"]
    assert await _titles(ben) == ["Once", "Twice"]


async def test_a_repeat_and_its_first_day_are_kept(ada: Person) -> None:
    added = await quick_add.add(QuickText(text="Water every! 3 days"), actor=ada)
    task = await tasks.task(added.items[0].id, actor=ada)
    assert task.recurrence
    assert (task.title, task.recurrence.rule, task.recurrence.from_completion) == (
        "Water", "FREQ=DAILY;INTERVAL=3", True)  # fmt: skip
    assert task.due_on is not None


async def test_members_name_their_team_and_the_people_in_it(world: World) -> None:
    added = await quick_add.add(QuickText(text="Ship @owner +launch"), actor=world.member)
    task = added.items[0]
    assert (task.title, task.team_id, task.assignee_ids) == ("Ship", world.team.id, [world.owner.id])
    for relation in RELATIONS:
        named = await quick_add.understand(QuickText(text="Ship +launch"), actor=world.person(relation))
        is_in = relation in ("owner", "admin", "member", "viewer")
        assert (relation, named[0].team_id) == (relation, world.team.id if is_in else None)


async def test_nobody_can_name_or_find_out_who_is_no_teammate(world: World) -> None:
    line = (await quick_add.understand(QuickText(text="Ask @owner"), actor=world.stranger))[0]
    assert (line.assignee_ids, line.title) == ([], "Ask @owner")
    assert line.notices == ["Nobody you work with is called “owner”."]
    names = await quick_add.names_for(world.stranger)
    assert [somebody.id for somebody in names.people] == [world.stranger.id]
    assert [team.name for team in names.teams] == ["Elsewhere"]


async def test_whoever_would_not_see_the_task_cannot_be_assigned_and_the_reason_is_said_before(world: World) -> None:
    form = QuickText(text="Ship @owner")
    said = "owner does not see your own tasks: name a team of yours and theirs, like +Launch."
    assert [n.lower() for n in (await quick_add.understand(form, actor=world.member))[0].notices] == [said.lower()]
    with pytest.raises(Invalid) as refused:
        await quick_add.add(form, actor=world.member)
    assert refused.value.message.lower() == said.lower()


async def test_the_place_where_it_is_added_gives_what_the_line_leaves_open(world: World) -> None:
    preset = {"status": "in_progress", "team_id": world.team.id, "labels": ["red"], "priority": "low",
              "due_on": MARCH}  # fmt: skip
    added = await quick_add.add(QuickText(text="One !high #blue 5pm\n  Two"), actor=world.owner, preset=preset)
    one, two = added.items
    assert (one.status, one.team_id, one.labels, one.priority) == (
        "in_progress", world.team.id, ["red", "blue"], "high")  # fmt: skip
    assert one.due_at is not None
    assert one.due_at.date() == MARCH
    assert (two.status, two.team_id, two.labels, two.priority, two.due_on) == (
        "in_progress", world.team.id, [], "none", None)  # fmt: skip


async def test_a_subtask_goes_where_its_parent_goes(ada: Person) -> None:
    team = await teams.create(NewTeam(name="Launch"), actor=ada)
    added = await quick_add.add(QuickText(text="One +launch\n  Two"), actor=ada)
    assert [task.team_id for task in added.items] == [team.id, team.id]


async def test_labels_keep_the_spelling_that_is_in_use(ada: Person) -> None:
    await tasks.create(NewTask(title="x", labels=["Waiting on"]), actor=ada)
    added = await quick_add.add(QuickText(text="Ask #waiting on"), actor=ada)
    assert (added.items[0].title, added.items[0].labels) == ("Ask", ["Waiting on"])


async def test_the_signs_and_the_language_are_the_persons_own(ada: Person) -> None:
    german = await accounts.edit_profile(ProfileChanges(locale="de", quick_add_syntax="todoist"), actor=ada)
    added = await quick_add.add(QuickText(text="Anrufen @büro p1 jeden Montag"), actor=german)
    task = added.items[0]
    assert (task.title, task.labels, task.priority) == ("Anrufen", ["büro"], "urgent")
    assert task.recurrence
    english = await quick_add.add(QuickText(text="Anrufen jeden Montag"), actor=ada)
    assert english.items[0].title == "Anrufen jeden Montag"


@pytest.mark.parametrize(
    ("text", "said"),
    [("   \n ", "Write what has to be done."), ("x\n" * 101, "These are 101 tasks; at most 100 can be added at once."),
     ("x" * 501, "The title must have at most 500 characters."),
     ("fine\n" + "x" * 501, "Line 2: The title must have at most 500 characters.")],
)  # fmt: skip
async def test_what_cannot_be_added_is_refused_with_the_reason(ada: Person, text: str, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        await quick_add.add(QuickText(text=text), actor=ada)
    assert refused.value.message == said
    assert await _titles(ada) == []
