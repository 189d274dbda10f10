"""SELECTs about conversations. Whose they are is the database's policy; here is what of that is wanted."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from persistence.models import ConversationRow, MessageRow, ProposalRow
from persistence.session import Session

_FOUND = """c.deleted_at is null and (%(like)s::text is null or c.title ilike %(like)s
  or exists (select from messages m where m.conversation_id = c.id and m.superseded_at is null
             and m.role <> 'tool' and m.content ilike %(like)s))"""
CONVERSATIONS = f"""select c.id, c.title, c.version, c.created_at, c.updated_at, c.deleted_at from conversations c
where {_FOUND} and (%(after)s::timestamptz is null or (c.updated_at, c.id) < (%(after)s, %(after_id)s))
order by c.updated_at desc, c.id desc limit %(limit)s"""
CONVERSATION_COUNT = f"select count(*) as total from (select 1 from conversations c where {_FOUND} limit 10000) counted"

# within a turn: the person, the tools, the assistant
_RANK = "case m.role when 'user' then 0 when 'tool' then 1 else 2 end"
_MESSAGE = "m.id, m.conversation_id, m.turn_id, m.role, m.content, m.tool_calls, m.status, m.created_at, m.updated_at"
MESSAGES = f"""select {_MESSAGE} from messages m
where m.conversation_id = %(id)s and m.superseded_at is null
  and (%(after)s::uuid is null or (m.turn_id, {_RANK}, m.id) >
  (select m.turn_id, {_RANK}, m.id from messages m where m.id = %(after)s and m.conversation_id = %(id)s))
order by m.turn_id, {_RANK}, m.id limit %(limit)s"""
MESSAGE_COUNT = """select count(*) as total from (select 1 from messages
where conversation_id = %(id)s and superseded_at is null limit 10000) counted"""
LATEST = f"""select * from (select {_MESSAGE}, {_RANK} as rank from messages m
  where m.conversation_id = %(id)s and m.superseded_at is null
  order by m.turn_id desc, rank desc, m.id desc limit %(limit)s) latest order by turn_id, rank, id"""
_PROPOSAL = """p.id, p.conversation_id, p.message_id, p.tool, p.arguments, p.targets, p.status, p.summary,
  p.explanation,
  p.change_ids, p.outcome, p.created_at, p.executed_at"""
PROPOSALS = f"""select {_PROPOSAL} from proposals p join messages m on m.id = p.message_id
where p.conversation_id = %(id)s and m.superseded_at is null order by p.id limit 1000"""
PEOPLE = """select id, name, email from people where status = 'active' and deleted_at is null
order by lower(name), id limit 500"""


async def conversation(session: Session, conversation_id: UUID, *, lock: bool = False) -> ConversationRow | None:
    """A conversation of the transaction's person; `lock`: read anew and held until the transaction ends."""
    return await session.get(ConversationRow, conversation_id, with_for_update=lock or None, populate_existing=lock)


async def proposal(session: Session, proposal_id: UUID, *, lock: bool = False) -> ProposalRow | None:
    """A card of the transaction's person; `lock`: read anew and held until the transaction ends."""
    return await session.get(ProposalRow, proposal_id, with_for_update=lock or None, populate_existing=lock)


async def last_turn(session: Session, conversation_id: UUID) -> list[MessageRow]:
    """The rows of the last exchange, the person's first."""
    newest = (
        select(MessageRow.turn_id)
        .where(col(MessageRow.conversation_id) == conversation_id, col(MessageRow.superseded_at).is_(None))
        .order_by(col(MessageRow.turn_id).desc())
        .limit(1)
    )
    query = select(MessageRow).where(
        col(MessageRow.conversation_id) == conversation_id,
        col(MessageRow.superseded_at).is_(None),
        col(MessageRow.turn_id) == newest.scalar_subquery(),
    )
    rows = list((await session.execute(query)).scalars())
    return sorted(rows, key=lambda row: (row.role != "user", row.role == "assistant", row.id))


async def proposals_in(session: Session, message_ids: list[UUID]) -> list[ProposalRow]:
    """The cards under these messages, the oldest first."""
    query = select(ProposalRow).where(col(ProposalRow.message_id).in_(message_ids)).order_by(col(ProposalRow.id))
    return list((await session.execute(query)).scalars())


async def latest_executed(session: Session, conversation_id: UUID) -> UUID | None:
    """The newest change that was made and not taken back."""
    query = (
        select(ProposalRow.id)
        .where(col(ProposalRow.conversation_id) == conversation_id, col(ProposalRow.status) == "executed")
        .order_by(col(ProposalRow.executed_at).desc(), col(ProposalRow.id).desc())
        .limit(1)
    )
    return (await session.execute(query)).scalar_one_or_none()


async def write_on(session: Session, message_id: UUID, values: dict[str, Any], at: datetime) -> None:
    """Bring an answer that is being written up to date."""
    await session.execute(sa.update(MessageRow).where(col(MessageRow.id) == message_id).values(**values, updated_at=at))
