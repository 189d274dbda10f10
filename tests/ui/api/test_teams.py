"""Teams over REST."""

import pytest

from tests.ui.api.problems import fields, problem


async def make(me, name="Launch", **more):
    answer = await me.post("/teams", {"name": name} | more)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_a_team_is_made_read_changed_and_deleted(me):
    team = await make(me, key="go", description="We ship")
    assert (team["name"], team["key"], team["role"], team["member_count"]) == ("Launch", "GO", "owner", 1)
    path = f"/teams/{team['id']}"
    assert (await me.get(path)).json() == team
    changed = await me.patch(path, {"name": "Launched"})
    assert (changed.json()["name"], changed.json()["description"], changed.headers["etag"]) == (
        "Launched",
        "We ship",
        '"2"',
    )
    assert (await me.delete(path)).status_code == 204
    problem(await me.get(path), 404)
    assert [t["id"] for t in (await me.get("/teams/trash")).json()["items"]] == [team["id"]]
    assert (await me.post(f"{path}/restore")).json()["name"] == "Launched"
    assert [t["id"] for t in (await me.get("/teams")).json()["items"]] == [team["id"]]


async def test_a_deleted_team_takes_its_tasks_along_and_brings_them_back(me):
    team = await make(me)
    task = (await me.post("/tasks", {"title": "x", "team_id": team["id"]})).json()
    assert task["key"].startswith(team["key"])
    await me.delete(f"/teams/{team['id']}")
    assert (await me.get("/tasks")).json()["items"] == []
    await me.post(f"/teams/{team['id']}/restore")
    assert [t["id"] for t in (await me.get("/tasks")).json()["items"]] == [task["id"]]


async def test_members_come_change_and_go(me, callers, ben):
    team, other = await make(me), await callers.of(ben)
    path = f"/teams/{team['id']}"
    task = (await me.post("/tasks", {"title": "x", "team_id": team["id"]})).json()
    added = await me.post(f"{path}/members", {"email": ben.email, "role": "viewer"})
    assert (added.status_code, added.json()["role"], added.json()["user_id"]) == (201, "viewer", str(ben.id))
    assert (await other.get(f"/tasks/{task['id']}")).json()["permission"] == "view"
    problem(await me.post(f"{path}/members", {"user_id": str(ben.id)}), 409)
    assert (await me.patch(f"{path}/members/{ben.id}", {"role": "admin"})).json()["role"] == "admin"
    assert [m["role"] for m in (await other.get(f"{path}/members")).json()["items"]] == ["owner", "admin"]
    assert (await me.delete(f"{path}/members/{ben.id}")).status_code == 204
    problem(await other.get(f"/tasks/{task['id']}"), 403)
    problem(await me.delete(f"{path}/members/{ben.id}"), 404)


async def test_the_owner_hands_over_and_then_may_leave(me, callers, ben):
    team, other = await make(me), await callers.of(ben)
    path = f"/teams/{team['id']}"
    await me.post(f"{path}/members", {"user_id": str(ben.id)})
    problem(await me.post(f"{path}/leave"), 409)
    assert (await me.post(f"{path}/transfer", {"user_id": str(ben.id)})).json()["role"] == "admin"
    assert (await other.get(path)).json()["role"] == "owner"
    assert (await me.post(f"{path}/leave")).status_code == 204
    problem(await me.get(path), 403)
    problem(await other.post(f"{path}/transfer", {"user_id": str(me.person.id)}), 404)


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, {"name"}),
        ({"name": " "}, {"name"}),
        ({"name": "x" * 121}, {"name"}),
        ({"name": "x", "key": "1"}, {"key"}),
        ({"name": "x", "key": "TOOLONGKEY"}, {"key"}),
        ({"name": "x", "role": "owner"}, {"role"}),
        ({"name": 5}, {"name"}),
    ],
)
async def test_a_bad_team_names_the_field(me, body, named):
    assert fields(await me.post("/teams", body)) == named


async def test_a_key_that_is_taken_is_refused(me):
    await make(me, key="GO")
    assert fields(await me.post("/teams", {"name": "Again", "key": "go"})) == {"key"}


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({"email": "nobody@example.org"}, {"email"}),
        ({"email": "x"}, {"email"}),
        ({"user_id": "x"}, {"user_id"}),
        ({"email": "a@example.org", "role": "owner"}, {"role"}),
        ({"role": "member"}, {"email"}),
    ],
)
async def test_a_bad_member_names_the_field(me, body, named):
    team = await make(me)
    assert fields(await me.post(f"/teams/{team['id']}/members", body)) == named
