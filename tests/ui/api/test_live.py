"""`/api/ws` on the real server: order, no gaps, only what one may see, and the end of tokens and sessions."""

import asyncio
import json
import time
from base64 import urlsafe_b64decode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import uuid4

import httpx
import psycopg
import pytest
import pytest_asyncio
from joserfc import jwt
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from domain.accounts import access_tokens
from persistence.database import connection_string
from tests.ui.api.conftest import Caller
from tests.worlds import PASSWORD


async def join(http, name):
    """A new person on the server, calling."""
    form = {"email": f"{uuid4().hex}@example.org", "password": PASSWORD, "name": name, "organization_name": name}
    said = (await http.post("/api/v1/auth/signup", json=form)).json()
    caller = Caller(http, None, said["access_token"])
    caller.id, caller.email, caller.refresh_token = said["user"]["id"], form["email"], said["refresh_token"]
    return caller


@pytest_asyncio.fixture(loop_scope="session")
async def http(server) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=server.url, timeout=20) as client:
        yield client


@pytest_asyncio.fixture(loop_scope="session")
async def ann(http):
    return await join(http, "Ann")


@pytest_asyncio.fixture(loop_scope="session")
async def bob(http):
    return await join(http, "Bob")


class Listener:
    """A program that follows along."""

    def __init__(self, socket):
        self.socket = socket
        self.last = 0

    async def say(self, **message):
        await self.socket.send(json.dumps(message))

    async def next(self, seconds=20.0, *, with_notifications=False):
        """What is heard next; notifications come some time after what they tell of, and are left out unless asked."""
        async with asyncio.timeout(seconds):
            while True:
                message = json.loads(await self.socket.recv())
                if with_notifications or not message.get("event", "").startswith("notification."):
                    return message

    async def events(self, number):
        return [await self.next() for _ in range(number)]

    async def silent(self, seconds=0.6):
        try:
            message = await self.next(seconds)
        except TimeoutError:
            return True
        raise AssertionError(message)

    async def closed(self, seconds=10.0):
        """The code it is closed with, whatever it hears before."""
        try:
            async with asyncio.timeout(seconds):
                while True:
                    await self.socket.recv()
        except ConnectionClosed as end:
            return end.rcvd.code


@asynccontextmanager
async def opened(server, base="/api/v1"):
    async with connect(server.url.replace("http", "ws", 1) + f"{base}/ws") as socket:
        yield Listener(socket)


@asynccontextmanager
async def following(server, caller, **more):
    async with opened(server) as listener:
        await listener.say(type="auth", token=caller.token, **more)
        ready = await listener.next()
        assert ready["type"] == "ready"
        listener.last = ready["last"]
        yield listener


async def make(caller, title="x", **more):
    return (await caller.post("/tasks", {"title": title} | more)).json()


async def test_an_event_says_what_happened_to_what_by_whom_and_when(server, ann):
    async with following(server, ann) as listener:
        task = await make(ann)
        event = await listener.next()
        assert event == {
            "type": "event",
            "id": event["id"],
            "event": "task.created",
            "object": {"kind": "task", "id": task["id"], "version": 1},
            "actor_id": ann.id,
            "at": event["at"],
        }
        assert event["id"] > listener.last
        assert event["at"].endswith("Z")


async def test_the_alias_has_a_socket_too(server, ann):
    async with opened(server, "/api") as listener:
        await listener.say(type="auth", token=ann.token)
        assert (await listener.next())["type"] == "ready"


async def test_every_verb_is_told_in_order(server, ann):
    async with following(server, ann) as listener:
        task = await make(ann)
        path = f"/tasks/{task['id']}"
        await ann.patch(path, {"title": "y"})
        await ann.post(f"{path}/complete")
        await ann.post(f"{path}/reopen")
        await ann.delete(path)
        await ann.post(f"{path}/restore")
        told = await listener.events(6)
        names = ["created", "updated", "completed", "reopened", "deleted", "restored"]
        assert [e["event"] for e in told] == [f"task.{name}" for name in names]
        assert [e["object"]["version"] for e in told] == [1, 2, 3, 4, 5, 6]


async def test_many_at_once_come_in_order_and_none_is_missing(server, ann):
    async with following(server, ann) as listener:
        made = await asyncio.gather(*(make(ann, f"Task {i}") for i in range(40)))
        told = await listener.events(40)
        ids = [e["id"] for e in told]
        assert ids == sorted(set(ids))
        assert {e["object"]["id"] for e in told} == {t["id"] for t in made}


async def test_after_resumes_without_gaps(server, ann):
    async with following(server, ann) as listener:
        await make(ann, "seen")
        seen = await listener.next()
    missed = [(await make(ann, f"missed {i}"))["id"] for i in range(5)]
    async with following(server, ann, after=seen["id"]) as listener:
        later = (await make(ann, "later"))["id"]
        told = await listener.events(6)
        assert [e["object"]["id"] for e in told] == [*missed, later]
        assert await listener.silent()


async def test_resuming_while_things_happen_has_no_gaps_either(server, ann):
    async with following(server, ann) as listener:
        start = listener.last
    made = {(await make(ann, f"before {i}"))["id"] for i in range(10)}
    writing = asyncio.gather(*(make(ann, f"meanwhile {i}") for i in range(20)))
    async with following(server, ann, after=start) as listener:
        made |= {t["id"] for t in await writing}
        told = await listener.events(30)
        assert {e["object"]["id"] for e in told} == made
        assert [e["id"] for e in told] == sorted({e["id"] for e in told})


async def test_without_after_it_begins_now(server, ann):
    await make(ann)
    async with following(server, ann) as listener:
        assert await listener.silent()


async def test_strangers_hear_nothing(server, ann, bob):
    async with following(server, bob) as listener:
        task = await make(ann)
        await ann.patch(f"/tasks/{task['id']}", {"title": "y"})
        assert await listener.silent()
    async with following(server, bob, after=0) as listener:
        own = await make(bob)
        assert (await listener.next())["object"]["id"] == own["id"]


async def test_sharing_and_taking_back_is_told_and_then_nothing_more(server, ann, bob):
    task = await make(ann)
    path = f"/tasks/{task['id']}"
    async with following(server, bob) as listener:
        share = (await ann.post(f"{path}/shares", {"user_id": bob.id})).json()
        await ann.patch(path, {"title": "y"})
        await ann.delete(f"{path}/shares/{share['id']}")
        await ann.patch(path, {"title": "z"})
        told = await listener.events(3)
        assert [e["event"] for e in told] == ["task.shared", "task.updated", "task.unshared"]
        assert await listener.silent()


async def test_comments_and_what_one_is_told_are_heard_of(server, ann, bob):
    task = await make(ann)
    await ann.post(f"/tasks/{task['id']}/shares", {"user_id": bob.id, "permission": "edit"})
    async with following(server, bob) as listener, following(server, ann) as own:
        said = (await ann.post(f"/tasks/{task['id']}/comments", {"content": "@bob look"})).json()
        heard = await listener.next()
        assert (heard["event"], heard["object"]["kind"], heard["object"]["id"]) == (
            "comment.created",
            "comment",
            said["id"],
        )
        told = [await listener.next(with_notifications=True)]
        while (await bob.get("/notifications?unread=true")).json()["total"] < 2:
            told.append(await listener.next(with_notifications=True))
        assert {e["event"] for e in told} == {"notification.created"}
        await ann.delete(f"/tasks/{task['id']}/comments/{said['id']}")
        assert [e["event"] for e in await own.events(2)] == ["comment.created", "comment.deleted"]


async def test_who_joins_a_team_hears_of_it_and_who_is_removed_no_longer_does(server, ann, bob):
    team = (await ann.post("/teams", {"name": "Launch"})).json()
    async with following(server, bob) as listener:
        await make(ann, team_id=team["id"])
        assert await listener.silent()
        await ann.post(f"/teams/{team['id']}/members", {"user_id": bob.id})
        assert (await listener.next())["event"] == "team.member_added"
        task = await make(ann, team_id=team["id"])
        heard = await listener.next()
        assert (heard["event"], heard["object"]["id"]) == ("task.created", task["id"])
        await ann.delete(f"/teams/{team['id']}/members/{bob.id}")
        assert (await listener.next())["event"] == "team.member_removed"
        await make(ann, team_id=team["id"])
        await ann.patch(f"/tasks/{task['id']}", {"title": "y"})
        assert await listener.silent()


@pytest.mark.parametrize("message", [
    {"type": "auth", "token": "nonsense"}, {"type": "auth", "token": "a.b.c"},
])  # fmt: skip
async def test_a_bad_token_closes_with_4401(server, message):
    async with opened(server) as listener:
        await listener.say(**message)
        assert await listener.closed() == 4401


@pytest.mark.parametrize("raw", [
    "", "{", "[]", "5", '{"type": "hello"}', '{"type": "auth"}', '{"type": "auth", "token": 5}',
    '{"type": "auth", "token": "x", "after": "1"}', '{"type": "auth", "token": "x", "after": -1}', b"\xff\x00",
    '{"type": "auth", "token": "\\ud800"}', "[" * 10_000,
])  # fmt: skip
async def test_what_is_no_auth_message_closes_with_4400(server, raw):
    async with opened(server) as listener:
        await listener.socket.send(raw)
        assert await listener.closed() in (4400, 4401)


async def test_logging_out_closes_with_4401(server, http, ann):
    async with following(server, ann) as listener:
        await http.post("/api/v1/auth/logout", json={"refresh_token": ann.refresh_token})
        assert await listener.closed() == 4401


async def test_ending_the_session_elsewhere_closes_with_4401_and_leaves_others(server, http, ann):
    login = {"email": ann.email, "password": PASSWORD}
    second = Caller(http, None, (await http.post("/api/v1/auth/login", json=login)).json()["access_token"])
    async with following(server, second) as ending, following(server, ann) as staying:
        assert (await ann.delete("/auth/sessions")).status_code == 204
        assert await ending.closed() == 4401
        await make(ann)
        assert (await staying.next())["event"] == "task.created"


async def test_a_newer_token_may_be_said_on_the_way_but_not_somebody_elses(server, http, ann, bob):
    async with following(server, ann) as listener:
        fresh = (await http.post("/api/v1/auth/refresh", json={"refresh_token": ann.refresh_token})).json()
        await listener.say(type="auth", token=fresh["access_token"])
        await make(ann)
        assert (await listener.next())["event"] == "task.created"
        await listener.say(type="auth", token=bob.token)
        assert await listener.closed() == 4401


async def test_an_address_without_a_socket_refuses_it(server):
    from websockets.exceptions import InvalidStatus

    with pytest.raises(InvalidStatus) as refused:
        await connect(server.url.replace("http", "ws", 1) + "/api/v1/nothing")
    assert refused.value.response.status_code in (403, 404)


@pytest.mark.parametrize("way", ["removed", "deactivated", "by their own wish"])
async def test_who_is_taken_out_is_closed_with_4401(server, http, ann, way):
    form = {"email": f"{uuid4().hex}@example.org", "name": "Mia", "password": PASSWORD}
    mia = (await ann.post("/users", form)).json()
    said = (await http.post("/api/v1/auth/login", json={"email": form["email"], "password": PASSWORD})).json()
    async with following(server, Caller(http, None, said["access_token"])) as listener:
        if way == "removed":
            await ann.delete(f"/users/{mia['id']}")
        elif way == "deactivated":
            await ann.patch(f"/users/{mia['id']}", {"status": "deactivated"})
        else:
            await Caller(http, None, said["access_token"]).delete("/users/me", json={"password": PASSWORD})
        assert await listener.closed() == 4401


async def test_whom_those_who_run_the_installation_turn_out_is_closed_with_4401(server, http, ann, bob):
    with psycopg.connect(connection_string(server.database_url), autocommit=True) as owner:
        owner.execute("update people set is_instance_admin = true where id = %s", (ann.id,))
    said = (await http.post("/api/v1/auth/login", json={"email": ann.email, "password": PASSWORD})).json()
    root = Caller(http, None, said["access_token"])
    async with following(server, bob) as listener:
        assert (await root.patch(f"/admin/people/{bob.id}", {"status": "deactivated"})).status_code == 200
        assert await listener.closed() == 4401
    assert (await bob.get("/users/me")).status_code == 401


async def test_a_token_that_expires_closes_with_4401(server, ann):
    body = ann.token.split(".")[1]
    claims = json.loads(urlsafe_b64decode(body + "=" * (-len(body) % 4))) | {
        "exp": int(time.time()) - 2
    }  # five seconds of grace
    ann.token = jwt.encode({"alg": "HS256", "typ": "at+jwt"}, claims, access_tokens.key())
    async with following(server, ann) as listener:
        assert await listener.closed(25.0) == 4401
