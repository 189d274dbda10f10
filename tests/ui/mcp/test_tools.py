"""Agents with a personal token, by the protocol's own client: the same verbs, the same rights, the same refusals."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest
import pytest_asyncio
from mcp.client import Client
from mcp.client.streamable_http import streamable_http_client

from domain import accounts, audit, tasks
from domain.accounts import Device, NewPersonalToken, Person
from domain.audit import EntryFilter
from domain.tasks import NewTask
from tests.worlds import PASSWORD, World
from ui.mcp import Door

URL = "http://atrium.test/mcp"


async def token_of(person: Person, *scopes: str) -> str:
    signed_in = await accounts.sign_in(person.email, PASSWORD, device=Device("127.0.0.1", "test"))
    form = NewPersonalToken(name="Agent", scopes=list(scopes) or ["tasks:read", "tasks:write", "teams:read"])
    return (await accounts.create_token(form, actor=person, under=signed_in.session)).secret


class Agent:
    """One agent that acts for somebody; connects for every call, as the protocol's own client does."""

    def __init__(self, door: Door, token: str) -> None:
        self._door, self._headers = door, {"Authorization": f"Bearer {token}"}

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[Client]:
        transport = httpx2.ASGITransport(self._door)
        async with (
            httpx2.AsyncClient(transport=transport, headers=self._headers) as http,
            Client(streamable_http_client(URL, http_client=http)) as client,
        ):
            yield client

    async def __call__(self, tool: str, **arguments: Any) -> Any:
        """The structured answer; an error of the tool as its text."""
        async with self.connected() as client:
            result = await client.call_tool(tool, arguments)
        if result.is_error:
            return result.content[0].text
        answer = result.structured_content
        return answer["result"] if set(answer) == {"result"} else answer


@pytest_asyncio.fixture(name="door", loop_scope="session")
async def _door(domain_running: None) -> AsyncIterator[Door]:
    door = Door()
    yield door
    await door.stop()


@pytest.fixture(name="agent")
def _agent(door: Door) -> Any:
    """An agent for somebody, with these scopes."""

    async def made(person: Person, *scopes: str) -> Agent:
        return Agent(door, await token_of(person, *scopes))

    return made


async def test_without_a_good_token_nobody_comes_in(door: Door) -> None:
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(door)) as http:
        for headers in (
            {},
            {"Authorization": "Bearer atr_0_x"},
            {"Authorization": "Basic eA=="},
            {"Cookie": "atrium=x"},
        ):
            answer = await http.post(URL, json={"jsonrpc": "2.0", "id": 1, "method": "tools/list"}, headers=headers)
            assert (answer.status_code, "Bearer" in answer.headers["www-authenticate"]) == (401, True)


async def test_every_tool_says_whether_it_changes_or_destroys(agent: Any, ada: Person) -> None:
    async with (await agent(ada)).connected() as client:
        listed = (await client.list_tools()).tools
    hints = {tool.name: (tool.annotations.read_only_hint, tool.annotations.destructive_hint) for tool in listed}
    assert hints["search_tasks"][0] is True
    assert hints["delete_tasks"] == (False, True)
    assert hints["complete_task"] == (False, False)
    assert all(tool.description and tool.annotations for tool in listed)


async def test_a_task_is_added_found_changed_completed_and_taken_back(agent: Any, ada: Person) -> None:
    call = await agent(ada)
    word = uuid4().hex[:8]
    added = await call("quick_add_tasks", text=f"Call {word} tomorrow !high #office")
    [task] = added["items"]
    assert (task["title"], task["priority"], task["labels"]) == (f"Call {word}", "high", ["office"])
    found = await call("search_tasks", filter=f'priority = high and text ~ "{word}"')
    assert [t["key"] for t in found["items"]] == [task["key"]]
    changed = await call("update_task", task=task["key"], changes={"title": f"Ring {word}"})
    assert changed["items"][0]["title"] == f"Ring {word}"
    await call("comment_on_task", task=task["key"], content="On it.")
    whole = await call("get_task", task=task["id"])
    assert [c["content"] for c in whole["comments"]] == ["On it."]
    done = await call("complete_task", task=task["key"])
    assert done["items"][0]["status"] == "completed"
    await call("undo", undo_token=done["undo_token"])
    assert (await tasks.task(UUID(task["id"]), actor=ada)).status == "pending"


async def test_a_dry_run_changes_nothing_and_many_are_undone_at_once(agent: Any, ada: Person) -> None:
    call = await agent(ada)
    made = [await tasks.create(NewTask(title=f"No {n}"), actor=ada) for n in range(3)]
    keys = [task.key for task in made]
    told = await call("delete_tasks", which=keys, dry_run=True)
    assert (len(told["items"]), told["undo_token"]) == (3, None)
    assert [(await tasks.task(task.id, actor=ada)).deleted_at for task in made] == [None] * 3
    done = await call("change_tasks", which=keys, changes={"priority": "urgent", "add_labels": ["now"]})
    assert [(t["priority"], t["labels"]) for t in done["items"]] == [("urgent", ["now"])] * 3
    await call("undo", undo_token=done["undo_token"])
    assert {(await tasks.task(task.id, actor=ada)).priority for task in made} == {"none"}


async def test_what_is_around_a_task_is_within_reach(agent: Any, ada: Person) -> None:
    call = await agent(ada)
    one = await tasks.create(NewTask(title="One", description="- [ ] ink"), actor=ada)
    two = await tasks.create(NewTask(title="Two"), actor=ada)
    assert (await call("remind_me", task=one.key, minutes_before=30))["minutes_before"] == 30
    assert "say exactly one" in await call("remind_me", task=one.key)
    ticked = await call("tick_item", task=one.key, item=0)
    assert ticked["items"][0]["description"] == "- [x] ink"
    back = await call("restore_field", task=one.key, change_id=ticked["undo_token"], field="description")
    assert back["items"][0]["description"] == "- [ ] ink"
    await call("relate_tasks", task=one.key, kind="blocks", other=two.key)
    ended = await call("unrelate_tasks", task=one.key, kind="blocks", other=two.key)
    assert await tasks.relations(one.id, actor=ada) == []
    await call("undo", undo_token=ended["undo_token"])
    assert len(await tasks.relations(one.id, actor=ada)) == 1
    assert (await call("duplicate_task", task=two.key))["items"][0]["title"] == "Two"


async def test_a_task_is_shown_to_somebody_and_no_longer(agent: Any, world: World) -> None:
    call, task = await agent(world.owner), str(world.personal.id)
    await call("share_task", task=task, email=world.member.email, permission="edit")
    told = await call("who_sees_task", task=task)
    assert {viewer["name"]: viewer["permission"] for viewer in told["viewers"]}[world.member.name] == "edit"
    share = next(one for one in told["shares"] if one["user_id"] == str(world.member.id))
    await call("stop_sharing", task=task, share_id=share["id"])
    assert str(world.member.id) not in {v["user_id"] for v in (await call("who_sees_task", task=task))["viewers"]}


async def test_undo_takes_back_what_nobody_changed_since(agent: Any, ada: Person) -> None:
    call = await agent(ada)
    one, two = [await tasks.create(NewTask(title=title), actor=ada) for title in ("One", "Two")]
    related = await call("relate_tasks", task=one.key, kind="blocks", other=two.key)
    await call("undo", undo_token=related["undo_token"])
    assert await tasks.relations(one.id, actor=ada) == []
    done = await call("change_tasks", which=[one.key, two.key], changes={"priority": "low"})
    await call("update_task", task=two.key, changes={"priority": "high"})
    assert "cannot be taken back" in await call("undo", undo_token=done["undo_token"])
    undone = await call("undo", undo_token=done["undo_token"], partly=True)
    assert ([task["title"] for task in undone["items"]], len(undone["refused"])) == (["One"], 1)


async def test_views_are_saved_and_shown_and_files_taken_in(agent: Any, world: World) -> None:
    call = await agent(world.owner)
    saved = await call("save_view", name="Paper", filter="label = paper", team_id=str(world.team.id))
    assert [view["filter"] for view in await call("list_views")] == ["label = paper"]
    assert "Did you mean" in await call("save_view", name="Wrong", filter="lable = paper")
    file = "title,labels\nBuy paper,paper\n,paper\n"
    seen = await call("import_tasks", content=file, source="csv")
    assert (seen["status"], seen["made"], len(seen["problems"])) == ("preview", 0, 1)
    taken = await call("import_tasks", content=file, source="csv", dry_run=False)
    assert (taken["status"], taken["made"]) == ("done", 1)
    assert [t["title"] for t in (await call("show_view", view_id=saved["id"]))["items"]] == ["Buy paper"]
    assert (await call("import_progress", import_id=taken["id"]))["status"] == "done"
    file = await call("export_tasks", filter="label = paper")
    assert (file["media_type"].partition(";")[0], "Buy paper" in file["content"]) == ("text/csv", True)
    await call("undo", undo_token=taken["id"])
    assert (await call("show_view", view_id=saved["id"]))["total"] == 0
    again = await call("import_tasks", content=file["content"], source="csv", dry_run=False)
    assert (await call("show_view", view_id=saved["id"]))["total"] == 1
    assert (await call("take_back_import", import_id=again["id"]))["status"] == "taking_back"
    assert isinstance(await (await agent(world.stranger))("show_view", view_id=saved["id"]), str)


async def test_others_tasks_are_out_of_reach_and_that_is_written_down(agent: Any, world: World) -> None:
    call = await agent(world.stranger)
    found = await call("search_tasks")
    assert [task["title"] for task in found["items"]] == ["Cleo’s own"]
    said = await call("get_task", task=str(world.task.id))
    assert "may not see" in said
    refused = await audit.entries(EntryFilter(action="access.refused", object_id=world.task.id), actor=world.stranger)
    assert refused.total == 1
    assert "no such task" in await call("get_task", task=str(uuid4()))
    viewer = await agent(world.viewer)
    assert "not change it" in await viewer("complete_task", task=world.task.key)


async def test_a_token_without_the_scope_is_told_which_one_it_lacks(agent: Any, ada: Person) -> None:
    call = await agent(ada, "tasks:read")
    assert "lacks the scope tasks:write" in await call("quick_add_tasks", text="Call")
    assert "lacks the scope teams:read" in await call("list_teams")
    assert (await call("search_tasks"))["total"] == 0


async def test_bad_input_names_the_field(agent: Any, ada: Person) -> None:
    call = await agent(ada)
    assert "filter" in await call("search_tasks", filter="priority >> high")
    task = await tasks.create(NewTask(title="One"), actor=ada)
    assert "title" in await call("update_task", task=task.key, changes={"title": ""})
    assert "colour" in await call("update_task", task=task.key, changes={"colour": "red"})
    assert (await tasks.task(task.id, actor=ada)).version == 1


async def test_teams_and_members_are_listed(agent: Any, world: World) -> None:
    call = await agent(world.member)
    assert [(team["name"], team["role"]) for team in await call("list_teams")] == [("Launch", "member")]
    members = await call("list_members", team_id=str(world.team.id))
    assert {member["role"] for member in members} == {"owner", "admin", "member", "viewer"}
    stranger = await agent(world.stranger)
    assert "may not see" in await stranger("list_members", team_id=str(world.team.id))


async def test_a_deleted_token_is_refused_at_once(agent: Any, door: Door, ada: Person) -> None:
    secret = await token_of(ada)
    [token] = await accounts.tokens_of(actor=ada)
    headers = {"Authorization": f"Bearer {secret}"}
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(door), headers=headers) as http:
        accept = {"Accept": "application/json, text/event-stream"}
        assert (await http.post(URL, json=body, headers=accept)).status_code == 200
        await accounts.delete_token(token.id, actor=ada)
        assert (await http.post(URL, json=body, headers=accept)).status_code == 401


async def test_a_few_words_find_what_the_person_may_see(agent: Any, world: World) -> None:
    found = await (await agent(world.viewing, "search:read"))("find", words="ship")
    assert [(one["kind"], one["key"], one["where"]) for one in found] == [("task", "LAUNCH-1", "Shared with me")]
    assert await (await agent(world.stranger, "search:read"))("find", words="ship") == []
    assert await (await agent(world.viewing, "search:read"))("find", words="ship", kinds=["team"]) == []
    assert "lacks the scope search:read" in await (await agent(world.viewing))("find", words="ship")
