"""`/conversations`: talking with the assistant."""

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field, StringConstraints

from domain import assistant
from domain.assistant import Conversation, Message, Proposal
from domain.inputs import Id, Input, ShortText, Storable
from domain.paging import Page
from ui.api import idempotency, streaming
from ui.api.auth import Actor
from ui.api.conditional import Tag
from ui.api.outside import Moment, Out, Version
from ui.api.pagination import PageOut, Slice, part
from ui.api.proposals import ProposalOut
from ui.api.routing import LongRoute, Route

router = APIRouter(prefix="/conversations", tags=["assistant"], route_class=Route)
long_router = APIRouter(prefix="/conversations", tags=["assistant"], route_class=LongRoute)

_Title = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, max_length=200), Storable]
_GivenTitle = Annotated[_Title, Field(min_length=1)]


class ConversationOut(Out):
    """One conversation of one's own."""

    id: UUID
    title: Annotated[str, Field(max_length=200)]
    version: Version
    created_at: Moment
    updated_at: Moment


class MessageOut(Out):
    """What somebody said: oneself, the assistant, or a tool answering the assistant."""

    id: UUID
    conversation_id: UUID
    role: Literal["user", "assistant", "tool"]
    content: Annotated[str, Field(max_length=100_000)]
    tool_calls: Annotated[list[dict[str, Any]], Field(max_length=1000)]
    status: Literal["writing", "complete", "stopped", "failed", "interrupted"]
    created_at: Moment


class ReplyOut(Out):
    """What was said, what was answered, and the changes that were made or wait for one's word."""

    user_message: MessageOut
    assistant_message: MessageOut
    proposals: Annotated[list[ProposalOut], Field(max_length=1000)]


class ConversationQuery(Slice):
    """Which conversations."""

    q: Annotated[ShortText, Field(description="Searched in titles and messages.")] = ""


class NewConversation(Input):
    """A conversation to be begun; without a title its first message titles it."""

    title: _Title = ""


class ConversationChanges(Input):
    """What may be changed of a conversation."""

    title: _GivenTitle


class NewMessage(Input):
    """What one says to the assistant."""

    content: Annotated[
        str, StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=8000), Storable
    ]


@router.get("", response_model=PageOut[ConversationOut])
async def list_conversations(asked: Annotated[ConversationQuery, Query()], actor: Actor) -> Page[Conversation]:
    """One's own conversations, newest first."""
    return await assistant.conversations(q=asked.q, limit=asked.limit, cursor=asked.cursor, actor=actor)


@router.post("", status_code=201, response_model=ConversationOut)
async def begin_conversation(form: NewConversation, actor: Actor, tag: Tag, response: Response) -> Conversation:
    """Begin a conversation."""
    conversation = await assistant.create(title=form.title, actor=actor)
    response.headers["Location"] = f"/api/v1/conversations/{conversation.id}"
    return tag.on(conversation)


@router.get("/{conversation_id}", response_model=ConversationOut)
async def get_conversation(conversation_id: Id, actor: Actor, tag: Tag) -> Conversation:
    """One conversation of one's own."""
    return tag.on(await assistant.conversation(conversation_id, actor=actor))


@router.patch("/{conversation_id}", response_model=ConversationOut)
async def rename_conversation(
    conversation_id: Id, changes: ConversationChanges, actor: Actor, tag: Tag
) -> Conversation:
    """Give a conversation another title."""
    return tag.on(
        await tag.matching(lambda v: assistant.rename(conversation_id, changes.title, version=v, actor=actor))
    )


@router.delete("/{conversation_id}", status_code=204)
async def delete_conversation(conversation_id: Id, actor: Actor, tag: Tag) -> None:
    """Delete a conversation."""
    await tag.matching(lambda v: assistant.delete(conversation_id, version=v, actor=actor))


@router.get("/{conversation_id}/messages", response_model=PageOut[MessageOut])
async def list_messages(conversation_id: Id, asked: Annotated[Slice, Query()], actor: Actor) -> Page[Message]:
    """What was said, oldest first."""
    return await assistant.messages(conversation_id, limit=asked.limit, cursor=asked.cursor, actor=actor)


@router.post("/{conversation_id}/restore", response_model=ConversationOut)
async def restore_conversation(conversation_id: Id, actor: Actor, tag: Tag) -> Conversation:
    """Bring a deleted conversation back."""
    return tag.on(await assistant.restore(conversation_id, actor=actor))


@router.post("/{conversation_id}/stop", status_code=204)
async def stop_answering(conversation_id: Id, actor: Actor) -> None:
    """End the answer that is being written; what it said until then is kept."""
    await assistant.stop(conversation_id, actor=actor)


@router.get("/{conversation_id}/proposals", response_model=PageOut[ProposalOut])
async def list_proposals(conversation_id: Id, asked: Annotated[Slice, Query()], actor: Actor) -> Page[Proposal]:
    """The changes that were proposed or made in it, oldest first."""
    return part(await assistant.proposals_of(conversation_id, actor=actor), asked)


@long_router.post(
    "/{conversation_id}/messages",
    status_code=201,
    response_model=ReplyOut,
    responses={200: {"description": "The answer while it is written.", "content": {streaming.MEDIA_TYPE: {}}}},
)
async def say(conversation_id: Id, form: NewMessage, actor: Actor, request: Request) -> Any:
    """Say something to the assistant. With `Accept: text/event-stream` the answer streams."""
    if streaming.is_wanted(request):
        chunks = assistant.send(conversation_id, form.content, actor=actor)
        return await streaming.answer(chunks, _plain, whole=idempotency.key_of(request) is not None)
    return await assistant.reply(conversation_id, form.content, actor=actor)


def _plain(thing: Any) -> Any:
    if isinstance(thing, Message):
        return MessageOut.model_validate(thing).model_dump(mode="json")
    return ProposalOut.model_validate(thing).model_dump(mode="json")
