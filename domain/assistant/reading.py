"""Reading conversations, messages and cards. A person has only their own."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from domain.access import refuse
from domain.accounts import Person
from domain.assistant.conversation import Conversation, Message, MessageStatus, Proposal, Target
from domain.clock import now
from domain.errors import NotFound
from domain.inputs import Input, ShortText
from domain.paging import Page, cursor_at, id_in, moment_in
from domain.transactions import read, read_all, transaction
from persistence.models import ConversationRow, ProposalRow
from persistence.queries import assistant as queries
from persistence.session import Session
from persistence.words import containing

SILENCE = timedelta(seconds=20)  # an answer that has not moved for so long is no longer being written


class _Search(Input):
    q: ShortText = ""


def conversation_of(row: Any) -> Conversation:
    """The conversation that a row tells of."""
    return Conversation(row.id, row.title, row.version, row.created_at, row.updated_at, row.deleted_at)


def message_of(row: Any) -> Message:
    """The message that a row tells of; an answer that stopped growing was interrupted."""
    status: MessageStatus = row.status
    if status == "writing" and now() - row.updated_at > SILENCE:
        status = "interrupted"
    return Message(row.id, row.conversation_id, row.role, row.content, list(row.tool_calls), status, row.created_at)


def proposal_of(row: Any) -> Proposal:
    """The card that a row tells of."""
    targets = [Target(UUID(t["task_id"]), t["title"], t["version"]) for t in row.targets]
    done = row.change_ids or row.outcome.get("shares") or row.outcome.get("further")
    can_undo = row.status == "executed" and bool(done)
    return Proposal(row.id, row.conversation_id, row.message_id, row.tool, dict(row.arguments), targets, row.status,
                    row.summary, row.explanation, list(row.change_ids), can_undo, row.created_at, row.executed_at,
                    [t.task_id for t in targets])  # fmt: skip


async def access_conversation(
    session: Session, conversation_id: UUID, *, actor: Person, deleted: bool = False, lock: bool = False
) -> ConversationRow:
    """The actor's conversation. Raises NotFound (also for deleted ones, unless asked for) or NotPermitted."""
    row = await queries.conversation(session, conversation_id, lock=lock)
    if row is None:
        await refuse(session, "conversation", conversation_id, actor=actor)
    if row.deleted_at is not None and not deleted:
        raise NotFound("This conversation was deleted.")
    return row


async def access_proposal(session: Session, proposal_id: UUID, *, actor: Person, lock: bool = False) -> ProposalRow:
    """The actor's card. Raises NotFound or NotPermitted."""
    row = await queries.proposal(session, proposal_id, lock=lock)
    if row is None:
        await refuse(session, "proposal", proposal_id, actor=actor)
    return row


async def conversations(
    *, actor: Person, q: str = "", cursor: str | None = None, limit: int = 50
) -> Page[Conversation]:
    """The actor's conversations, the one last talked in first; `q` is searched in titles and messages."""
    words = _Search.of(q=q).q
    after, after_id = moment_in(cursor) or (None, None)
    asked = {"like": containing(words) if words else None, "after": after, "after_id": after_id, "limit": limit + 1}
    rows, counted = await read_all(actor, [(queries.CONVERSATIONS, asked), (queries.CONVERSATION_COUNT, asked)])
    last = rows[limit - 1] if len(rows) > limit else None
    following = cursor_at(last.updated_at, last.id) if last else None
    return Page([conversation_of(r) for r in rows[:limit]], following, counted[0].total)


async def conversation(conversation_id: UUID, *, actor: Person) -> Conversation:
    """One conversation of the actor's. Raises NotFound or NotPermitted."""
    async with transaction(actor) as session:
        return conversation_of(await access_conversation(session, conversation_id, actor=actor))


async def messages(
    conversation_id: UUID, *, actor: Person, cursor: str | None = None, limit: int = 100
) -> Page[Message]:
    """What was said in it, oldest first. Raises NotFound or NotPermitted."""
    await conversation(conversation_id, actor=actor)
    asked = {"id": conversation_id, "after": id_in(cursor), "limit": limit + 1}
    rows, counted = await read_all(actor, [(queries.MESSAGES, asked), (queries.MESSAGE_COUNT, asked)])
    following = str(rows[limit - 1].id) if len(rows) > limit else None
    return Page([message_of(r) for r in rows[:limit]], following, counted[0].total)


async def latest_messages(conversation_id: UUID, *, actor: Person, limit: int = 200) -> list[Message]:
    """The last things said in it, in order. Raises NotFound or NotPermitted."""
    await conversation(conversation_id, actor=actor)
    rows = await read(actor, queries.LATEST, {"id": conversation_id, "limit": limit})
    return [message_of(r) for r in rows]


async def proposals_of(conversation_id: UUID, *, actor: Person) -> list[Proposal]:
    """The cards of the conversation, oldest first. Raises NotFound or NotPermitted."""
    await conversation(conversation_id, actor=actor)
    return [proposal_of(r) for r in await read(actor, queries.PROPOSALS, {"id": conversation_id})]


async def proposal(proposal_id: UUID, *, actor: Person) -> Proposal:
    """One card of the actor's. Raises NotFound or NotPermitted."""
    async with transaction(actor) as session:
        return proposal_of(await access_proposal(session, proposal_id, actor=actor))
