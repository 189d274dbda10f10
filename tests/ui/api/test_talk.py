"""Comments, reminders, attachments and notifications over REST, as the contract says."""

from uuid import uuid4

import pytest

from domain import notifications
from tests.domain.files.sending import picture
from tests.ui.api.conftest import BASE


@pytest.fixture
async def task(me):
    return (await me.post("/tasks", {"title": "Talk about it", "due_on": "2031-02-17"})).json()["id"]


async def test_a_comment_lives_and_dies(me, task):
    path = f"/tasks/{task}/comments"
    answer = await me.post(path, {"content": "Hello **you**"})
    assert (answer.status_code, answer.headers["etag"]) == (201, '"1"')
    said = answer.json()
    assert (said["content"], said["author_name"], said["version"], said["edited_at"]) == (
        "Hello **you**",
        "Ada",
        1,
        None,
    )
    one = f"{path}/{said['id']}"
    changed = await me.patch(one, {"content": "Better"}, headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.json()["content"], changed.headers["etag"]) == (200, "Better", '"2"')
    assert (await me.patch(one, {"content": "Late"}, headers={"If-Match": '"1"'})).status_code == 412
    assert [f["content"] for f in (await me.get(f"{one}/history")).json()["items"]] == ["Hello **you**"]
    reacted = (await me.put(f"{one}/reactions/heart")).json()["reactions"]
    assert [(r["reaction"], r["people"][0]["name"]) for r in reacted] == [("heart", "Ada")]
    assert (await me.delete(f"{one}/reactions/heart")).status_code == 204
    assert (await me.delete(one)).status_code == 204
    assert (await me.get(one)).status_code == 404
    listed = (await me.get(path)).json()
    assert (listed["items"], listed["total"], listed["next_cursor"]) == ([], 0, None)
    assert (await me.get(f"{path}?deleted=true")).json()["items"][0]["content"] == ""
    assert (await me.post(f"{one}/restore")).json()["content"] == "Better"


async def test_comments_come_in_pages(me, task):
    for number in range(3):
        await me.post(f"/tasks/{task}/comments", {"content": str(number)})
    first = (await me.get(f"/tasks/{task}/comments?limit=2&sort=-created_at")).json()
    assert ([c["content"] for c in first["items"]], first["total"]) == (["2", "1"], 3)
    rest = (await me.get(f"/tasks/{task}/comments?limit=2&sort=-created_at&cursor={first['next_cursor']}")).json()
    assert ([c["content"] for c in rest["items"]], rest["next_cursor"]) == (["0"], None)


@pytest.mark.parametrize("body", [{}, {"content": ""}, {"content": " "}, {"content": 7}, {"content": "x" * 10_001},
                                  {"content": "x", "author": "me"}])  # fmt: skip
async def test_a_bad_comment_is_refused_by_the_field(me, task, body):
    answer = await me.post(f"/tasks/{task}/comments", body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] in ("content", "author")


async def test_a_repeated_comment_is_said_once(me, task):
    key = {"Idempotency-Key": uuid4().hex}
    both = [await me.post(f"/tasks/{task}/comments", {"content": "Once"}, headers=key) for _ in range(2)]
    assert both[0].json() == both[1].json()
    assert (await me.get(f"/tasks/{task}/comments")).json()["total"] == 1


async def test_reminders_are_set_moved_and_taken_away(me, task):
    path = f"/tasks/{task}/reminders"
    made = await me.post(path, {"minutes_before": 60})
    assert (made.status_code, made.json()["remind_at"]) == (
        201,
        "2031-02-17T07:00:00Z",
    )  # nine in Berlin, less one hour
    one = f"{path}/{made.json()['id']}"
    moved = (await me.patch(one, {"at": "2031-01-01T09:00:00Z"})).json()
    assert (moved["at"], moved["minutes_before"], moved["version"]) == ("2031-01-01T09:00:00Z", None, 2)
    assert (await me.delete(one, headers={"If-Match": '"1"'})).status_code == 412
    assert (await me.delete(one)).status_code == 204
    assert (await me.get(path)).json()["items"] == []
    for bad in ({}, {"at": "2020-01-01T09:00:00Z"}, {"minutes_before": -1}, {"minutes_before": "5"}):
        assert (await me.post(path, bad)).status_code == 422


async def test_an_attachment_is_sent_listed_linked_and_deleted(me, task):
    path = f"/tasks/{task}/attachments"
    sent = await me.post(path, files={"file": ("a.png", picture(), "image/png")})
    assert (sent.status_code, sent.json()["is_picture"], sent.json()["subject_id"]) == (201, True, task)
    file_id = sent.json()["id"]
    assert sent.headers["location"] == f"{BASE}/files/{file_id}"
    assert [f["name"] for f in (await me.get(path)).json()["items"]] == ["a.png"]
    assert "signature=" in (await me.get(f"/files/{file_id}/link")).json()["url"]
    assert (await me.delete(f"{path}/{file_id}")).status_code == 204
    assert (await me.get(f"{path}/{file_id}")).status_code == 404
    assert (await me.post(f"{path}/{file_id}/restore")).status_code == 200


async def test_what_one_was_told_is_listed_and_marked(me, task, callers, ben):
    other = await callers.of(ben)
    await me.post(f"/tasks/{task}/shares", {"email": ben.email, "permission": "edit"})
    await me.post(f"/tasks/{task}/comments", {"content": "@ben look"})
    await notifications.deliver()
    found = (await other.get("/notifications")).json()
    assert [(n["kind"], n["why"], n["actor_name"], n["title"]) for n in found["items"]] == [
        ("mentioned", "mentioned", "Ada", "Talk about it"), ("shared", "shared", "Ada", "Talk about it")]  # fmt: skip
    assert (await me.get("/notifications")).json()["items"] == []
    one = found["items"][0]["id"]
    assert (await other.post("/notifications/read", {"ids": [one]})).json() == {"changed": 1, "unread": 1}
    assert (await other.get("/notifications?unread=true")).json()["total"] == 1
    assert (await other.post("/notifications/read", {})).json() == {"changed": 1, "unread": 0}
    assert (await me.post("/notifications/read", {"ids": [one]})).status_code == 403
    assert (await me.post("/notifications/read", {"ids": [str(uuid4())]})).status_code == 404


async def test_wishes_are_read_and_changed(me):
    usual = await me.get("/notifications/preferences")
    assert (usual.headers["etag"], usual.json()["kinds"]["assigned"]) == ('"1"', {"in_app": True, "mail": "at_once"})
    body = {"kinds": {"commented": {"mail": "never"}}, "quiet_from": "20:00", "quiet_to": "08:00"}
    changed = (await me.patch("/notifications/preferences", body)).json()
    assert (changed["kinds"]["commented"], changed["quiet_from"]) == ({"in_app": True, "mail": "never"}, "20:00")
    assert (await me.patch("/notifications/preferences", {"quiet_from": "20:00"})).status_code == 422
    assert (await me.patch("/notifications/preferences", {"digest_at": "noon"})).status_code == 422
