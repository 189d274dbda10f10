"""The OpenAPI document agrees with the contract, states its limits, and its examples are accepted."""

import re
from typing import Any
from uuid import uuid4

import pytest_asyncio

from ui.api.examples import EXAMPLES

# The part of the contract that exists: paths after /api/v1, with the methods of each.
CONTRACT = {
    "/search": "get",
    "/auth/signup": "post",
    "/auth/login": "post",
    "/auth/refresh": "post",
    "/auth/logout": "post",
    "/auth/verify-email": "post",
    "/auth/verify-email/resend": "post",
    "/auth/password-reset": "post",
    "/auth/password-reset/confirm": "post",
    "/auth/sessions": "get delete",
    "/auth/sessions/{}": "delete",
    "/users/me/picture": "put delete",
    "/users/me/export": "get post",
    "/users/me": "get patch delete",
    "/users": "get",
    "/users/{}": "patch delete",
    "/invitations": "get",
    "/invitations/send": "post",
    "/invitations/stats": "get",
    "/invitations/validate": "get",
    "/invitations/accept": "post",
    "/invitations/{}": "get delete",
    "/invitations/{}/resend": "post",
    "/organizations/me": "get patch",
    "/organizations/me/logo": "put delete",
    "/organizations/stats": "get",
    "/organizations/{}": "get",
    "/tasks": "get post",
    "/tasks/quick": "post",
    "/tasks/{}": "get put patch delete",
    "/tasks/{}/complete": "post",
    "/tasks/{}/reopen": "post",
    "/tasks/{}/restore": "post",
    "/tasks/status/{}": "get",
    "/tasks/trash": "get",
    "/tasks/{}/history": "get",
    "/tasks/{}/relations": "get post delete",
    "/tasks/{}/shares": "get post",
    "/tasks/{}/shares/{}": "patch delete",
    "/tasks/{}/access": "get",
    "/tasks/{}/attachments": "get post",
    "/tasks/{}/comments": "get post",
    "/tasks/{}/comments/{}": "get patch delete",
    "/tasks/{}/reminders": "get post",
    "/tasks/{}/reminders/{}": "get patch delete",
    "/notifications": "get",
    "/notifications/read": "post",
    "/notifications/preferences": "get patch",
    "/undo": "post",
    "/teams": "get post",
    "/teams/{}": "get patch delete",
    "/teams/{}/members": "get post",
    "/teams/{}/members/{}": "patch delete",
    "/teams/{}/leave": "post",
    "/teams/{}/transfer": "post",
    "/conversations": "get post",
    "/conversations/{}": "get patch delete",
    "/conversations/{}/messages": "get post",
    "/proposals/{}/confirm": "post",
    "/proposals/{}/cancel": "post",
    "/proposals/{}/undo": "post",
    "/dashboard/statistics": "get",
    "/dashboard/activity": "get",
    "/dashboard/breakdown": "get",
    "/dashboard/shared": "get",
    "/dashboard/trends": "get",
    "/dashboard/trending": "get",
    "/dashboard/health": "get",
    "/views": "get post",
    "/views/{}": "get patch delete",
    "/files": "post",
    "/files/{}": "get delete",
    "/files/{}/link": "get",
    "/jobs": "get",
    "/audit": "get",
    "/tasks/bulk": "post",
    "/tasks/import": "post",
    "/tasks/export": "get",
    "/feeds": "get post",
    "/feeds/{}": "get delete",
    "/tokens": "get post",
    "/tokens/{}": "delete",
    "/jobs/{}/retry": "post",
}
# What the contract does not name and people can do on a page.
BEYOND = {
    "/admin/organizations": "get",
    "/admin/organizations/{}": "get patch",
    "/admin/people": "get",
    "/admin/people/{}": "get patch",
    "/admin/health": "get",
    "/audit/export": "get",
    "/tasks/move": "post",
    "/tasks/imports": "get",
    "/tasks/imports/{}": "get delete",
    "/views/{}/favourite": "put delete",
    "/views/{}/restore": "post",
    "/users": "get post",
    "/users/{}": "get patch delete",
    "/mails": "get",
    "/mails/{}": "get",
    "/mails/{}/send": "post",
    "/users/me/password": "put",
    "/auth/confirm": "post",
    "/auth/confirm/options": "post",
    "/auth/two-factor": "get post delete",
    "/auth/two-factor/confirm": "post",
    "/auth/two-factor/recovery-codes": "post",
    "/auth/passkeys": "get post",
    "/auth/passkeys/options": "post",
    "/auth/passkeys/{}": "patch delete",
    "/auth/providers": "get",
    "/auth/providers/connected": "get",
    "/auth/providers/connected/{}": "delete",
    "/users/me/keep": "post",
    "/users/removed": "get",
    "/users/{}/restore": "post",
    "/invitations/links": "get post",
    "/invitations/links/{}": "delete",
    "/invitations/links/validate": "get",
    "/invitations/links/join": "post",
    "/tasks/{}/comments/{}/restore": "post",
    "/tasks/{}/comments/{}/history": "get",
    "/tasks/{}/comments/{}/reactions/{}": "put delete",
    "/tasks/{}/attachments/{}": "get delete",
    "/tasks/{}/attachments/{}/restore": "post",
    "/tasks/{}/watchers": "get",
    "/tasks/{}/watchers/me": "put delete",
    "/tasks/quick/preview": "post",
    "/tasks/{}/move": "post",
    "/tasks/{}/skip": "post",
    "/tasks/{}/relations/{}": "delete",
    "/tasks/{}/subtasks": "get",
    "/tasks/{}/indent": "post",
    "/tasks/{}/outdent": "post",
    "/tasks/{}/duplicate": "post",
    "/tasks/{}/checklist": "post",
    "/tasks/{}/history/{}/restore": "post",
    "/tasks/by-key/{}": "get",
    "/teams/{}/restore": "post",
    "/teams/trash": "get",
    "/conversations/{}/restore": "post",
    "/conversations/{}/stop": "post",
    "/conversations/{}/proposals": "get",
}

OWN = re.compile("/auth/(sessions|two-factor|passkeys|confirm|providers/connected)")  # not for everybody
SECRET = re.compile("/two-factor|/auth/confirm$")


@pytest_asyncio.fixture(loop_scope="session")
async def document(callers) -> dict[str, Any]:
    answer = await callers.http.get("/openapi.json")
    assert answer.headers["content-type"] == "application/json"
    return answer.json()


def operations(document):
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


def _shape(path):
    return "/".join("{}" if part.startswith("{") else part for part in path.removeprefix("/api/v1").split("/"))


async def test_it_has_the_paths_of_the_contract(document):
    assert document["openapi"].startswith("3.1")
    found: dict[str, set[str]] = {}
    for method, path, _ in operations(document):
        assert path.startswith("/api/v1/")
        found.setdefault(_shape(path), set()).add(method)
    assert found == {path: set(methods.split()) for path, methods in (CONTRACT | BEYOND).items()}


async def test_the_task_it_shows_has_the_fields_of_the_contract(document):
    task = document["components"]["schemas"]["TaskOut"]["properties"]
    assert set(task["status"]["enum"]) == {"pending", "in_progress", "completed", "archived"}
    assert set(task["priority"]["enum"]) == {"none", "low", "medium", "high", "urgent"}
    assert set(task["permission"]["enum"]) == {"owner", "edit", "view"}


_OPEN = ("/validate", "/accept", "/join", ".ics")


async def test_every_operation_says_what_it_does_who_may_and_what_can_go_wrong(document):
    for method, path, operation in operations(document):
        where = f"{method} {path}"
        assert operation["summary"], where
        assert operation["description"].endswith("."), where
        is_secret = bool(SECRET.search(path))
        is_open = ("/auth/" in path and not OWN.search(path)) or path.endswith(_OPEN)
        assert operation["security"] == ([] if is_open else [{"bearer": []}]), where
        problems = {s for s in operation["responses"] if s >= "400"}
        assert {"422", "429", "503"} | (set() if is_open else {"401"}) <= problems, where
        for status in problems:
            assert list(operation["responses"][status]["content"]) == ["application/problem+json"], where
        headers = {p["name"] for p in operation.get("parameters", []) if p["in"] == "header"}
        assert ("Idempotency-Key" in headers) == (method == "post" and not is_secret), where
    assert document["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"


async def test_what_has_a_version_takes_if_match(document):
    for path in ("/api/v1/tasks/{task_id}", "/api/v1/teams/{team_id}", "/api/v1/conversations/{conversation_id}"):
        for method in ("patch", "delete"):
            operation = document["paths"][path][method]
            assert "If-Match" in {p["name"] for p in operation["parameters"]}
            assert "412" in operation["responses"]
        assert "ETag" in document["paths"][path]["get"]["responses"]["200"]["headers"]
        assert "304" in document["paths"][path]["get"]["responses"]


async def test_a_patch_takes_a_merge_patch(document):
    for method, path, operation in operations(document):
        if "requestBody" in operation:
            kinds = set(operation["requestBody"]["content"])
            if path.endswith("/import"):
                assert kinds == {"application/octet-stream"}
                continue
            if kinds == {"multipart/form-data"}:
                assert "25,000,000 bytes" in operation["requestBody"]["description"]
                continue
            wanted = {"application/json"} | ({"application/merge-patch+json"} if method == "patch" else set())
            assert kinds == wanted, path
            assert "1,000,000 bytes" in operation["requestBody"]["description"]


def _unlimited(schema, where):
    """Where in a schema a string, list or number has no limit."""
    if "$ref" in schema or "enum" in schema or "const" in schema:
        return
    kind = schema.get("type")
    if kind == "string" and not {"maxLength", "format", "pattern"} & set(schema):
        yield where
    if kind == "integer" and not ("maximum" in schema and "minimum" in schema):
        yield where
    if kind == "array" and "maxItems" not in schema:
        yield where
    for inner in (*schema.get("anyOf", ()), *schema.get("allOf", ())):
        yield from _unlimited(inner, where)
    if "items" in schema:
        yield from _unlimited(schema["items"], f"{where}[]")
    for name, inner in schema.get("properties", {}).items():
        yield from _unlimited(inner, f"{where}.{name}")


async def test_every_string_list_and_number_has_a_limit(document):
    found = [w for name, schema in document["components"]["schemas"].items() for w in _unlimited(schema, name)]
    for method, path, operation in operations(document):
        for parameter in operation.get("parameters", []):
            found += _unlimited(parameter["schema"], f"{method} {path} ?{parameter['name']}")
    assert found == []


async def test_what_is_refused_as_unknown_is_documented_so(document):
    for name in ("TaskIn", "TaskPatch", "NewTeam", "NewShare", "SignUp"):
        assert document["components"]["schemas"][name]["additionalProperties"] is False


async def test_every_reference_leads_somewhere(document):
    def references(thing):
        if isinstance(thing, dict):
            for key, value in thing.items():
                if key == "$ref":
                    yield value
                else:
                    yield from references(value)
        elif isinstance(thing, list):
            for value in thing:
                yield from references(value)

    for reference in set(references(document)):
        assert reference.rsplit("/", 1)[1] in document["components"]["schemas"]


async def test_the_examples_are_shown(document):
    for name, example in EXAMPLES.items():
        assert document["components"]["schemas"][name]["examples"] == [example]


async def test_the_examples_of_what_is_sent_are_accepted(me, callers, ben):
    async def sent(method, path, name, **changed):
        answer = await me(method, path, EXAMPLES[name] | changed)
        assert answer.status_code in (200, 201), (name, answer.text)
        return answer.json()

    await sent("POST", "/auth/signup", "SignUp", email=f"{uuid4().hex}@example.org")
    task = await sent("POST", "/tasks", "TaskIn")
    await sent("PUT", f"/tasks/{task['id']}", "TaskIn")
    await sent("PATCH", f"/tasks/{task['id']}", "TaskPatch")
    view = await sent("POST", "/views", "NewView")
    await sent("PATCH", f"/views/{view['id']}", "ViewChanges", team_id=None)
    await sent("PUT", f"/views/{view['id']}/favourite", "Favourite")
    share = await sent("POST", f"/tasks/{task['id']}/shares", "NewShare", email=ben.email)
    comment = await sent("POST", f"/tasks/{task['id']}/comments", "NewComment")
    await sent("PATCH", f"/tasks/{task['id']}/comments/{comment['id']}", "CommentChanges")
    reminder = await sent("POST", f"/tasks/{task['id']}/reminders", "NewReminder")
    await sent("PATCH", f"/tasks/{task['id']}/reminders/{reminder['id']}", "ReminderChanges")
    await sent("POST", "/notifications/read", "Marking")
    await sent("PATCH", "/notifications/preferences", "PreferenceChanges")
    await sent("PATCH", f"/tasks/{task['id']}/shares/{share['id']}", "ShareChange")
    team = await sent("POST", "/teams", "NewTeam")
    await sent("PATCH", f"/teams/{team['id']}", "TeamChanges")
    await sent("POST", f"/teams/{team['id']}/members", "NewMember", email=ben.email)
    await sent("PATCH", f"/teams/{team['id']}/members/{ben.id}", "RoleChange")
    await sent("POST", f"/teams/{team['id']}/transfer", "Heir", user_id=str(ben.id))
    await sent("PATCH", "/users/me", "ProfileChanges")
    await sent("PATCH", f"/users/{me.person.id}", "UserChanges")
    await sent("POST", "/users", "NewColleague", email=f"{uuid4().hex}@example.org")
    await sent("POST", f"/tasks/{task['id']}/move", "Place", after_id=None)
    talk = await sent("POST", "/conversations", "NewConversation")
    await sent("PATCH", f"/conversations/{talk['id']}", "ConversationChanges")
    await sent("POST", f"/conversations/{talk['id']}/messages", "NewMessage")


async def test_answers_have_the_fields_of_their_examples(me):
    task = (await me.post("/tasks", {"title": "x"})).json()
    assert set(task) == set(EXAMPLES["TaskOut"])
    assert set((await me.get("/users/me")).json()) == set(EXAMPLES["UserOut"])
    assert set((await me.get("/dashboard/statistics")).json()) == set(EXAMPLES["StatisticsOut"])
    assert set((await me.get(f"/tasks/{uuid4()}")).json()) == set(EXAMPLES["Problem"])
