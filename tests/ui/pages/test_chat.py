"""The chat page, simulated: what it sends to browsers, and what becomes of what browsers ask."""

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from nicegui.testing import User

from domain import assistant, tasks
from domain.accounts import Person
from domain.tasks import NewTask
from tests.ui.pages.conftest import Open
from tests.worlds import World
from ui.components.chat import Chat


class Browser:
    """One simulated chat page: its person's intents, and what its component was told."""

    def __init__(self, user: User, told: list[tuple[Any, str, tuple[Any, ...]]]) -> None:
        self._user, self._told, self._number = user, told, 0
        [self._chat] = user.find(Chat).elements

    def heard(self, method: str) -> list[tuple[Any, ...]]:
        return [args for element, name, args in self._told if name == method and element is self._chat]

    async def until(self, holds: Callable[[], Any]) -> Any:
        async with asyncio.timeout(10):
            while not (found := holds()):
                await asyncio.sleep(0.02)
        return found

    async def ask(self, intent: str, **asked: Any) -> dict[str, Any]:
        self._number += 1
        number = self._number
        self._user.find(Chat).trigger(intent, {"n": number, **asked})
        said: dict[str, Any] = (await self.until(lambda: [a for a in self.heard("answer") if a[0] == number]))[0][1]
        return said

    async def say(self, content: str, conversation: str = "") -> str:
        """Say something and wait for the end of the answer; the conversation's id."""
        ended = len(self.heard("end"))
        said = await self.ask("send", id=conversation, content=content)
        await self.until(lambda: len(self.heard("end")) > ended)
        return str(said["id"])


Enter = Callable[..., Any]


@pytest.fixture
def enter(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> Enter:
    told: list[tuple[Any, str, tuple[Any, ...]]] = []
    original = Chat.run_method

    def run_method(self: Chat, name: str, *args: Any, **more: Any) -> Any:
        told.append((self, name, args))
        return original(self, name, *args, **more)

    monkeypatch.setattr(Chat, "run_method", run_method)

    async def entered(person: Person, path: str = "/chat") -> Browser:
        return Browser(await open_page(path, person), told)

    return entered


async def test_what_is_said_is_answered_with_its_card(enter: Enter, ada: Person) -> None:
    browser = await enter(ada)
    conversation = await browser.say("add buy milk")
    roles = [message["role"] for _, message in browser.heard("begin")]
    assert roles == ["user", "assistant"]
    [(where, card)] = browser.heard("showCard")
    assert (where, card["status"], card["summary"], card["can_undo"]) == (
        conversation,
        "executed",
        "Added “Buy milk”",
        True,
    )
    end = browser.heard("end")[0][1]
    assert "/tasks?task=" in end["html"]
    await browser.until(
        lambda: [t for (t,) in browser.heard("showList") if t["items"] and t["items"][0]["title"] == "add buy milk"]
    )


async def test_a_proposal_is_confirmed_and_undone_by_clicks(enter: Enter, ada: Person) -> None:
    task = await tasks.create(NewTask(title="Old poem"), actor=ada)
    browser = await enter(ada)
    await browser.say("delete old poem")
    card = browser.heard("showCard")[0][1]
    assert (card["status"], card["harmful"]) == ("proposed", True)
    assert (await browser.ask("confirm", id=card["id"]))["status"] == "executed"
    assert (await tasks.task(task.id, actor=ada, trashed=True)).deleted_at
    assert (await browser.ask("undo", id=card["id"]))["status"] == "undone"
    assert not (await tasks.task(task.id, actor=ada)).deleted_at


async def test_the_conversation_of_the_address_is_shown(enter: Enter, ada: Person) -> None:
    conversation = await assistant.create(actor=ada)
    await assistant.reply(conversation.id, "<script>alert(1)</script> **bold**", actor=ada)
    browser = await enter(ada, f"/chat/{conversation.id}")
    [(thread,)] = await browser.until(lambda: browser.heard("showThread"))
    assert [m["role"] for m in thread["messages"]] == ["user", "assistant"]
    assert thread["messages"][0]["text"] == "<script>alert(1)</script> **bold**"
    assert "html" not in thread["messages"][0]
    assert "<script" not in thread["messages"][1]["html"]


@pytest.mark.parametrize("address", ["/chat/nonsense", "/chat/01a1f8e4-c7eb-7721-a5e6-d7985f129498"])
async def test_an_address_of_no_conversation_is_said(enter: Enter, ada: Person, address: str) -> None:
    browser = await enter(ada, address)
    [(sentence,)] = await browser.until(lambda: browser.heard("fail"))
    assert "any more" in sentence
    await browser.until(lambda: browser.heard("showList"))


async def test_somebody_elses_conversation_is_refused_on_every_intent(enter: Enter, world: World) -> None:
    conversation = await assistant.create(actor=world.owner)
    reply = await assistant.reply(conversation.id, "delete ship it", actor=world.owner)
    browser, foreign = await enter(world.admin), str(conversation.id)
    for intent, asked in {"open": {}, "send": {"content": "hi"}, "again": {}, "edit": {"content": "x"}, "stop": {},
                          "rename": {"title": "Mine"}, "remove": {}}.items():  # fmt: skip
        assert "may not" in (await browser.ask(intent, id=foreign, **asked))["error"], intent
    for click in ("confirm", "cancel", "undo"):
        assert "may not" in (await browser.ask(click, id=str(reply.proposals[0].id)))["error"]
    assert (await assistant.proposal(reply.proposals[0].id, actor=world.owner)).status == "proposed"


async def test_a_refused_message_says_why_and_is_not_lost(enter: Enter, ada: Person) -> None:
    browser = await enter(ada)
    said = await browser.ask("send", id="", content="x" * 8001)
    assert "at most 8000 characters" in said["error"]
    assert (await assistant.conversations(actor=ada)).total == 0


async def test_another_tab_hears_what_is_said_and_decided(enter: Enter, ada: Person) -> None:
    await tasks.create(NewTask(title="Old poem"), actor=ada)
    first = await enter(ada)
    conversation = await first.say("delete old poem")
    second = await enter(ada, f"/chat/{conversation}")
    await second.until(lambda: second.heard("showThread"))
    card = first.heard("showCard")[0][1]
    await first.ask("confirm", id=card["id"])
    await second.until(lambda: second.heard("showThread")[-1][0]["cards"][0]["status"] == "executed")
    await first.say("what's due today?", conversation)
    await second.until(lambda: len(second.heard("showThread")[-1][0]["messages"]) == 4)


async def test_conversations_are_searched_renamed_deleted_and_brought_back(enter: Enter, ada: Person) -> None:
    browser = await enter(ada)
    conversation = await browser.say("what's due today?")
    await browser.say("help")
    await browser.ask("list", q="due")
    assert [c["id"] for c in browser.heard("showList")[-1][0]["items"]][-1] == conversation
    assert (await browser.ask("rename", id=conversation, title="Plans"))["title"] == "Plans"
    assert "must not be empty" in (await browser.ask("rename", id=conversation, title=" "))["error"]
    await browser.ask("remove", id=conversation)
    assert (await assistant.conversations(actor=ada)).total == 1


async def test_stop_and_answer_again(enter: Enter, ada: Person) -> None:
    browser = await enter(ada)
    conversation = await browser.say("what's due today?")
    assert await browser.ask("stop", id=conversation) == {}
    ended = len(browser.heard("end"))
    await browser.ask("again", id=conversation)
    await browser.until(lambda: len(browser.heard("end")) > ended)
    await browser.ask("edit", id=conversation, content="help")
    await browser.until(lambda: len(browser.heard("end")) > ended + 1)
    assert (await assistant.messages(UUID(conversation), actor=ada)).total == 2
