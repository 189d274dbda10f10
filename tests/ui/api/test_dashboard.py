"""The dashboard over REST."""

from uuid import uuid4

import pytest

from tests.ui.api.problems import fields, problem


async def numbers(me, query=""):
    answer = await me.get(f"/dashboard/statistics?{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_the_numbers_are_those_of_the_contract_and_follow_every_change(me):
    assert await numbers(me) == dict.fromkeys(
        ("total_tasks", "pending_tasks", "in_progress_tasks", "completed_tasks", "overdue_tasks", "due_today_tasks",
         "shared_tasks"), 0,
    )  # fmt: skip
    task = (await me.post("/tasks", {"title": "x", "due_on": "2020-01-01"})).json()
    first = await numbers(me)
    assert (first["total_tasks"], first["pending_tasks"], first["overdue_tasks"]) == (1, 1, 1)
    await me.post(f"/tasks/{task['id']}/complete")
    second = await numbers(me)
    assert (second["completed_tasks"], second["pending_tasks"], second["overdue_tasks"]) == (1, 0, 0)
    await me.delete(f"/tasks/{task['id']}")
    assert (await numbers(me))["total_tasks"] == 0


async def test_the_numbers_of_a_team_and_of_a_time(me):
    team = (await me.post("/teams", {"name": "Launch"})).json()
    await me.post("/tasks", {"title": "x", "team_id": team["id"]})
    await me.post("/tasks", {"title": "y"})
    assert (await numbers(me, f"team={team['id']}"))["total_tasks"] == 1
    assert (await numbers(me, "from=2020-01-01"))["total_tasks"] == 2
    assert (await numbers(me, "to=2020-01-01"))["total_tasks"] == 0
    assert (await numbers(me, "from=2020-01-01T00:00:00Z&to=2100-01-01"))["total_tasks"] == 2
    problem(await me.get(f"/dashboard/statistics?team={uuid4()}"), 404)


async def test_the_numbers_equal_the_lists(world, callers):
    for relation in ("owner", "viewing", "through", "stranger"):
        caller = await callers.of(world.person(relation))
        found = await numbers(caller)
        for card, query in {
            "total": "", "pending": "status=pending", "completed": "status=completed", "shared": "filter=shared",
            "in_progress": "status=in_progress", "overdue": "filter=overdue", "due_today": "filter=due_today",
        }.items():  # fmt: skip
            assert found[f"{card}_tasks"] == (await caller.get(f"/tasks?{query}")).json()["total"], (relation, card)
        assert found["shared_tasks"] == (await caller.get("/dashboard/shared")).json()["total"]


async def test_shared_numbers_count_what_others_shared(world, callers):
    assert (await numbers(await callers.of(world.viewing)))["shared_tasks"] == 2
    assert (await numbers(await callers.of(world.stranger)))["shared_tasks"] == 0


async def test_breakdown_adds_up(me):
    for status, priority in (("pending", "high"), ("completed", "none"), ("in_progress", "high")):
        await me.post("/tasks", {"title": "x", "status": status, "priority": priority})
    found = (await me.get("/dashboard/breakdown")).json()
    assert found["by_status"] == {"pending": 1, "in_progress": 1, "completed": 1}
    assert found["by_priority"] == {"none": 1, "low": 0, "medium": 0, "high": 2, "urgent": 0}
    assert [(t["team_id"], t["open"], t["completed"]) for t in found["by_team"]] == [(None, 2, 1)]


async def test_trends_have_a_point_for_every_day(me):
    await me.post("/tasks", {"title": "x", "status": "completed"})
    for days in (7, 30, 90):
        points = (await me.get(f"/dashboard/trends?days={days}")).json()["items"]
        assert len(points) == days
        assert (points[-1]["created"], points[-1]["completed"]) == (1, 1)
    for bad in ("8", "x", "-7", "7.0"):
        assert fields(await me.get(f"/dashboard/trends?days={bad}")) == {"days"}


async def test_activity_is_paged_and_filtered(me):
    for i in range(3):
        await me.post("/tasks", {"title": f"Task {i}"})
    await me.post("/teams", {"name": "Launch"})
    page = (await me.get("/dashboard/activity?limit=2")).json()
    rest = (await me.get(f"/dashboard/activity?limit=2&cursor={page['next_cursor']}")).json()
    told = [a["event"] for a in page["items"] + rest["items"]]
    assert told == ["team.created", "task.created", "task.created", "task.created"]
    assert page["items"][1]["title"] == "Task 2"
    assert (await me.get("/dashboard/activity?kind=team")).json()["total"] == 1
    assert (await me.get(f"/dashboard/activity?actor={me.person.id}")).json()["total"] == 4
    assert (await me.get(f"/dashboard/activity?actor={uuid4()}")).json()["total"] == 0
    assert fields(await me.get("/dashboard/activity?cursor=x&limit=5")) == {"cursor"}


@pytest.mark.parametrize("query", ["team=x", "from=x", "to=2026", "start=2026-01-01", "days=7"])
async def test_bad_questions_are_422(me, query):
    assert fields(await me.get(f"/dashboard/statistics?{query}")) == {query.partition("=")[0]}


async def test_an_end_before_the_start_is_422(me):
    assert fields(await me.get("/dashboard/statistics?from=2026-02-02&to=2026-02-01")) == {"to"}
    assert (await me.get("/dashboard/statistics?from=2026-02-02&to=2026-02-02")).json()["total_tasks"] == 0


@pytest.mark.parametrize("query", ["from=0001-01-01", "to=9999-12-31", "from=0001-01-01T00:00:00Z"])
async def test_the_first_and_the_last_day_there_are_can_be_asked_for(me, query):
    assert (await me.get(f"/dashboard/statistics?{query}")).status_code in (200, 422)


async def test_activity_shows_nothing_of_strangers(world, callers):
    stranger = await callers.of(world.stranger)
    seen = (await stranger.get("/dashboard/activity?limit=100")).json()["items"]
    assert {a["actor_id"] for a in seen} == {str(world.stranger.id)}
    owner = (await (await callers.of(world.owner)).get("/dashboard/activity?limit=100")).json()["items"]
    assert str(world.task.id) in {a["object_id"] for a in owner}


async def test_health_tells_whether_numbers_can_be_had(me):
    assert (await me.get("/dashboard/health")).json() == {"ok": True, "listening": True}


async def test_tasks_never_trend_and_the_window_is_one_of_three(me):
    await me.post("/tasks", {"title": "x"})
    for window in ("day", "week", "month"):
        assert (await me.get(f"/dashboard/trending?window={window}")).json() == {
            "items": [], "next_cursor": None, "total": 0}  # fmt: skip
    assert fields(await me.get("/dashboard/trending?window=year")) == {"window"}
