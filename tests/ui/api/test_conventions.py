"""What holds for every address: problems, pages, limits, methods, bodies."""

import json
from uuid import uuid4

import pytest

from domain import transactions
from domain.accounts import standing
from domain.settings import settings
from persistence.database import Database
from tests.ui.api.problems import fields, problem
from ui.api import limits

# --- who asks


@pytest.mark.parametrize(
    "header",
    [None, "", "Bearer", "Bearer ", "Basic YTpi", "Bearer nonsense", "Bearer a.b.c", "Bearer \xe9", "bearer x y"],
)
async def test_without_a_good_token_it_is_401(callers, header):
    headers = {"Authorization": header.encode("latin-1")} if header is not None else {}
    answer = await callers.http.get("/api/v1/tasks", headers=headers)
    problem(answer, 401)
    assert answer.headers["www-authenticate"] == "Bearer"


async def test_a_token_signed_by_somebody_else_is_401(callers, me):
    head, body, signature = me.token.split(".")
    swapped = signature[:-4] + ("AAAA" if not signature.endswith("AAAA") else "BBBB")
    problem(await callers.nobody(f"{head}.{body}.{swapped}").get("/tasks"), 401)


async def test_cookies_count_for_nothing(callers, domain_running):
    from domain import accounts
    from domain.accounts import Device, SignUp

    form = SignUp(email=f"{uuid4().hex}@example.org", password="correct horse battery", name="A", organization_name="A")
    secret = (await accounts.sign_up(form, device=Device("127.0.0.1", "test"))).secret
    for name in ("atrium", "__Host-atrium"):
        problem(await callers.http.get("/api/v1/tasks", headers={"Cookie": f"{name}={secret}"}), 401)


async def test_who_is_nobody_learns_nothing_about_bodies(callers):
    problem(await callers.nobody().post("/tasks", content=b"{", headers={"Content-Type": "application/json"}), 401)


# --- addresses and methods


@pytest.mark.parametrize("path", ["/nothing", "/tasks/", "/", "/../etc/passwd", "/tasks//"])
async def test_an_unknown_address_is_404(me, path):
    problem(await me.get(path), 404)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/tasks", "GET, HEAD, POST"),
        ("POST", "/tasks/trash", "GET, HEAD"),
        ("GET", "/auth/login", "POST"),
        ("POST", "/tasks/0193a000-0000-7000-8000-000000000000", "DELETE, GET, HEAD, PATCH, PUT"),
        ("PROPFIND", "/users/me", "DELETE, GET, HEAD, PATCH"),
    ],
)
async def test_a_wrong_method_is_405_and_told_which_are_right(me, method, path, allowed):
    answer = await me(method, path)
    problem(answer, 405)
    assert answer.headers["allow"] == allowed


async def test_the_alias_answers_the_same(me, callers):
    headers = {"Authorization": f"Bearer {me.token}"}
    short, full = [await callers.http.get(f"{base}/users/me", headers=headers) for base in ("/api", "/api/v1")]
    assert short.json() == full.json()


async def test_head_is_get_without_the_body(me):
    got, head = await me.get("/users/me"), await me("HEAD", "/users/me")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == got.headers["etag"]


# --- bodies


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, {"title"}),
        ({"title": ""}, {"title"}),
        ({"title": "   "}, {"title"}),
        ({"title": 5}, {"title"}),
        ({"title": None}, {"title"}),
        ({"title": "x" * 501}, {"title"}),
        ({"title": "nul \x00"}, {"title"}),
        ({"title": "half \ud800"}, {"title"}),
        ({"title": "x", "description": "y" * 40_001}, {"description"}),
        ({"title": "x", "status": "done"}, {"status"}),
        ({"title": "x", "priority": 3}, {"priority"}),
        ({"title": "x", "due_on": "tomorrow"}, {"due_on"}),
        ({"title": "x", "due_on": "2026-02-30"}, {"due_on"}),
        ({"title": "x", "due_on": "2026-02-17T09:00:00Z"}, {"due_on"}),
        ({"title": "x", "due_at": "2026-02-17T09:00:00"}, {"due_at"}),
        ({"title": "x", "due_at": 1771318800}, {"due_at"}),
        ({"title": "x", "due_at": "1771318800"}, {"due_at"}),
        ({"title": "x", "due_on": "1771286400"}, {"due_on"}),
        ({"title": "x", "due_on": "9999-01-01"}, {"due_on"}),
        ({"title": "x", "team_id": "nobody"}, {"team_id"}),
        ({"title": "x", "team_id": 7}, {"team_id"}),
        ({"title": "x", "assignee_ids": "me"}, {"assignee_ids"}),
        ({"title": "x", "assignee_ids": ["me"]}, {"assignee_ids.0"}),
        ({"title": "x", "labels": ["a", 5]}, {"labels.1"}),
        ({"title": "x", "labels": [f"l{i}" for i in range(21)]}, {"labels"}),
        ({"title": "x", "labels": ["l" * 51]}, {"labels.0"}),
        ({"title": "x", "colour": "red"}, {"colour"}),
        ({"title": "x", "id": str(uuid4())}, {"id"}),
        ({"title": "x", "\ud800": 1}, {"body"}),
        ({"title": "x", "recurrence": "FREQ=DAILY"}, {"recurrence"}),
        ({"title": "x", "recurrence": {"rule": "every day"}}, {"recurrence.rule"}),
        ({"status": "done", "colour": 1}, {"title", "status", "colour"}),
    ],
)
async def test_bad_input_is_422_and_names_each_field(me, body, named):
    answer = await me.post("/tasks", content=json.dumps(body).encode(), headers={"Content-Type": "application/json"})
    assert fields(answer) == named
    for error in answer.json()["errors"]:
        assert error["message"].endswith(".")
        assert "input should" not in error["message"].lower()


@pytest.mark.parametrize(
    "raw",
    [
        b"{",
        b"",
        b"nul",
        b'{"title": NaN}',
        b'{"title": "x"} trailing',
        b'{"title": "x", "title": "y"}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"title": ' + b"9" * 5000 + b"}",
        b"[]",
        b'"text"',
        b"null",
        b"5",
    ],
)
async def test_what_is_not_a_json_object_is_422(me, raw):
    problem(await me.post("/tasks", content=raw, headers={"Content-Type": "application/json"}), 422)


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/xml",
        None,
        "json",
        "application/json; charset=utf-16",
        "application/merge-patch+json",
        "\xff",
    ],
)
async def test_another_type_of_body_is_415(me, kind):
    headers = {"Content-Type": kind.encode("latin-1")} if kind else {}
    problem(await me.post("/tasks", content=b'{"title": "x"}', headers=headers), 415)


async def test_a_body_too_large_is_413(me):
    large = json.dumps({"title": "x", "description": "y" * 1_000_001}).encode()
    problem(await me.post("/tasks", content=large, headers={"Content-Type": "application/json"}), 413)


async def test_a_body_too_large_is_413_also_when_its_length_is_not_told(me):
    async def pieces():
        for _ in range(30):
            yield b" " * 50_000

    problem(await me.post("/tasks", content=pieces(), headers={"Content-Type": "application/json"}), 413)


# --- query parameters


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("limit=0", {"limit"}),
        ("limit=101", {"limit"}),
        ("limit=ten", {"limit"}),
        ("limit=", {"limit"}),
        ("cursor=nonsense", {"cursor"}),
        ("cursor=%00", {"cursor"}),
        ("cursor=" + "a" * 1001, {"cursor"}),
        ("status=done", {"status.0"}),
        ("status=pending,done", {"status.1"}),
        ("priority=9", {"priority.0"}),
        ("sort=size", {"sort"}),
        ("team=x", {"team"}),
        ("assignee=ben", {"assignee"}),
        ("due_before=soon", {"due_before"}),
        ("due_after=2026-02-17T09:00:00", {"due_after"}),
        ("q=%00", {"q"}),
        ("q=" + "a" * 501, {"q"}),
        ("filter=mine+%3D+x", {"filter"}),
        ("colour=red", {"colour"}),
        ("Limit=5", {"Limit"}),
        ("label=" + "l" * 51, {"label.0"}),
    ],
)
async def test_bad_query_parameters_are_422_and_named(me, query, named):
    assert fields(await me.get(f"/tasks?{query}")) == named


@pytest.mark.parametrize(
    "path",
    [
        "/tasks/nonsense",
        "/tasks/00000000-0000-0000-0000-00000000000g",
        "/teams/1",
        "/tasks/status/done",
        "/tasks/%00",
    ],
)
async def test_a_bad_id_in_the_path_is_422(me, path):
    assert fields(await me.get(path))


# --- pages


async def test_pages_follow_each_other_without_gaps(me):
    made = {(await me.post("/tasks", {"title": f"Task {i}"})).json()["id"] for i in range(7)}
    for sort in (
        "position",
        "-position",
        "title",
        "-title",
        "priority",
        "-due_at",
        "due_at",
        "created_at",
        "-updated_at",
    ):
        seen, cursor = [], ""
        while cursor is not None:
            page = (await me.get(f"/tasks?limit=3&sort={sort}" + (f"&cursor={cursor}" if cursor else ""))).json()
            assert page["total"] == 7
            assert len(page["items"]) <= 3
            seen += [task["id"] for task in page["items"]]
            cursor = page["next_cursor"]
        assert len(seen) == len(set(seen)) == 7, sort
        assert set(seen) == made


async def test_a_cursor_of_another_list_is_422(me):
    for i in range(3):
        await me.post("/tasks", {"title": f"Task {i}"})
    cursor = (await me.get("/tasks?limit=1&sort=title")).json()["next_cursor"]
    assert fields(await me.get(f"/tasks?limit=1&sort=created_at&cursor={cursor}")) == {"cursor"}
    for broken in (cursor[:-3], "x" + cursor, cursor[::-1], cursor[:10] + "A" + cursor[11:]):
        assert (await me.get("/tasks", params={"limit": 1, "sort": "title", "cursor": broken})).status_code in (
            200,
            422,
        )


async def test_short_lists_have_pages_too(me):
    for i in range(3):
        await me.post("/teams", {"name": f"Team {i}"})
    first = (await me.get("/teams?limit=2")).json()
    second = (await me.get(f"/teams?limit=2&cursor={first['next_cursor']}")).json()
    assert [t["name"] for t in first["items"] + second["items"]] == ["Team 0", "Team 1", "Team 2"]
    assert (second["next_cursor"], second["total"]) == (None, 3)
    for bad in ("x", "YWZ0ZXI6LTE=", "YWZ0ZXI6OTk5OTk5OTk5OTk5", "é"):
        assert fields(await me.get("/teams", params={"cursor": bad})) == {"cursor"}


# --- limits


async def test_every_answer_tells_how_many_requests_are_left(me):
    answers = [await me.get("/users/me"), await me.get("/tasks/nonsense")]
    for answer in answers:
        assert int(answer.headers["ratelimit-limit"]) == settings().requests_per_minute
        assert 0 < int(answer.headers["ratelimit-reset"]) <= 61
    first, second = (int(a.headers["ratelimit-remaining"]) for a in answers)
    assert second == first - 1


async def test_too_many_requests_are_429_for_that_person_only(me, callers, ben, monkeypatch):
    other = await callers.of(ben)
    few = settings().model_copy(update={"requests_per_minute": 5})
    monkeypatch.setattr(limits, "settings", lambda: few)
    limits.forget()
    answers = [await me.get("/users/me") for _ in range(6)]
    assert [a.status_code for a in answers] == [200] * 5 + [429]
    problem(answers[-1], 429)
    assert 0 < int(answers[-1].headers["retry-after"]) <= 61
    assert (await other.get("/users/me")).status_code == 200
    limits.forget()


async def test_guesses_of_tokens_are_counted_by_their_address(callers, me, monkeypatch):
    few = settings().model_copy(update={"requests_per_minute": 5})
    monkeypatch.setattr(limits, "settings", lambda: few)
    limits.forget()
    answers = [await callers.nobody(f"atr_{n}_guessed").get("/users/me") for n in range(6)]
    assert [a.status_code for a in answers] == [401] * 5 + [429]
    assert [a.headers["ratelimit-remaining"] for a in answers[:5]] == ["4", "3", "2", "1", "0"]
    assert (await me.get("/users/me")).status_code == 200
    limits.forget()


async def test_the_numbers_may_be_asked_without_end(me, monkeypatch):
    few = settings().model_copy(update={"requests_per_minute": 5})
    monkeypatch.setattr(limits, "settings", lambda: few)
    limits.forget()
    answers = [await me.get("/dashboard/statistics") for _ in range(20)]
    assert {a.status_code for a in answers} == {200}
    assert {a.headers["ratelimit-remaining"] for a in answers} == {"5"}
    limits.forget()


# --- the database away


async def test_without_the_database_it_is_503_and_never_401(me, monkeypatch):
    nowhere = Database("postgresql+psycopg://127.0.0.1:1/nothing", "secret")
    monkeypatch.setattr(transactions._Open, "database", nowhere)
    for known in (True, False):
        if not known:
            standing.clear()
        for method, path, body in (("GET", "/tasks", None), ("POST", "/tasks", {"title": "x"})):
            answer = await me(method, path, body)
            problem(answer, 503)
            assert int(answer.headers["retry-after"]) >= 1
    monkeypatch.undo()
    await nowhere.close()
    assert (await me.get("/tasks")).status_code == 200
