"""The database finds what filters mean: compared with a plain reading of the same rows."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, given, settings

from domain import clock, tasks, teams
from domain.accounts import Person
from domain.errors import Invalid
from domain.tasks import FilterError, NewComment, NewRelation, NewReminder, NewShare, NewTask, Task, TaskFilter
from domain.tasks.filtering import Node
from domain.tasks.filtering.moments import Present
from domain.teams import NewMember, NewTeam
from tests.domain.tasks.filtering.making import filters
from tests.domain.tasks.filtering.plainly import Known, holds
from tests.worlds import World, person

NOW = datetime(2026, 2, 17, 9, 30, tzinfo=UTC)
_LAST = 'due < now+7d and (label in (office, "waiting on") or priority >= high) and assignee = me and not overdue'


@pytest_asyncio.fixture(loop_scope="session", scope="module", name="me")
async def _me(domain_running: None) -> Person:
    return await person("Ada")


@pytest_asyncio.fixture(loop_scope="session", scope="module", name="known")
async def _known(me: Person) -> Known:
    """Ada's tasks and her team's, in every state that filters speak of."""
    with clock.at(NOW):
        ben = await person("Ben")
        team = await teams.create(NewTeam(name="Office"), actor=me)
        await teams.add_member(team.id, NewMember(user_id=ben.id), actor=me)
        made = [await tasks.create(form, actor=who) for form, who in _forms(me, ben, team.id)]
    with clock.at(NOW - timedelta(days=20)):
        old = await tasks.create(NewTask(title="Old one"), actor=me)
        await tasks.complete(old.id, actor=me)
    foreign = await tasks.create(NewTask(title="Ben’s printer", labels=["office"]), actor=ben)
    await tasks.share(foreign.id, NewShare(user_id=me.id), actor=ben)
    await tasks.share(made[0].id, NewShare(user_id=ben.id), actor=me)
    await tasks.create(NewTask(title="Hidden printer"), actor=ben)
    page = await tasks.tasks(TaskFilter(archived=True), actor=me, limit=100)
    names = {p.id: {p.name.lower(), p.email, p.email.partition("@")[0]} for p in (me, ben)}
    done = {task.id: me.id for task in page.items if task.completed_at}
    known = Known(me.id, names, {team.id: {"office", team.key.lower()}}, page.items, done,
                  {made[0].id: {ben.id}, foreign.id: {me.id}}, {foreign.id})  # fmt: skip
    await _talk_about(known, made, me, ben)
    return replace(known, tasks=(await tasks.tasks(TaskFilter(archived=True), actor=me, limit=100)).items)


async def _talk_about(known: Known, made: list[Task], me: Person, ben: Person) -> None:
    """Comments, mentions, reminders, files, relations; and what follows from them."""
    blocker, blocked, team_task, unwatched = made[0], made[2], made[6], made[5]
    handle = ben.email.partition("@")[0]
    await tasks.comments.create(team_task.id, NewComment(content=f"Look, @{handle}"), actor=me)
    await tasks.reminders.create(blocker.id, NewReminder(minutes_before=30), actor=me)
    await tasks.relate(blocked.id, NewRelation(kind="blocked_by", task_id=blocker.id), actor=me)
    await tasks.watching.unwatch(unwatched.id, actor=me)
    own = {task.id for task in known.tasks if task.creator_id == me.id or me.id in task.assignee_ids}
    known.states |= {
        "comments": {team_task.id}, "reminders": {blocker.id}, "relations": {blocker.id, blocked.id},
        "attachments": set(), "blocked": {blocked.id}, "blocking": {blocker.id},
        "watched": own - {unwatched.id},
    }  # fmt: skip
    known.commented_by[team_task.id], known.mentions[team_task.id] = {me.id}, {ben.id}


def _forms(me: Person, ben: Person, team: object) -> list[tuple[NewTask, Person]]:
    day = date(2026, 2, 17)
    own = [
        NewTask.of(
            title="Call the printer", labels=["office", "Waiting on"], priority="high", due_on=day, assignee_ids=[me.id]
        ),
        NewTask.of(
            title="50% of f_ ümlaut", description='say "hi" a\\b', priority="urgent", due_at="2026-02-17T09:00:00Z"
        ),
        NewTask.of(
            title="None of it",
            recurrence={"rule": "FREQ=WEEKLY", "from_completion": False},
            due_at="2026-02-17T23:30:00Z",
            start_on="2026-02-17",
            status="in_progress",
        ),
        NewTask.of(title="me", due_on="2026-02-16", status="completed", labels=["none"]),
        NewTask.of(title="Put away", status="archived", due_on="2026-02-24", priority="low"),
        NewTask.of(title="not in", description="printer", start_on="2026-03-01", labels=["in", "-x"]),
    ]
    shared = [
        NewTask.of(
            title="Team printer", team_id=team, assignee_ids=[ben.id, me.id], due_on="2026-02-20", priority="medium"
        ),
        NewTask.of(title="Ours", team_id=team, due_at="2026-03-31T22:00:00Z", labels=["OFFICE"]),
    ]
    return [(form, me) for form in own] + [(form, ben) for form in shared]


async def _found(where: str, me: Person) -> set[str]:
    with clock.at(NOW):
        page = await tasks.tasks(TaskFilter(where=where, archived=True), actor=me, limit=100)
        assert await tasks.count(TaskFilter(where=where, archived=True), actor=me) == len(page.items)
    return {task.title for task in page.items}


def _plainly(node: Node, known: Known, me: Person) -> set[str]:
    present = Present(NOW, ZoneInfo(me.time_zone), me.week_start)
    return {task.title for task in known.tasks if holds(node, task, known, present)}


async def test_random_filters_find_what_they_mean(me: Person, known: Known) -> None:
    found: list[tuple[Node, set[str]]] = []

    @given(filters)
    @settings(max_examples=150, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    def gather(node: Node) -> None:
        found.append((node, _plainly(node, known, me)))

    gather()
    for node, expected in found:
        assert await _found(str(node), me) == expected, str(node)


@pytest.mark.parametrize(
    ("where", "titles"),
    [
        (f"{_LAST} and text ~ printer", {"Call the printer"}),
        ("is:overdue", {"50% of f_ ümlaut"}),
        ("due < now", {"50% of f_ ümlaut", "me"}),
        ("due = today", {"Call the printer", "50% of f_ ümlaut"}),
        ("due = tomorrow", {"None of it"}),  # half past midnight in Berlin
        ("due <= end of month and due > today", {"None of it", "Put away", "Team printer"}),
        ("start <= now", {"None of it"}),
        ("assignee = ben", {"Team printer"}),
        ("creator != me", {"Ben’s printer", "Team printer", "Ours"}),
        ("team = office and unassigned", {"Ours"}),
        ("is:recurring", {"None of it"}),
        ("is:blocked", {"None of it"}),
        ("blocking and open", {"Call the printer"}),
        ("has:comments commented-by:me", {"Team printer"}),
        ("mentions:ben", {"Team printer"}),
        ("has:reminders", {"Call the printer"}),
        ("is:shared", {"Ben’s printer"}),
        ("shared-with:ben", {"Call the printer"}),
        ("created < -2w", {"Old one"}),
        ("completed-by:me completed < -2w", {"Old one"}),
        ("label:office", {"Call the printer", "Ours", "Ben’s printer"}),
        ("50%", {"50% of f_ ümlaut"}),
        ("key = t-1", {"Call the printer", "Ben’s printer"}),
        ("priority > medium", {"Call the printer", "50% of f_ ümlaut"}),
        ("priority < low and status = in_progress", {"None of it"}),
    ],
)
async def test_filters_find_what_they_say(where: str, titles: set[str], me: Person, known: Known) -> None:
    assert await _found(where, me) == titles


@pytest.mark.parametrize(
    ("where", "is_found"),
    [
        ("", False),
        ("put", False),
        ("status = archived", True),
        ("is:archived or open", True),
        ("status != completed", False),
    ],
)
async def test_archived_tasks_are_found_when_the_filter_speaks_of_them(
    where: str, is_found: bool, me: Person, known: Known
) -> None:
    page = await tasks.tasks(TaskFilter(where=where), actor=me, limit=100)
    assert ("Put away" in {task.title for task in page.items}) is is_found


async def test_a_filter_and_the_other_conditions_must_all_hold(me: Person, known: Known) -> None:
    both = TaskFilter(where="printer or ours", label=["office"])
    assert {t.title for t in (await tasks.tasks(both, actor=me)).items} == {"Call the printer", "Ben’s printer"}


async def test_subtasks_and_their_parents_are_found(ada: Person) -> None:
    parent = await tasks.create(NewTask(title="Parent"), actor=ada)
    await tasks.create(NewTask(title="Child", parent_id=parent.id), actor=ada)

    async def titles(where: str) -> list[str]:
        return [task.title for task in (await tasks.tasks(TaskFilter(where=where), actor=ada)).items]

    assert await titles("has:subtasks") == ["Parent"]
    assert await titles("is:subtask") == await titles(f"parent = {parent.key}") == ["Child"]


async def test_a_filter_shows_nothing_that_is_hidden(world: World) -> None:
    for where in ("text ~ ship or not text ~ ship", "creator = owner", f"assignee != {world.owner.id}"):
        assert {task.title for task in (await tasks.tasks(TaskFilter(where=where), actor=world.stranger)).items} <= {
            "Cleo’s own"
        }


async def test_a_filter_that_cannot_be_read_is_refused_with_its_place() -> None:
    with pytest.raises(FilterError) as refused:
        TaskFilter.of(where="due < sometime")
    assert isinstance(refused.value, Invalid)
    assert refused.value.place == {"position": 6, "length": 8, "suggestion": ""}
