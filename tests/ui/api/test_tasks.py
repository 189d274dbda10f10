"""Tasks over REST: filters, order, replacing and patching, trash, undo, history, sharing."""

from uuid import uuid4

import pytest

from tests.ui.api.problems import fields, problem

FIELDS = {
    "id",
    "key",
    "title",
    "description",
    "status",
    "priority",
    "due_on",
    "due_at",
    "start_on",
    "team_id",
    "creator_id",
    "assignee_ids",
    "labels",
    "parent_id",
    "recurrence",
    "completed_at",
    "position",
    "permission",
    "version",
    "created_at",
    "updated_at",
}


async def make(me, title="x", **more):
    answer = await me.post("/tasks", {"title": title} | more)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def listed(me, query=""):
    answer = await me.get(f"/tasks?{query}")
    assert answer.status_code == 200, answer.text
    assert answer.json()["total"] == len(answer.json()["items"])
    return [task["title"] for task in answer.json()["items"]]


async def test_a_task_has_exactly_the_fields_of_the_contract(me):
    task = await make(me)
    assert set(task) == FIELDS
    assert (task["status"], task["priority"], task["permission"], task["version"]) == ("pending", "none", "owner", 1)
    assert task["created_at"].endswith("Z")
    assert (await me.get(f"/tasks/{task['id']}")).json() == task


async def test_everything_given_is_kept(me):
    parent = await make(me, "Parent")
    given = {
        "title": "Call the printer",
        "description": "They **close** at five",
        "status": "in_progress",
        "priority": "high",
        "due_at": "2026-02-17T17:00:00+01:00",
        "start_on": "2026-02-16",
        "labels": ["office", "b"],
        "assignee_ids": [str(me.person.id)],
        "parent_id": parent["id"],
    }
    task = await make(me, **given)
    assert task["due_at"] == "2026-02-17T16:00:00Z"
    for field in set(given) - {"due_at"}:
        assert task[field] == given[field]


async def test_the_list_is_filtered_by_everything(me):
    team = (await me.post("/teams", {"name": "Launch"})).json()
    await make(me, "a", priority="urgent", labels=["red"], due_on="2026-02-17")
    await make(me, "b", status="in_progress", priority="low", labels=["red", "blue"], team_id=team["id"])
    await make(me, "c", status="completed", due_at="2026-02-18T12:00:00Z", assignee_ids=[str(me.person.id)])
    await make(me, "d", status="archived", description="The printer 50% off_")
    for query, titles in {
        "": "abc",
        "status=pending": "a",
        "status=pending&status=completed": "ac",
        "status=pending,in_progress": "ab",
        "status=archived": "d",
        "filter=archived": "abcd",
        "priority=urgent,low": "ab",
        "label=red": "ab",
        "label=blue": "b",
        "label=nothing": "",
        "assignee=me": "c",
        "assignee=none": "ab",
        f"assignee={me.person.id}": "c",
        f"assignee={uuid4()}": "",
        f"team={team['id']}": "b",
        "team=none": "ac",
        f"team={uuid4()}": "",
        "due_before=2026-02-18": "a",
        "due_after=2026-02-18": "c",
        "due_after=2026-02-18T12:00:00Z": "c",
        "due_before=2026-02-18T12:00:00Z": "a",
        "due_before=2026-02-18T13:00:00+01:00": "a",
        "filter=open": "ab",
        "due_after=2026-02-17&due_before=2026-02-19": "ac",
        "q=printer&filter=archived": "d",
        "q=50%25&filter=archived": "d",
        "q=f_&filter=archived": "d",
        "q=%25": "",
        "filter=personal,open": "a",
        "filter=shared": "",
        "filter=overdue": "a",
        "status=pending&priority=low": "",
    }.items():
        assert sorted(await listed(me, query)) == list(titles), query


async def test_a_time_with_an_unescaped_plus_is_understood(me):
    await make(me, "a", due_at="2026-02-18T12:00:00Z")
    assert await listed(me, "due_after=2026-02-18T13:00:00+01:00") == ["a"]


@pytest.mark.parametrize(
    ("sort", "titles"),
    [
        ("title", "aBcd"),
        ("-title", "dcBa"),
        ("priority", "dcBa"),
        ("-priority", "aBcd"),
        ("position", "Bdca"),
        ("-position", "acdB"),
        ("created_at", "Bdca"),
        ("-created_at", "acdB"),
        ("due_at", "cdBa"),
    ],
)
async def test_the_list_is_sorted(me, sort, titles):
    await make(me, "B", priority="high", due_on="2026-03-03")
    await make(me, "d", priority="none", due_at="2026-03-02T09:00:00Z")
    await make(me, "c", priority="low", due_on="2026-03-01")
    await make(me, "a", priority="urgent")
    assert "".join(await listed(me, f"sort={sort}")) == titles


async def test_the_status_list_is_a_filter_of_its_own(me):
    await make(me, "a")
    await make(me, "b", status="completed")
    assert [t["title"] for t in (await me.get("/tasks/status/completed?sort=title")).json()["items"]] == ["b"]


async def test_patch_merges_and_null_clears(me):
    task = await make(me, "a", due_on="2026-02-17", labels=["x"], description="long", recurrence=None)
    answer = await me.patch(
        f"/tasks/{task['id']}",
        {"due_on": None, "priority": "low"},
        headers={"Content-Type": "application/merge-patch+json"},
    )
    changed = answer.json()
    assert (changed["due_on"], changed["priority"], changed["title"]) == (None, "low", "a")
    assert (changed["labels"], changed["description"], changed["version"]) == (["x"], "long", 2)
    for field in ("title", "description", "status", "priority", "labels", "assignee_ids"):
        assert fields(await me.patch(f"/tasks/{task['id']}", {field: None})) == {field}
    assert (await me.patch(f"/tasks/{task['id']}", {})).json() == changed


async def test_put_replaces_and_resets_what_is_not_given(me):
    team = (await me.post("/teams", {"name": "Launch"})).json()
    task = await make(
        me,
        "a",
        due_on="2026-02-17",
        labels=["x"],
        description="long",
        priority="high",
        team_id=team["id"],
        assignee_ids=[str(me.person.id)],
        status="in_progress",
    )
    replaced = (await me.put(f"/tasks/{task['id']}", {"title": "b"})).json()
    assert (replaced["title"], replaced["due_on"], replaced["labels"], replaced["assignee_ids"]) == ("b", None, [], [])
    assert (replaced["description"], replaced["priority"], replaced["status"]) == ("", "none", "pending")
    assert replaced["team_id"] == team["id"]
    assert (await me.put(f"/tasks/{task['id']}", {"title": "b", "team_id": None})).json()["team_id"] is None
    assert fields(await me.put(f"/tasks/{task['id']}", {"priority": "high"})) == {"title"}


async def test_complete_and_reopen(me):
    task = await make(me)
    done = await me.post(f"/tasks/{task['id']}/complete")
    assert (done.json()["status"], done.json()["version"], done.headers["etag"]) == ("completed", 2, '"2"')
    assert done.json()["completed_at"]
    assert (await me.post(f"/tasks/{task['id']}/complete")).json() == done.json()
    again = (await me.post(f"/tasks/{task['id']}/reopen")).json()
    assert (again["status"], again["completed_at"]) == ("pending", None)
    problem(await me.post(f"/tasks/{task['id']}/complete", headers={"If-Match": '"1"'}), 412)


async def test_delete_puts_into_the_trash_and_restore_takes_out(me):
    task = await make(me, "a")
    assert (await me.delete(f"/tasks/{task['id']}")).status_code == 204
    problem(await me.get(f"/tasks/{task['id']}"), 404)
    problem(await me.delete(f"/tasks/{task['id']}"), 404)
    problem(await me.patch(f"/tasks/{task['id']}", {"title": "b"}), 404)
    assert [t["id"] for t in (await me.get("/tasks/trash")).json()["items"]] == [task["id"]]
    assert await listed(me) == []
    assert (await me.post(f"/tasks/{task['id']}/restore")).json()["title"] == "a"
    assert await listed(me) == ["a"]


async def test_every_change_can_be_undone_with_its_token(me):
    made = await me.post("/tasks", {"title": "a"})
    path = f"/tasks/{made.json()['id']}"
    acts = (("PATCH", path, {"title": "b"}), ("POST", f"{path}/complete", None), ("DELETE", path, None))
    for method, address, body in acts:
        answer = await me(method, address, body)
        undone = await me.post("/undo", {"token": answer.headers["undo-token"]})
        assert undone.status_code == 200, undone.text
        assert (undone.json()["items"][0]["title"], undone.json()["items"][0]["status"]) == ("a", "pending")
    assert (await me.post("/undo", {"token": made.headers["undo-token"]})).status_code == 200
    assert await listed(me) == []
    problem(await me.post("/undo", {"token": str(uuid4())}), 404)
    assert fields(await me.post("/undo", {"token": "x"})) == {"token"}


async def test_undo_does_not_overwrite_what_came_after(me):
    task = await make(me, "a")
    first = await me.patch(f"/tasks/{task['id']}", {"title": "b"})
    await me.patch(f"/tasks/{task['id']}", {"title": "c"})
    said = problem(await me.post("/undo", {"token": first.headers["undo-token"]}), 409)
    assert said["current"] == {"title": "c"}


async def test_history_tells_who_changed_what_from_what_to_what(me):
    task = await make(me, "a")
    changed = await me.patch(f"/tasks/{task['id']}", {"title": "b", "due_on": "2026-02-17"})
    newest, oldest = (await me.get(f"/tasks/{task['id']}/history")).json()["items"]
    assert (newest["id"], newest["actor_id"]) == (changed.headers["undo-token"], str(me.person.id))
    assert newest["fields"] == {
        "title": {"before": "a", "after": "b"},
        "due_on": {"before": None, "after": "2026-02-17"},
    }
    assert oldest["verb"] == "created"


async def test_sharing_shows_changes_and_hides_again(me, callers, ben):
    other, task = await callers.of(ben), await make(me, "a")
    path = f"/tasks/{task['id']}"
    problem(await other.get(path), 403)
    share = await me.post(f"{path}/shares", {"email": ben.email.upper(), "permission": "view"})
    assert (share.status_code, share.json()["user_id"], share.headers["etag"]) == (201, str(ben.id), '"1"')
    assert (await other.get(path)).json()["permission"] == "view"
    assert await listed(other, "filter=shared") == ["a"]
    changed = await me.patch(f"{path}/shares/{share.json()['id']}", {"permission": "edit"})
    assert (changed.json()["permission"], changed.headers["etag"]) == ("edit", '"2"')
    assert (await other.patch(path, {"title": "b"})).json()["permission"] == "edit"
    assert [s["name"] for s in (await me.get(f"{path}/shares")).json()["items"]] == [ben.name]
    access = {v["user_id"]: v for v in (await me.get(f"{path}/access")).json()["items"]}
    assert access[str(ben.id)]["permission"] == "edit"
    assert access[str(me.person.id)]["permission"] == "owner"
    assert all(v["reasons"] for v in access.values())
    assert (await me.delete(f"{path}/shares/{share.json()['id']}")).status_code == 204
    problem(await other.get(path), 403)
    problem(await me.delete(f"{path}/shares/{share.json()['id']}"), 404)


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, {"body"}),
        ({"email": "no@example.org"}, {"email"}),
        ({"email": "no"}, {"email"}),
        ({"user_id": str(uuid4())}, {"user_id"}),
        ({"user_id": str(uuid4()), "email": "a@example.org"}, {"body"}),
        ({"email": "a@example.org", "permission": "own"}, {"permission"}),
        ({"permission": "view", "x": 1}, {"x", "body"}),
    ],
)
async def test_a_bad_share_names_the_field(me, body, named):
    task = await make(me)
    assert fields(await me.post(f"/tasks/{task['id']}/shares", body)) & named


async def test_references_to_what_is_hidden_are_refused(me, callers, ben):
    other = await callers.of(ben)
    theirs = await make(other)
    team = (await other.post("/teams", {"name": "Theirs"})).json()
    problem(await me.post("/tasks", {"title": "x", "team_id": team["id"]}), 403)
    problem(await me.post("/tasks", {"title": "x", "team_id": str(uuid4())}), 404)
    problem(await me.post("/tasks", {"title": "x", "parent_id": theirs["id"]}), 403)
    assert fields(await me.post("/tasks", {"title": "x", "assignee_ids": [str(ben.id)]})) == {"assignee_ids"}
    mine = await make(me)
    assert fields(await me.patch(f"/tasks/{mine['id']}", {"parent_id": mine["id"]})) == {"parent_id"}


async def test_due_is_a_day_or_an_instant(me):
    both = {"title": "x", "due_on": "2026-02-17", "due_at": "2026-02-17T09:00:00Z"}
    assert (await me.post("/tasks", both)).status_code == 422
    task = await make(me, due_on="2026-02-17")
    changed = (await me.patch(f"/tasks/{task['id']}", {"due_at": "2026-02-18T09:00:00Z"})).json()
    assert (changed["due_on"], changed["due_at"]) == (None, "2026-02-18T09:00:00Z")


async def test_a_task_is_moved_between_two_others(me):
    first, second, third = [await make(me, title) for title in "abc"]
    moved = await me.post(
        f"/tasks/{third['id']}/move", {"status": "in_progress", "after_id": first["id"], "before_id": second["id"]}
    )
    assert (moved.status_code, moved.json()["status"]) == (200, "in_progress")
    assert await listed(me, "sort=position") == ["a", "c", "b"]
    assert fields(await me.post(f"/tasks/{third['id']}/move", {"after_id": "x"})) == {"after_id"}


async def test_two_edits_of_different_fields_merge(me):
    task = await make(me, "a")
    await me.patch(f"/tasks/{task['id']}", {"title": "b"})
    await me.patch(f"/tasks/{task['id']}", {"priority": "high"})
    now = (await me.get(f"/tasks/{task['id']}")).json()
    assert (now["title"], now["priority"], now["version"]) == ("b", "high", 3)


async def test_a_task_that_repeats_comes_up_again_when_it_is_completed(me):
    weekly = {"rule": "FREQ=WEEKLY", "from_completion": False}
    task = await make(me, "Water the plants", due_on="2030-02-17", recurrence=weekly)
    assert task["recurrence"] == weekly
    skipped = (await me.post(f"/tasks/{task['id']}/skip")).json()
    assert skipped["due_on"] == "2030-02-24"
    done = await me.post(f"/tasks/{task['id']}/complete")
    assert done.json()["status"] == "completed"
    [following] = (await me.get("/tasks?filter=open")).json()["items"]
    assert (following["due_on"], following["recurrence"]) == ("2030-03-03", weekly)
    undone = await me.post("/undo", json={"token": done.headers["Undo-Token"]})
    assert undone.status_code == 200
    cleared = await me.patch(f"/tasks/{task['id']}", json={"recurrence": None})
    assert cleared.json()["recurrence"] is None


async def test_subtasks_are_listed_indented_and_copied(me):
    parent = await make(me, "Trip")
    one, two = await make(me, "Pack", parent_id=parent["id"]), await make(me, "Socks", parent_id=parent["id"])
    assert (await me.post(f"/tasks/{two['id']}/indent")).json()["parent_id"] == one["id"]
    listed = (await me.get(f"/tasks/{parent['id']}/subtasks")).json()
    assert ([t["title"] for t in listed["items"]], listed["total"]) == (["Pack", "Socks"], 2)
    assert (await me.post(f"/tasks/{two['id']}/outdent")).json()["parent_id"] == parent["id"]
    copy = await me.post(f"/tasks/{parent['id']}/duplicate", json={})
    assert copy.status_code == 201
    assert (await me.get(f"/tasks/{copy.json()['id']}/subtasks")).json()["total"] == 2
    await me.post("/undo", json={"token": copy.headers["Undo-Token"]})
    assert (await me.get(f"/tasks/{copy.json()['id']}")).status_code == 404


async def test_relations_are_made_and_ended_from_both_sides(me):
    one, two = await make(me, "One"), await make(me, "Two")
    made = await me.post(f"/tasks/{one['id']}/relations", json={"kind": "blocks", "task_id": two["id"]})
    assert made.status_code == 201
    [other] = (await me.get(f"/tasks/{two['id']}/relations")).json()["items"]
    assert (other["kind"], other["task_id"], other["key"]) == ("blocked_by", one["id"], one["key"])
    circle = await me.post(f"/tasks/{two['id']}/relations", json={"kind": "blocks", "task_id": one["id"]})
    assert circle.status_code == 409
    ended = await me.delete(f"/tasks/{two['id']}/relations?kind=blocked_by&task_id={one['id']}")
    assert ended.status_code == 204
    await me.post("/undo", json={"token": ended.headers["Undo-Token"]})
    assert (await me.delete(f"/tasks/{one['id']}/relations/{made.json()['id']}")).status_code == 404
    assert (await me.get(f"/tasks/{one['id']}/relations")).json()["total"] == 1


async def test_a_task_is_found_by_its_key_and_a_field_goes_back(me):
    task = await make(me, "First", description="- [ ] item")
    assert (await me.get(f"/tasks/by-key/{task['key'].lower()}")).json()["id"] == task["id"]
    assert (await me.get("/tasks/by-key/T-4711")).status_code == 404
    ticked = await me.post(f"/tasks/{task['id']}/checklist", json={"item": 0, "words": "item"})
    assert ticked.json()["description"] == "- [x] item"
    for title in ("Second", "Third"):
        await me.patch(f"/tasks/{task['id']}", json={"title": title})
    first = (await me.get(f"/tasks/{task['id']}/history")).json()["items"][1]
    back = await me.post(f"/tasks/{task['id']}/history/{first['id']}/restore", json={"field": "title"})
    assert back.json()["title"] == "First"


async def test_undo_takes_back_what_it_can_and_tells_what_was_left(me):
    task = await make(me, "One")
    changed = await me.patch(f"/tasks/{task['id']}", json={"title": "Two", "priority": "high"})
    await me.patch(f"/tasks/{task['id']}", json={"title": "Three"})
    token = {"token": changed.headers["Undo-Token"]}
    assert (await me.post("/undo", json=token)).status_code == 409
    undone = (await me.post("/undo", json=token | {"partly": True})).json()
    assert [(t["title"], t["priority"]) for t in undone["items"]] == [("Three", "none")]
    assert [left["fields"] for left in undone["left"]] == [{"title": "Three"}]
