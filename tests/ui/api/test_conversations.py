"""Talking with the assistant over REST."""

import asyncio
import json
from uuid import uuid4

import pytest

from tests.ui.api.problems import fields, problem
from tests.ui.api.test_idempotency import keyed


async def begin(me, **more):
    answer = await me.post("/conversations", more)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def say(me, conversation, content, **more):
    return await me.post(f"/conversations/{conversation['id']}/messages", {"content": content}, **more)


async def events(answer):
    """The events of a stream: their names and what they carry."""
    found = []
    for block in answer.text.strip().split("\n\n"):
        event, data = block.split("\n")
        found.append((event.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


async def test_a_conversation_is_begun_renamed_found_deleted_and_restored(me):
    talk = await begin(me, title="Next week")
    path = f"/conversations/{talk['id']}"
    assert (await me.get(path)).json() == talk
    renamed = await me.patch(path, {"title": "The launch"})
    assert (renamed.json()["title"], renamed.headers["etag"]) == ("The launch", '"2"')
    problem(await me.patch(path, {"title": "x"}, headers={"If-Match": '"1"'}), 412)
    assert [c["id"] for c in (await me.get("/conversations?q=launch")).json()["items"]] == [talk["id"]]
    assert (await me.get("/conversations?q=week")).json()["items"] == []
    problem(await me.delete(path, headers={"If-Match": '"1"'}), 412)
    assert (await me.delete(path)).status_code == 204
    problem(await me.get(path), 404)
    assert (await me.post(f"{path}/restore")).json()["title"] == "The launch"


async def test_what_is_said_is_answered_and_kept(me):
    talk = await begin(me)
    answer = await say(me, talk, "Add a task: call the printer")
    assert answer.status_code == 201, answer.text
    said = answer.json()
    assert set(said) == {"user_message", "assistant_message", "proposals"}
    assert said["user_message"]["content"] == "Add a task: call the printer"
    assert (said["assistant_message"]["role"], said["assistant_message"]["status"]) == ("assistant", "complete")
    assert said["assistant_message"]["content"]
    assert [t["title"] for t in (await me.get("/tasks")).json()["items"]] == ["call the printer"] or "Call the printer"
    kept = (await me.get(f"/conversations/{talk['id']}/messages")).json()["items"]
    assert kept[0]["id"] == said["user_message"]["id"]
    assert said["assistant_message"]["id"] in [m["id"] for m in kept]
    assert [p["status"] for p in said["proposals"]] == ["executed"]
    listed = (await me.get(f"/conversations/{talk['id']}/proposals")).json()["items"]
    assert [p["id"] for p in listed] == [p["id"] for p in said["proposals"]]


async def test_the_answer_streams_when_asked_to(me):
    talk = await begin(me)
    answer = await say(me, talk, "Add a task: call the printer", headers={"Accept": "text/event-stream"})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/event-stream")
    told = await events(answer)
    names = [name for name, _ in told]
    assert (names[0], names[1], names[-1]) == ("user", "answer", "end")
    assert {"text", "card"} <= set(names)
    end = told[-1][1]
    assert set(end) == {"user_message", "assistant_message", "proposals"}
    assert "".join(data["text"] for name, data in told if name == "text") == end["assistant_message"]["content"]
    assert [p["status"] for p in end["proposals"]] == ["executed"]


async def test_a_refusal_before_a_stream_is_a_problem(me, callers, ben):
    talk, accept = await begin(me), {"Accept": "text/event-stream"}
    problem(await say(await callers.of(ben), talk, "Hello", headers=accept), 403)
    problem(await say(me, {"id": uuid4()}, "Hello", headers=accept), 404)
    assert fields(await say(me, talk, "", headers=accept)) == {"content"}


@pytest.mark.parametrize("content", ["", "  ", "x" * 8001, None, 5, "nul \x00"])
async def test_a_bad_message_names_the_field(me, content):
    assert fields(await say(me, await begin(me), content)) == {"content"}


async def test_a_deletion_is_proposed_and_confirmed_cancelled_and_undone(me):
    talk = await begin(me)
    for title in ("Alpha", "Beta"):
        await me.post("/tasks", {"title": title})
    first = (await say(me, talk, "Delete Alpha")).json()["proposals"]
    assert [p["status"] for p in first] == ["proposed"]
    assert len((await me.get("/tasks")).json()["items"]) == 2
    confirmed = await me.post(f"/proposals/{first[0]['id']}/confirm")
    assert (confirmed.status_code, confirmed.json()["status"]) == (200, "executed")
    assert [t["title"] for t in (await me.get("/tasks")).json()["items"]] == ["Beta"]
    undone = await me.post(f"/proposals/{first[0]['id']}/undo")
    assert undone.json()["status"] == "undone"
    assert len((await me.get("/tasks")).json()["items"]) == 2
    second = (await say(me, talk, "Delete Beta")).json()["proposals"]
    assert (await me.post(f"/proposals/{second[0]['id']}/cancel")).json()["status"] == "cancelled"
    assert (await me.post(f"/proposals/{second[0]['id']}/confirm")).json()["status"] == "cancelled"
    problem(await me.post(f"/proposals/{second[0]['id']}/undo"), 409)


async def test_confirming_again_under_the_same_key_changes_nothing(me):
    talk = await begin(me)
    await me.post("/tasks", {"title": "Alpha"})
    proposal = (await say(me, talk, "Delete Alpha")).json()["proposals"][0]
    headers = keyed()
    first, again = [await me.post(f"/proposals/{proposal['id']}/confirm", headers=headers) for _ in range(2)]
    assert first.content == again.content
    assert first.json()["status"] == "executed"


async def test_a_proposal_that_failed_under_a_key_changes_nothing(me):
    """The refusal inside is undone alone; that the card says so is kept, in the transaction that holds the key."""
    talk = await begin(me)
    task = (await me.post("/tasks", {"title": "Alpha"})).json()
    proposal = (await say(me, talk, "Delete Alpha")).json()["proposals"][0]
    await me.patch(f"/tasks/{task['id']}", {"priority": "high"})
    answer = await me.post(f"/proposals/{proposal['id']}/confirm", headers=keyed())
    assert (answer.status_code, answer.json()["status"]) == (200, "outdated")
    assert [t["title"] for t in (await me.get("/tasks")).json()["items"]] == ["Alpha"]


async def test_proposals_belong_to_their_person(me, callers, ben):
    talk, other = await begin(me), await callers.of(ben)
    await me.post("/tasks", {"title": "Alpha"})
    proposal = (await say(me, talk, "Delete Alpha")).json()["proposals"][0]
    for verb in ("confirm", "cancel", "undo"):
        problem(await other.post(f"/proposals/{proposal['id']}/{verb}"), 403)
        problem(await other.post(f"/proposals/{uuid4()}/{verb}"), 404)
    for method, path in (("GET", ""), ("PATCH", ""), ("DELETE", ""), ("GET", "/messages"), ("GET", "/proposals")):
        body = {"title": "x"} if method == "PATCH" else None
        problem(await other(method, f"/conversations/{talk['id']}{path}", body), 403)
        problem(await other(method, f"/conversations/{uuid4()}{path}", body), 404)
    assert (await other.get("/conversations")).json()["items"] == []


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
async def test_a_message_repeated_under_a_key_is_said_once(me, accept):
    talk, headers = await begin(me), keyed() | {"Accept": accept}
    first, again = [await say(me, talk, "Add a task: once", headers=headers) for _ in range(2)]
    assert first.status_code in (200, 201)
    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert first.headers["content-type"] == again.headers["content-type"]
    assert len((await me.get("/tasks")).json()["items"]) == 1


async def test_a_message_repeated_while_it_is_being_answered_is_409(me):
    talk, headers = await begin(me), keyed()
    answers = await asyncio.gather(*(say(me, talk, "Add a task: once", headers=headers) for _ in range(4)))
    assert sorted({a.status_code for a in answers}) in ([201], [201, 409])
    assert len((await me.get("/tasks")).json()["items"]) == 1
