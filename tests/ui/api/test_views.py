"""`/views` over REST, and `GET /tasks?filter=`."""

from urllib.parse import quote

import pytest
import pytest_asyncio

from domain import tasks
from domain.tasks import NewTask


@pytest_asyncio.fixture(loop_scope="session")
async def me(callers, ada):
    return await callers.of(ada)


async def test_a_view_is_saved_changed_and_deleted(me):
    made = await me.post("/views", {"name": "Late", "filter": "is:overdue", "layout": "board"})
    assert made.status_code == 201
    view = made.json()
    assert made.headers["Location"].endswith(view["id"])
    assert (view["name"], view["filter"], view["layout"], view["sort"], view["permission"]) == (
        "Late", "is:overdue", "board", "due_at", "owner")  # fmt: skip
    path = f"/views/{view['id']}"
    changed = await me.patch(path, {"name": "Too late"}, headers={"If-Match": made.headers["ETag"]})
    assert (changed.status_code, changed.json()["name"]) == (200, "Too late")
    assert (await me.patch(path, {"name": "x"}, headers={"If-Match": made.headers["ETag"]})).status_code == 412
    assert (await me.put(f"{path}/favourite", {})).json()["is_favourite"] is True
    assert [v["name"] for v in (await me.get("/views")).json()["items"]] == ["Too late"]
    assert (await me.delete(f"{path}/favourite")).json()["is_favourite"] is False
    assert (await me.delete(path)).status_code == 204
    assert (await me.get(path)).status_code == 404
    assert (await me.post(f"{path}/restore", {})).json()["name"] == "Too late"
    assert (await me.get(path)).status_code == 200


async def test_who_may_not_see_a_view_is_refused(me, callers, ben, world):
    stranger, nobody = await callers.of(ben), callers.nobody()
    view = (await me.post("/views", {"name": "Mine"})).json()
    for method, path, body in (
        ("GET", f"/views/{view['id']}", None), ("PATCH", f"/views/{view['id']}", {"name": "x"}),
        ("DELETE", f"/views/{view['id']}", None), ("PUT", f"/views/{view['id']}/favourite", {}),
        ("POST", "/views", {"name": "x", "team_id": str(world.team.id)}),
    ):  # fmt: skip
        assert (await stranger(method, path, body)).status_code == 403
        assert (await nobody(method, path, body)).status_code == 401
    assert (await stranger.get("/views")).json()["items"] == []


@pytest.mark.parametrize(
    ("body", "field"),
    [({}, "name"), ({"name": "x", "filter": "due <"}, "filter"), ({"name": "x", "layout": "map"}, "layout"),
     ({"name": "x", "colour": 1}, "colour"), ({"name": "x", "options": []}, "options")],
)  # fmt: skip
async def test_bad_views_are_refused_naming_the_field(me, body, field):
    answer = await me.post("/views", body)
    assert answer.status_code == 422
    assert [e["field"] for e in answer.json()["errors"]] == [field]


async def _titles(me, *clauses):
    query = "&".join(f"filter={quote(clause)}" for clause in clauses)
    answer = await me.get(f"/tasks?sort=title&{query}")
    assert answer.status_code == 200, answer.text
    return [task["title"] for task in answer.json()["items"]]


async def test_tasks_are_listed_by_a_filter(me, ada):
    for form in (NewTask(title="a", labels=["x"]), NewTask(title="b", priority="high"),
                 NewTask(title="c", status="archived"), NewTask(title="d", status="completed")):  # fmt: skip
        await tasks.create(form, actor=ada)
    assert await _titles(me, "label = x or priority >= medium") == ["a", "b"]
    assert await _titles(me, "label = x or priority >= medium", "not label = x") == ["b"]
    assert await _titles(me, "open,archived") == ["a", "b"]
    assert await _titles(me, "archived") == ["a", "b", "c", "d"]
    assert await _titles(me, "is:archived") == ["c"]
    assert await _titles(me, "open", "b or d") == ["b"]
    assert await _titles(me, " ") == ["a", "b", "d"]


async def test_a_filter_that_cannot_be_read_is_refused_with_its_place(me):
    answer = await me.get("/tasks?filter=" + quote("open and prioritty = high"))
    assert answer.status_code == 422
    problem = answer.json()
    assert [e["field"] for e in problem["errors"]] == ["filter"]
    assert problem["place"] == {"position": 9, "length": 9, "suggestion": "priority"}
    assert "Did you mean priority?" in problem["detail"]
