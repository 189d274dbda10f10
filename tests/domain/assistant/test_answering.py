"""How answers are written: stored first, streamed, stopped, tried again, cut short, limited."""

import asyncio
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from pydantic_ai.messages import ModelMessage

from domain import assistant, clock, tasks
from domain.accounts import Person
from domain.assistant import answering, runs
from domain.assistant.conversation import Chunk
from domain.errors import Conflict, Invalid, NotFound, NotPermitted
from domain.transactions import transaction
from persistence.ids import new_id
from persistence.queries import assistant as queries
from tests.domain.assistant.talking import driven_by, model, talk
from tests.worlds import World


class _Gate:
    """Lets a scripted model go on word by word."""

    def __init__(self) -> None:
        self.open = asyncio.Event()

    async def __call__(self) -> None:
        await self.open.wait()


async def _kinds(chunks: Any) -> list[str]:
    return [chunk.kind async for chunk in chunks]


async def test_an_answer_streams_from_what_was_typed_to_its_end(ada: Person) -> None:
    me = await talk(ada)
    chunks: list[Chunk] = [c async for c in assistant.send(me.id, "add buy milk", actor=ada)]
    kinds = [chunk.kind for chunk in chunks]
    assert kinds[:3] == ["user", "answer", "activity"]
    assert kinds.index("card") < kinds.index("text")
    assert kinds[-1] == "end"
    end = chunks[-1].message
    assert end
    assert end.content == "".join(chunk.text for chunk in chunks if chunk.kind == "text")
    said = (await assistant.messages(me.id, actor=ada)).items
    assert [m.role for m in said] == ["user", "tool", "assistant"]
    assert said[1].tool_calls[0]["name"] == "add_task"
    assert said[2] == end


async def test_what_was_typed_is_stored_before_the_model_runs(ada: Person) -> None:
    me, gate = await talk(ada), _Gate()
    with driven_by(model(lambda _: "one two three", gate)):
        chunks = assistant.send(me.id, "hello you", actor=ada)
        assert (await anext(chunks)).kind == "user"
        said = (await assistant.messages(me.id, actor=ada)).items
        assert [(m.role, m.content, m.status) for m in said] == [
            ("user", "hello you", "complete"),
            ("assistant", "", "writing"),
        ]
        assert (await assistant.conversation(me.id, actor=ada)).title == "hello you"
        gate.open.set()
        await _kinds(chunks)


async def test_stop_keeps_what_was_written(ada: Person) -> None:
    me, gate = await talk(ada), _Gate()
    with driven_by(model(lambda _: "one two three", gate)):
        chunks = assistant.send(me.id, "count", actor=ada)
        while (await anext(chunks)).kind != "text":
            pass
        await assistant.stop(me.id, actor=ada)
        assert (await _kinds(chunks))[-1] == "end"
    answer = (await assistant.messages(me.id, actor=ada)).items[-1]
    assert (answer.status, answer.content) == ("stopped", "one ")
    await assistant.stop(me.id, actor=ada)  # nothing to stop is no error
    assert (await me.say("hello")).assistant_message.status == "complete"


async def test_an_answer_goes_on_when_nobody_listens_and_can_be_followed(ada: Person) -> None:
    me, gate = await talk(ada), _Gate()
    with driven_by(model(lambda _: "one two", gate)):
        chunks = assistant.send(me.id, "count", actor=ada)
        await anext(chunks)
        await chunks.aclose()  # type: ignore[attr-defined]
        followed = asyncio.create_task(_kinds(assistant.follow(me.id, actor=ada)))
        await asyncio.sleep(0)
        gate.open.set()
        assert (await followed)[-1] == "end"
    assert (await assistant.messages(me.id, actor=ada)).items[-1].content == "one two "
    assert await _kinds(assistant.follow(me.id, actor=ada)) == []


async def test_one_answer_at_a_time_and_three_per_person(ada: Person) -> None:
    gate, talks = _Gate(), [await talk(ada) for _ in range(4)]
    with driven_by(model(lambda _: "one", gate)):
        under_way = [assistant.send(me.id, "count", actor=ada) for me in talks[:3]]
        for chunks in under_way:
            await anext(chunks)
        for me in (talks[0], talks[3]):
            with pytest.raises(Conflict):
                await me.say("again")
        with pytest.raises(Conflict):
            await anext(assistant.retry(talks[0].id, actor=ada))
        gate.open.set()
        for chunks in under_way:
            await _kinds(chunks)
    assert not runs._runs


async def test_the_last_message_is_answered_anew_or_said_differently(ada: Person) -> None:
    me = await talk(ada)
    await me.say("what's due today?")
    assert await _kinds(assistant.retry(me.id, actor=ada))
    assert [m.role for m in (await assistant.messages(me.id, actor=ada)).items] == ["user", "tool", "assistant"]
    await _kinds(assistant.edit_last(me.id, "help", actor=ada))
    assert (await assistant.messages(me.id, actor=ada)).items[0].content == "help"
    assert (await assistant.messages(me.id, actor=ada)).total == 2


async def test_nothing_is_done_twice_by_answering_anew(ada: Person) -> None:
    me = await talk(ada)
    card = await me.card("add buy milk")
    for again in (assistant.retry(me.id, actor=ada), assistant.edit_last(me.id, "add buy oat milk", actor=ada)):
        with pytest.raises(Conflict):
            await anext(again)
    await assistant.undo(card.id, actor=ada)
    await _kinds(assistant.edit_last(me.id, "add buy oat milk", actor=ada))
    assert [t.title for t in (await tasks.tasks(actor=ada)).items] == ["Buy oat milk"]


async def test_a_proposal_of_an_answer_that_is_replaced_is_cancelled(world: World) -> None:
    me = await talk(world.owner)
    card = await me.card("delete ship it")
    await _kinds(assistant.retry(me.id, actor=world.owner))
    assert (await assistant.proposal(card.id, actor=world.owner)).status == "cancelled"
    assert [c.status for c in await assistant.proposals_of(me.id, actor=world.owner)] == ["proposed"]


async def test_an_answer_that_stopped_growing_reads_as_interrupted(ada: Person) -> None:
    me = await talk(ada)
    answer = (await me.say("help")).assistant_message
    async with transaction(ada) as session:
        await queries.write_on(session, answer.id, {"status": "writing"}, clock.now() - timedelta(minutes=1))
    assert (await assistant.messages(me.id, actor=ada)).items[-1].status == "interrupted"


@pytest.mark.parametrize("content", ["", "   ", "x" * 8001, "a\x00b"])
async def test_a_message_that_cannot_be_taken_is_refused_with_its_field(ada: Person, content: str) -> None:
    me = await talk(ada)
    with pytest.raises(Invalid) as refused:
        await me.say(content)
    assert refused.value.errors[0].field == "content"
    assert (await assistant.messages(me.id, actor=ada)).total == 0


async def test_a_conversation_that_is_not_there_or_not_ones_own_is_said(world: World) -> None:
    me = await talk(world.owner)
    with pytest.raises(NotFound):
        await anext(assistant.send(new_id(), "hello", actor=world.owner))
    with pytest.raises(NotPermitted):
        await anext(assistant.send(me.id, "hello", actor=world.admin))
    await assistant.delete(me.id, actor=world.owner)
    with pytest.raises(NotFound):
        await me.say("hello")


async def test_a_model_that_never_ends_is_ended(ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    me, numbers = await talk(ada), count()

    def endless(_: list[ModelMessage]) -> Any:
        return "list_tasks", {"words": f"x{next(numbers)}"}

    with driven_by(model(endless)):
        answer = (await me.say("loop")).assistant_message
    assert answer.status == "failed"
    assert "more steps" in answer.content
    monkeypatch.setattr(answering, "SECONDS", 0.05)
    with driven_by(model(lambda _: "one two", _Gate())):
        slow = (await me.say("wait")).assistant_message
    assert slow.status == "failed"
    assert "too long" in slow.content


async def test_a_model_that_breaks_is_excused_and_its_error_not_shown(
    ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    me = await talk(ada)

    def broken(_: list[ModelMessage]) -> Any:
        raise RuntimeError("secret detail")

    with driven_by(model(broken)):
        answer = (await me.say("hello")).assistant_message
    assert answer.status == "failed"
    assert "secret" not in answer.content
    assert "secret detail" in caplog.text


async def test_a_model_that_calls_a_tool_wrongly_is_told_so(ada: Person) -> None:
    me = await talk(ada)
    steps: list[Any] = [("set_priority", {"task": "x", "priority": "colossal"}), "I cannot do that."]
    with driven_by(model(lambda _: steps.pop(0))):
        answer = (await me.say("hello")).assistant_message
    assert (answer.status, answer.content.strip()) == ("complete", "I cannot do that.")


def test_a_conversation_is_answered_once_at_a_time_and_a_person_three_times(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "_runs", {})
    ada, talks = new_id(), [new_id() for _ in range(4)]
    runs.reserve(talks[0], ada)
    with pytest.raises(Conflict, match="still answering"):
        runs.reserve(talks[0], ada)
    for conversation_id in talks[1:3]:
        runs.reserve(conversation_id, ada)
    with pytest.raises(Conflict, match="several answers"):
        runs.reserve(talks[3], ada)
    runs.reserve(talks[3], new_id())
