"""Personal tokens over REST: made once, good for their scopes, gone when deleted."""

import pytest

from domain import accounts
from tests.ui.api.conftest import Caller, Callers
from tests.worlds import person


@pytest.fixture(name="ada")
async def _ada(callers: Callers) -> Caller:
    return await callers.of(await person("Ada"))


async def _with(callers: Callers, ada: Caller, *scopes: str) -> Caller:
    made = await ada.post("/tokens", {"name": "Script", "scopes": list(scopes)})
    assert made.status_code == 201, made.text
    return Caller(callers.nobody()._http, ada.person, made.json()["token"])


async def test_a_token_does_what_its_scopes_say_and_no_more(callers: Callers, ada: Caller) -> None:
    script = await _with(callers, ada, "tasks:read", "dashboard:read")
    assert (await script.get("/tasks")).status_code == 200
    assert (await script.get("/dashboard/statistics")).status_code == 200
    refused = ("POST /tasks", "GET /teams", "GET /users/me", "GET /tokens", "GET /audit", "POST /undo", "POST /teams")
    for method, path in (asked.split() for asked in refused):
        answer = await script(method, path, {} if method == "POST" else None)
        assert (answer.status_code, "scope" in answer.json()["detail"]) == (403, True), path


async def test_the_secret_is_shown_once(callers: Callers, ada: Caller) -> None:
    made = (await ada.post("/tokens", {"name": "Script", "scopes": ["tasks:read"]})).json()
    listed = await ada.get("/tokens")
    assert [(t["id"], t["last_used_at"]) for t in listed.json()["items"]] == [(made["id"], None)]
    assert made["token"] not in listed.text
    assert (await ada.delete(f"/tokens/{made['id']}")).status_code == 204
    assert (await ada.delete(f"/tokens/{made['id']}")).status_code == 404
    gone = Caller(callers.nobody()._http, None, made["token"])
    assert (await gone.get("/tasks")).status_code == 401


async def test_a_token_cannot_make_another(callers: Callers, ada: Caller) -> None:
    script = await _with(callers, ada, "accounts:write")
    answer = await script.post("/tokens", {"name": "More", "scopes": ["tasks:read"]})
    assert (answer.status_code, "cannot make further tokens" in answer.json()["detail"]) == (403, True)


async def test_nobody_deletes_the_token_of_another(callers: Callers, ada: Caller) -> None:
    script = await _with(callers, ada, "tasks:read")
    [token] = (await ada.get("/tokens")).json()["items"]
    assert (await (await callers.of(await person("Ben"))).delete(f"/tokens/{token['id']}")).status_code == 403
    assert (await script.get("/tasks")).status_code == 200


async def test_a_token_needs_a_scope(ada: Caller) -> None:
    answer = await ada.post("/tokens", {"name": "Script", "scopes": []})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "scopes")


async def test_unknown_scopes_are_named(ada: Caller) -> None:
    answer = await ada.post("/tokens", {"name": "Script", "scopes": ["tasks:admin"]})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "scopes")
    assert "tasks:admin is not" in answer.json()["detail"]


async def test_deactivation_ends_tokens(callers: Callers, ada: Caller) -> None:
    script = await _with(callers, ada, "tasks:read")
    assert (await script.get("/tasks")).status_code == 200
    assert ada.person
    await accounts.sessions.end(ada.person.id, actor_id=None)
    assert (await script.get("/tasks")).status_code == 401
