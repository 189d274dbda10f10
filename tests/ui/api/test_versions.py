"""Versions: `ETag`, `If-Match`, `If-None-Match`."""

import pytest

from tests.ui.api.problems import problem


async def test_a_single_object_carries_its_version_as_etag(me):
    made = await me.post("/tasks", {"title": "x"})
    assert made.headers["etag"] == f'"{made.json()["version"]}"'
    got = await me.get(f"/tasks/{made.json()['id']}")
    assert got.headers["etag"] == made.headers["etag"]


@pytest.mark.parametrize(
    ("tag", "status"),
    [
        ('"1"', 200),
        ("*", 200),
        ("1", 200),
        ('"7", "1"', 200),
        ('"2"', 412),
        ("nonsense", 412),
        ('W/"1"', 412),
        ('""', 412),
        ('"' + "9" * 50 + '"', 412),
        ("²", 412),
    ],
)
@pytest.mark.parametrize("method", ["PATCH", "PUT", "DELETE"])
async def test_if_match_guards_changes(me, method, tag, status):
    task = (await me.post("/tasks", {"title": "x"})).json()
    body = None if method == "DELETE" else {"title": "y"}
    answer = await me(method, f"/tasks/{task['id']}", body, headers={"If-Match": tag.encode()})
    if status == 412:
        problem(answer, 412)
        assert (await me.get(f"/tasks/{task['id']}")).json()["title"] == "x"
    else:
        assert answer.status_code in (200, 204)


async def test_if_match_guards_teams_shares_and_profiles(me, callers, ben):
    task = (await me.post("/tasks", {"title": "x"})).json()
    team = (await me.post("/teams", {"name": "Launch"})).json()
    share = (await me.post(f"/tasks/{task['id']}/shares", {"user_id": str(ben.id)})).json()
    paths = {
        f"/teams/{team['id']}": {"name": "y"},
        f"/tasks/{task['id']}/shares/{share['id']}": {"permission": "edit"},
        "/users/me": {"theme": "dark"},
    }
    for path, body in paths.items():
        problem(await me.patch(path, body, headers={"If-Match": '"99"'}), 412)
        right = await me.patch(path, body, headers={"If-Match": '"1"'})
        assert (right.status_code, right.headers["etag"]) == (200, '"2"'), path
        if path != "/users/me":
            problem(await me.delete(path, headers={"If-Match": '"1"'}), 412)
            assert (await me.delete(path, headers={"If-Match": '"2"'})).status_code == 204


@pytest.mark.parametrize(("tag", "status"), [('"1"', 304), ('W/"1"', 304), ("*", 304), ('"0", "1"', 304), ('"2"', 200)])
async def test_if_none_match_spares_what_is_known(me, tag, status):
    task = (await me.post("/tasks", {"title": "x"})).json()
    answer = await me.get(f"/tasks/{task['id']}", headers={"If-None-Match": tag})
    assert (answer.status_code, answer.headers["etag"]) == (status, '"1"')
    assert bool(answer.content) == (status == 200)
