"""A POST that is sent again changes nothing again, and gets the answer of the first."""

import asyncio
from unittest.mock import AsyncMock
from uuid import uuid4

import pytest
import sqlalchemy as sa

from domain.errors import Contended, Throttled
from domain.idempotency import forget_nobodys
from domain.transactions import front_desk, read_at_front_desk, transaction
from persistence.queries.idempotency import Keys
from persistence.session import select_in
from tests.domain.invitations.inviting import address, invited
from tests.ui.api.problems import fields
from tests.worlds import PASSWORD


def keyed(key=None):
    return {"Idempotency-Key": key or uuid4().hex}


async def _titles(me):
    return [task["title"] for task in (await me.get("/tasks?limit=100")).json()["items"]]


async def test_the_same_request_gets_the_same_answer(me):
    headers = keyed()
    first, again = [await me.post("/tasks", {"title": "Once"}, headers=headers) for _ in range(2)]
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    for name in ("etag", "location", "undo-token", "content-type"):
        assert first.headers[name] == again.headers[name]
    assert "idempotency-replayed" not in first.headers
    assert again.headers["idempotency-replayed"] == "true"
    assert await _titles(me) == ["Once"]


async def test_what_is_told_once_is_not_readable_at_rest(me):
    headers, body = keyed(), {"name": "Script", "scopes": ["tasks:read"]}
    first, again = [await me.post("/tokens", body, headers=headers) for _ in range(2)]
    assert first.json()["token"] == again.json()["token"]
    query = "select response from idempotency_keys where key = %(key)s"
    async with transaction(me.person) as session:
        [kept] = (await select_in(session, [(query, {"key": headers["Idempotency-Key"]})]))[0]
    assert first.json()["token"].encode() not in bytes(kept.response)


async def test_a_long_answer_is_kept_too(me):
    headers, lines = keyed(), "\n".join(f"{'ü' * 200} {number}" for number in range(50))
    first, again = [await me.post("/tasks/quick", {"text": lines}, headers=headers) for _ in range(2)]
    assert (first.status_code, len(first.content) > 65_536, again.content == first.content) == (201, True, True)


async def test_order_and_spaces_of_the_body_do_not_matter(me):
    headers = keyed() | {"Content-Type": "application/json"}
    bodies = (b'{"title": "Once", "priority": "high"}', b'{"priority":"high","title":"Once"}')
    first, again = [await me.post("/tasks", content=body, headers=headers) for body in bodies]
    assert first.content == again.content


async def test_the_alias_is_the_same_request(me, callers):
    headers = keyed() | {"Authorization": f"Bearer {me.token}"}
    first, again = [
        await callers.http.post(f"{base}/tasks", json={"title": "Once"}, headers=headers)
        for base in ("/api", "/api/v1")
    ]
    assert first.content == again.content


async def test_another_request_under_the_key_is_422(me):
    headers = keyed()
    task = (await me.post("/tasks", {"title": "Once"}, headers=headers)).json()
    assert fields(await me.post("/tasks", {"title": "Twice"}, headers=headers)) == {"Idempotency-Key"}
    assert fields(await me.post(f"/tasks/{task['id']}/complete", headers=headers)) == {"Idempotency-Key"}
    assert await _titles(me) == ["Once"]


async def test_keys_belong_to_their_person(me, callers, ben):
    headers, other = keyed(), await callers.of(ben)
    mine, theirs = [await c.post("/tasks", {"title": "Once"}, headers=headers) for c in (me, other)]
    assert mine.json()["id"] != theirs.json()["id"]


async def test_many_at_once_have_one_effect(me):
    headers = keyed()
    answers = await asyncio.gather(*(me.post("/tasks", {"title": "Once"}, headers=headers) for _ in range(8)))
    assert {a.status_code for a in answers} == {201}
    assert len({a.content for a in answers}) == 1
    assert await _titles(me) == ["Once"]


async def test_what_was_refused_may_be_tried_again(me, callers, ben):
    task = (await me.post("/tasks", {"title": "x"})).json()
    other, headers = await callers.of(ben), keyed()
    path = f"/tasks/{task['id']}/complete"
    assert (await other.post(path, headers=headers)).status_code == 403
    await me.post(f"/tasks/{task['id']}/shares", {"user_id": str(ben.id), "permission": "edit"})
    assert (await other.post(path, headers=headers)).status_code == 200


async def test_a_crash_before_the_answer_is_kept_leaves_nothing(me, monkeypatch):
    async def crash(*_, **__):
        raise RuntimeError("pulled the plug")

    headers = keyed()
    with monkeypatch.context() as patched:
        patched.setattr(Keys, "keep", crash)
        assert (await me.post("/tasks", {"title": "Once"}, headers=headers)).status_code == 500
    assert await _titles(me) == []
    assert (await me.post("/tasks", {"title": "Once"}, headers=headers)).status_code == 201
    assert await _titles(me) == ["Once"]


@pytest.mark.parametrize("key", ["", "a" * 256, "é", "tab\tin"])
async def test_a_key_that_cannot_be_kept_is_422(me, key):
    assert fields(await me.post("/tasks", {"title": "x"}, headers={"Idempotency-Key": key.encode()})) == {
        "Idempotency-Key"
    }


async def test_every_kind_of_post_can_be_repeated(me, ben):
    task = (await me.post("/tasks", {"title": "x"})).json()
    team = (await me.post("/teams", {"name": "Launch"})).json()
    await me.post(f"/teams/{team['id']}/members", {"user_id": str(ben.id)})
    posts = [
        (f"/tasks/{task['id']}/complete", None),
        (f"/tasks/{task['id']}/reopen", None),
        (f"/tasks/{task['id']}/shares", {"user_id": str(ben.id)}),
        ("/teams", {"name": "Another"}),
        (f"/teams/{team['id']}/transfer", {"user_id": str(ben.id)}),
        (f"/teams/{team['id']}/leave", None),
    ]
    for path, body in posts:
        headers = keyed()
        first, again = [await me.post(path, body, headers=headers) for _ in range(2)]
        assert first.status_code in (200, 201, 204), first.text
        assert (first.status_code, first.content) == (again.status_code, again.content)


def joining(**more):
    form = {"email": f"{uuid4().hex}@example.org", "password": PASSWORD, "name": "A", "organization_name": "B"}
    return form | more


async def test_who_signs_up_again_under_the_key_gets_the_first_answer_with_its_tokens(callers):
    headers, form = keyed(), joining()
    first, again = [await callers.nobody().post("/auth/signup", form, headers=headers) for _ in range(2)]
    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert first.status_code == 201
    assert again.headers["idempotency-replayed"] == "true"
    assert (await callers.nobody(again.json()["access_token"]).get("/users/me")).status_code == 200


async def test_many_who_sign_up_at_once_under_one_key_are_one(callers):
    headers, form = keyed(), joining()
    answers = await asyncio.gather(*(callers.nobody().post("/auth/signup", form, headers=headers) for _ in range(6)))
    assert {a.status_code for a in answers} <= {201, 409}
    assert len({a.content for a in answers if a.status_code == 201}) == 1


async def test_another_body_for_the_same_person_under_the_key_is_422_and_others_may_use_it(callers):
    headers, form = keyed(), joining()
    await callers.nobody().post("/auth/signup", form, headers=headers)
    other = await callers.nobody().post("/auth/signup", form | {"name": "C"}, headers=headers)
    assert fields(other) == {"Idempotency-Key"}
    assert (await callers.nobody().post("/auth/signup", joining(), headers=headers)).status_code == 201


async def test_what_nobody_is_told_is_not_readable_at_rest_and_forgotten_after_a_day(callers):
    answer = (await callers.nobody().post("/auth/signup", joining(), headers=keyed())).json()
    kept = [bytes(row.response) for row in await read_at_front_desk("select response from open_keys")]
    assert kept
    assert not any(answer[name].encode() in said for said in kept for name in ("refresh_token", "access_token"))
    async with front_desk() as session:
        await session.execute(sa.text("update open_keys set created_at = now() - interval '25 hours'"))
    await forget_nobodys()
    assert await read_at_front_desk("select from open_keys") == []


async def test_an_invitation_is_accepted_once_under_a_key(callers, ada):
    headers, email = keyed(), address()
    body = {"token": await invited(email, by=ada), "name": "Dana", "password": PASSWORD}
    first, again = [await callers.nobody().post("/invitations/accept", body, headers=headers) for _ in range(2)]
    assert (first.status_code, first.content) == (200, again.content)


async def test_somebody_else_is_not_told_what_the_first_was_told(callers, ada, ben):
    headers, body = keyed(), {"token": await invited(ben.email, by=ada)}
    assert (await (await callers.of(ben)).post("/invitations/accept", body, headers=headers)).status_code == 200
    other = await (await callers.of(ada)).post("/invitations/accept", body, headers=headers)
    assert fields(other) == {"Idempotency-Key"}


@pytest.mark.parametrize("refusal", [Throttled("Wait.", retry_after=1), Contended("Others were faster.")])
async def test_who_has_to_wait_may_come_again_under_the_key(callers, monkeypatch, refusal):
    headers, form = keyed(), joining()
    with monkeypatch.context() as patched:
        patched.setattr("domain.accounts.throttle.Gate.enter", AsyncMock(side_effect=refusal))
        assert (await callers.nobody().post("/auth/signup", form, headers=headers)).status_code in (409, 429)
    assert (await callers.nobody().post("/auth/signup", form, headers=headers)).status_code == 201


async def test_an_upload_that_the_store_could_not_take_is_tried_again_under_the_key(me, monkeypatch):
    headers, file = keyed(), {"file": ("a.txt", b"hi")}
    with monkeypatch.context() as patched:
        patched.setattr("persistence.blobs.Blobs.keep", _broken)
        assert (await me("POST", "/files", files=file, headers=headers)).status_code == 503
    assert (await me("POST", "/files", files=file, headers=headers)).status_code == 201


async def _broken(*_):
    raise OSError("the disk is full")
