"""Conversations as a whole: listed, searched, renamed, deleted and brought back, and nobody else's business."""

from datetime import timedelta

import pytest

from domain import assistant, clock
from domain.accounts import Person
from domain.errors import Invalid, NotFound, NotPermitted, Outdated
from domain.transactions import front_desk, read
from persistence.ids import new_id
from persistence.queries import records
from tests.domain.assistant.talking import talk
from tests.worlds import World


async def test_the_one_last_talked_in_comes_first_and_pages_follow_each_other(ada: Person) -> None:
    talks = [await talk(ada) for _ in range(3)]
    await talks[0].say("hello")
    page = await assistant.conversations(limit=2, actor=ada)
    rest = await assistant.conversations(limit=2, cursor=page.next_cursor, actor=ada)
    assert [c.id for c in page.items + rest.items] == [talks[0].id, talks[2].id, talks[1].id]
    assert (page.total, rest.next_cursor) == (3, None)


async def test_search_looks_into_titles_and_messages(ada: Person) -> None:
    first, second = await talk(ada), await talk(ada)
    await first.say("hello")
    await first.say("add buy 100% milk")
    await second.say("help me out")
    for words, found in (("100%", first.id), ("help", second.id), ("HELLO", first.id)):
        assert [c.id for c in (await assistant.conversations(q=words, actor=ada)).items][:1] == [found]
    assert (await assistant.conversations(q="100_", actor=ada)).total == 0


async def test_the_first_message_gives_the_title_until_it_is_renamed(ada: Person) -> None:
    me = await talk(ada)
    await me.say("what's due today and what is there to do for all the people in the whole team this week")
    titled = await assistant.conversation(me.id, actor=ada)
    assert titled.title == "what's due today and what is there to do for all the people…"
    renamed = await assistant.rename(me.id, "  Plans ", version=titled.version, actor=ada)
    assert (renamed.title, renamed.version) == ("Plans", titled.version + 1)
    await me.say("hello")
    assert (await assistant.conversation(me.id, actor=ada)).title == "Plans"
    with pytest.raises(Outdated):
        await assistant.rename(me.id, "Other", version=titled.version, actor=ada)
    for title in ("", " ", "x" * 201):
        with pytest.raises(Invalid):
            await assistant.rename(me.id, title, actor=ada)


async def test_a_deleted_conversation_is_gone_until_it_is_brought_back(ada: Person) -> None:
    me = await talk(ada)
    await me.say("hello")
    await assistant.delete(me.id, actor=ada)
    assert (await assistant.conversations(actor=ada)).total == 0
    for act in (assistant.conversation, assistant.messages, assistant.proposals_of, assistant.delete, assistant.stop):
        with pytest.raises(NotFound):
            await act(me.id, actor=ada)
    await assistant.restore(me.id, actor=ada)
    assert (await assistant.messages(me.id, actor=ada)).total == 2


async def test_a_deleted_conversation_is_forgotten_after_thirty_days(ada: Person) -> None:
    old, new = await talk(ada), await talk(ada)
    await old.say("add buy milk")
    with clock.at(clock.now() - timedelta(days=31)):
        await assistant.delete(old.id, actor=ada)
    await assistant.delete(new.id, actor=ada)
    async with front_desk() as session:
        await records.purge(session, before=clock.now() - timedelta(days=30))
    await assistant.restore(new.id, actor=ada)
    with pytest.raises(NotFound):
        await assistant.restore(old.id, actor=ada)


async def test_messages_come_in_pages(ada: Person) -> None:
    me = await talk(ada)
    for _ in range(3):
        await me.say("list my tasks")
    everything = (await assistant.messages(me.id, actor=ada)).items
    found, cursor = [], None
    for _ in range(9):
        page = await assistant.messages(me.id, limit=2, cursor=cursor, actor=ada)
        found, cursor = found + page.items, page.next_cursor
        if cursor is None:
            break
    assert found == everything
    assert [m.role for m in everything] == ["user", "tool", "assistant"] * 3
    with pytest.raises(Invalid):
        await assistant.messages(me.id, cursor="x", actor=ada)
    with pytest.raises(Invalid):
        await assistant.conversations(cursor="x", actor=ada)


async def test_nobody_else_reads_or_changes_it_not_even_an_admin(world: World) -> None:
    me = await talk(world.owner)
    await me.say("hello secret")
    for other in (world.admin, world.member, world.stranger):
        assert (await assistant.conversations(actor=other)).total == 0
        for act in (
            assistant.conversation, assistant.messages, assistant.proposals_of, assistant.delete, assistant.restore,
            assistant.stop,
        ):  # fmt: skip
            with pytest.raises(NotPermitted):
                await act(me.id, actor=other)
        with pytest.raises(NotPermitted):
            await assistant.rename(me.id, "Mine", actor=other)
        for table in ("conversations", "messages", "proposals"):
            assert await read(other, f"select * from {table}") == []
    with pytest.raises(NotFound):
        await assistant.conversation(new_id(), actor=world.owner)
