"""Whatever is sent, the answer is a good one or a problem: never a 500."""

import json
from urllib.parse import quote
from uuid import uuid4

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain import assistant, tasks, teams
from domain.tasks import NewShare, NewTask
from domain.teams import NewMember, NewTeam
from tests.ui.api.conftest import calling
from tests.worlds import person

SOME = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
NASTY = [
    "",
    " ",
    "\x00",
    "\ud800",
    "\udfff\ud800",
    "﷽",
    "a" * 600,
    "e\u0301",
    "\u202e",
    "'; drop table tasks; --",
    "%s%(id)s",
    "{}",
    "\\",
    "null",
    "0",
    "-1",
    "1e999",
    "NaN",
    "2026-02-30",
    "2026-02-17",
    "2026-02-17T24:00:00Z",
    "0001-01-01",
    "9999-12-31T23:59:59+14:00",
    "2026-02-17T09:00:00-99:00",
    str(uuid4()),
    "me",
    "view",
    "pending",
    "high",
    "admin",
    "a@example.org",
    "@",
    "a@b.c" + "d" * 300,
]
NAMES = [
    "title",
    "description",
    "status",
    "priority",
    "due_on",
    "due_at",
    "start_on",
    "team_id",
    "assignee_ids",
    "labels",
    "parent_id",
    "recurrence",
    "text",
    "dismissed",
    "user_id",
    "email",
    "permission",
    "role",
    "name",
    "key",
    "token",
    "password",
    "code",
    "refresh_token",
    "organization_name",
    "website",
    "industry",
    "time_zone",
    "week_start",
    "theme",
    "locale",
    "content",
    "id",
    "__class__",
    "",
]
texts = st.one_of(st.sampled_from(NASTY), st.text(max_size=30))
scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.integers(-(2**70), 2**70), st.floats(allow_nan=False), texts
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(texts, inner, max_size=3)),
    max_leaves=6,
)
objects = st.dictionaries(st.one_of(st.sampled_from(NAMES), texts), values, max_size=6)
BODIES = [
    ("POST", "/tasks"),
    ("POST", "/tasks/quick"),
    ("PUT", "/tasks/{task}"),
    ("PATCH", "/tasks/{task}"),
    ("POST", "/tasks/{task}/shares"),
    ("PATCH", "/tasks/{task}/shares/{share}"),
    ("POST", "/tasks/{task}/comments"),
    ("PATCH", "/tasks/{task}/comments/{comment}"),
    ("POST", "/tasks/{task}/reminders"),
    ("PATCH", "/tasks/{task}/reminders/{reminder}"),
    ("POST", "/tasks/{task}/attachments"),
    ("POST", "/notifications/read"),
    ("PATCH", "/notifications/preferences"),
    ("POST", "/undo"),
    ("POST", "/teams"),
    ("PATCH", "/teams/{team}"),
    ("POST", "/teams/{team}/members"),
    ("PATCH", "/teams/{team}/members/{member}"),
    ("POST", "/teams/{team}/transfer"),
    ("PATCH", "/users/me"),
    ("PATCH", "/users/{me}"),
    ("PATCH", "/organizations/me"),
    ("POST", "/files"),
    ("POST", "/conversations"),
    ("PATCH", "/conversations/{talk}"),
    ("POST", "/conversations/{talk}/messages"),
    ("POST", "/auth/login"),
    ("POST", "/auth/refresh"),
    ("POST", "/auth/logout"),
    ("POST", "/auth/signup"),
    ("POST", "/tasks/{task}/complete"),
    ("DELETE", "/users/me"),
    ("POST", "/invitations/send"),
    ("POST", "/invitations/accept"),
    ("POST", "/invitations/links"),
    ("POST", "/invitations/links/join"),
]
LISTS = [
    "/tasks",
    "/tasks/trash",
    "/tasks/status/pending",
    "/teams",
    "/users",
    "/conversations",
    "/auth/sessions",
    "/dashboard/statistics",
    "/dashboard/activity",
    "/dashboard/trends",
    "/dashboard/shared",
    "/tasks/{task}/history",
    "/tasks/{task}/comments",
    "/tasks/{task}/reminders",
    "/notifications",
    "/conversations/{talk}/messages",
    "/users/removed",
    "/invitations",
    "/invitations/validate",
    "/search",
]
PARAMETERS = [
    "limit",
    "cursor",
    "status",
    "priority",
    "label",
    "assignee",
    "team",
    "due_before",
    "due_after",
    "q",
    "filter",
    "sort",
    "role",
    "token",
    "kind",
    "actor",
    "days",
    "from",
    "to",
    "x",
]


class Fuzzed:
    """Ada with something of everything, called from an address of her own (sign-ins are throttled by address)."""

    def __init__(self, me, ids):
        self.me, self.ids = me, {name: str(known) for name, known in ids.items()}

    async def send(self, method, path, **more):
        answer = await self.me(method, path.format(**self.ids), **more)
        assert answer.status_code < 500, (method, path, more, answer.text)
        if answer.status_code >= 400:
            assert answer.headers["content-type"] == "application/problem+json"
            assert answer.json()["detail"]
        return answer


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def fuzzed(domain_running, app):
    ada, ben = await person("Ada"), await person("Ben")
    task = await tasks.create(NewTask(title="x"), actor=ada)
    share = await tasks.share(task.id, NewShare(user_id=ben.id), actor=ada)
    team = await teams.create(NewTeam(name="x"), actor=ada)
    await teams.add_member(team.id, NewMember(user_id=ben.id), actor=ada)
    talk = await assistant.create(actor=ada)
    said = await tasks.comments.create(task.id, tasks.NewComment(content="x"), actor=ada)
    reminder = await tasks.reminders.create(task.id, tasks.NewReminder(minutes_before=5), actor=ada)
    ids = {"comment": said.id, "reminder": reminder.id}
    ids |= {"task": task.id, "share": share.id, "team": team.id, "member": ben.id, "me": ada.id, "talk": talk.id}
    async with calling(app, "203.0.113.77") as callers:
        yield Fuzzed(await callers.of(ada), ids)


@pytest.mark.parametrize(("method", "path"), BODIES)
@given(body=st.one_of(objects, values))
@SOME
async def test_any_json(fuzzed, method, path, body):
    raw = json.dumps(body).encode()
    await fuzzed.send(method, path, content=raw, headers={"Content-Type": "application/json"})


@given(raw=st.binary(max_size=60))
@SOME
async def test_any_bytes(fuzzed, raw):
    await fuzzed.send("POST", "/tasks", content=raw, headers={"Content-Type": "application/json"})


@pytest.mark.parametrize("path", LISTS)
@given(query=st.dictionaries(st.sampled_from(PARAMETERS), texts, max_size=3))
@SOME
async def test_any_query(fuzzed, path, query):
    encoded = "&".join(f"{name}={quote(value.encode('utf-8', 'surrogatepass'))}" for name, value in query.items())
    await fuzzed.send("GET", f"{path}?{encoded.replace('{', '%7B').replace('}', '%7D')}")


@given(name=texts, rest=st.sampled_from(["", "/complete", "/history", "/shares", "/nothing"]))
@SOME
async def test_any_id(fuzzed, name, rest):
    part = quote(name.encode("utf-8", "surrogatepass"), safe="")
    for method in ("GET", "POST", "DELETE"):
        await fuzzed.send(method, f"/tasks/{part}{rest}".replace("{", "%7B").replace("}", "%7D"))


@given(value=st.one_of(st.binary(max_size=40), texts.map(lambda t: t.encode("utf-8", "replace"))))
@pytest.mark.parametrize(
    "name",
    [
        "If-Match",
        "If-None-Match",
        "Idempotency-Key",
        "Content-Type",
        "Accept",
        "User-Agent",
        "Authorization",
        "Content-Length",
    ],
)
@SOME
async def test_any_header(fuzzed, name, value):
    body = b'{"priority": "high"}'
    await fuzzed.send("GET", "/tasks/{task}", headers={name: value})
    for method, path in (("PATCH", "/tasks/{task}"), ("POST", "/conversations")):
        await fuzzed.send(method, path, content=body, headers={"Content-Type": "application/json"} | {name: value})
