"""The chat page: conversations on the left, one of them open; on a phone each is a screen of its own."""

from uuid import UUID

from nicegui import background_tasks, ui

from domain import assistant
from domain.accounts import Person
from domain.bus import Event
from domain.errors import AtriumError, NotFound, NotPermitted, SignedOut
from ui import auth, errors, frame, live
from ui.components.asking import Answer, Handler, id_in
from ui.components.chat import Chat
from ui.components.proposal_card import card_of
from ui.pages.assistant.listening import Listening
from ui.pages.assistant.rows import conversation_row, message_rows

_LISTED = 40  # conversations at once
_UNTITLED = "New conversation"


async def page(conversation_id: str = "") -> None:
    """One's conversations; the one that the address names is open."""
    actor = await auth.actor()
    with frame.page("Chat", full=True):
        talk = Talk(Chat(zone=actor.time_zone))
    await ui.context.client.connected()
    await talk.begin(conversation_id)
    background_tasks.create(assistant.warm_up(), name="warm up the assistant")


class Talk:
    """The page as one person has it open."""

    def __init__(self, chat: Chat) -> None:
        self._chat, self._listening = chat, Listening(chat)
        self._shown: UUID | None = None
        self._listed, self._words = _LISTED, ""
        quiet: dict[str, Handler] = {"open": self._open, "send": self._send, "again": self._again, "edit": self._edit,
                                     "rename": self._rename}  # fmt: skip
        loud: dict[str, Handler] = {"list": self._list, "stop": self._stop, "remove": self._remove,
                                    "confirm": self._confirm, "cancel": self._cancel, "undo": self._undo}  # fmt: skip
        for intent, handler in (quiet | loud).items():
            chat.on_ask(intent, handler, beside=intent in quiet)
        live.watch(self._refresh, kinds={"conversation"})

    async def begin(self, conversation_id: str) -> None:
        """Fill the page: the conversation when one is named, and the list."""
        if conversation_id not in ("", "new"):
            try:
                await self._open({"id": conversation_id})
            except SignedOut:
                raise
            except AtriumError as error:
                self._chat.fail(error.message)
        async with errors.shown():
            await self._show_list(await auth.actor())

    async def _refresh(self, events: list[Event]) -> None:
        """Something was said, renamed, deleted or decided, here or in another tab."""
        actor = await auth.actor()
        await self._show_list(actor)
        concerns_it = not events or any(event.object_id == self._shown for event in events)
        if self._shown and concerns_it and not self._listening.is_on:
            try:
                await self._show_thread(self._shown, actor)
            except (NotFound, NotPermitted) as error:
                self._leave()
                self._chat.fail(error.message)

    # --- the list

    async def _show_list(self, actor: Person) -> None:
        words = self._words
        found = await assistant.conversations(q=words, limit=self._listed, actor=actor)
        if words == self._words:
            rows = [conversation_row(c) for c in found.items]
            self._chat.show_list({"items": rows, "more": found.next_cursor is not None, "q": words})

    async def _list(self, asked: Answer) -> None:
        words = str(asked.get("q", ""))[:200]
        self._listed = self._listed + _LISTED if asked.get("more") and words == self._words else _LISTED
        self._words = words
        await self._show_list(await auth.actor())

    async def _rename(self, asked: Answer) -> Answer:
        renamed = await assistant.rename(id_in(asked), str(asked.get("title", "")), actor=await auth.actor())
        return conversation_row(renamed)

    async def _remove(self, asked: Answer) -> None:
        gone = await assistant.delete(id_in(asked), actor=await auth.actor())
        if self._shown == gone.id:
            self._leave()

        async def bring_back() -> None:
            await assistant.restore(gone.id, actor=await auth.actor())

        frame.toast(f"Deleted “{gone.title or _UNTITLED}”.", undo=bring_back)

    # --- one conversation

    def _leave(self) -> None:
        self._shown = None
        self._listening.stop()

    async def _open(self, asked: Answer) -> None:
        self._leave()
        if asked.get("id"):
            conversation_id, actor = id_in(asked), await auth.actor()
            await self._show_thread(conversation_id, actor)
            self._shown = conversation_id

    async def _show_thread(self, conversation_id: UUID, actor: Person) -> None:
        found = await assistant.conversation(conversation_id, actor=actor)
        said = await assistant.latest_messages(conversation_id, actor=actor)
        cards = await assistant.proposals_of(conversation_id, actor=actor)
        self._chat.show_thread({
            **conversation_row(found),
            "messages": await message_rows([message for message in said if message.role != "tool"], actor=actor),
            "cards": [card_of(card) for card in cards],
        })  # fmt: skip
        if said and any(message.status == "writing" for message in said):
            await self._listening.begin(conversation_id, assistant.follow(conversation_id, actor=actor))

    async def _send(self, asked: Answer) -> Answer:
        actor, content = await auth.actor(), str(asked.get("content", ""))
        conversation_id = id_in(asked) if asked.get("id") else (await assistant.create(actor=actor)).id
        try:
            await self._listen(conversation_id, assistant.send(conversation_id, content, actor=actor))
        except AtriumError:
            if not asked.get("id"):
                await assistant.delete(conversation_id, actor=actor)  # nothing was said in it
            raise
        return {"id": str(conversation_id)}

    async def _again(self, asked: Answer) -> None:
        conversation_id = id_in(asked)
        await self._listen(conversation_id, assistant.retry(conversation_id, actor=await auth.actor()))

    async def _edit(self, asked: Answer) -> None:
        conversation_id, content = id_in(asked), str(asked.get("content", ""))
        await self._listen(conversation_id, assistant.edit_last(conversation_id, content, actor=await auth.actor()))

    async def _listen(self, conversation_id: UUID, chunks: assistant.Chunks) -> None:
        await self._listening.begin(conversation_id, chunks)
        self._shown = conversation_id

    async def _stop(self, asked: Answer) -> None:
        await assistant.stop(id_in(asked), actor=await auth.actor())

    # --- cards

    async def _confirm(self, asked: Answer) -> Answer:
        return card_of(await assistant.confirm(id_in(asked), actor=await auth.actor()))

    async def _cancel(self, asked: Answer) -> Answer:
        return card_of(await assistant.cancel(id_in(asked), actor=await auth.actor()))

    async def _undo(self, asked: Answer) -> Answer:
        return card_of(await assistant.undo(id_in(asked), actor=await auth.actor()))
