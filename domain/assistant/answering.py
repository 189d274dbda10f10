"""Saying something to the assistant, and what it answers: stored before, while and after it is written."""

import asyncio
import json
import logging
import time
from dataclasses import dataclass, field
from typing import Annotated, Any
from uuid import UUID

from pydantic import StringConstraints

from domain import teams
from domain.accounts import Person
from domain.assistant import cards, runs
from domain.assistant.conversation import Chunk, Chunks, Message, Proposal, Reply
from domain.assistant.desk import Desk, Known
from domain.assistant.memory import context_of
from domain.assistant.reading import access_conversation, conversation, latest_messages, message_of, proposals_of
from domain.assistant.runs import Run
from domain.assistant.sentences import understand
from domain.clock import now
from domain.errors import AtriumError, Conflict, Unavailable
from domain.inputs import Input, Storable
from domain.transactions import read, transaction
from persistence.ids import new_id
from persistence.models import ConversationRow, MessageRow
from persistence.queries import assistant as queries
from persistence.session import Session

log = logging.getLogger(__name__)
LONGEST = 8000
SECONDS = 60.0  # for one answer
_TITLE = 60
_ACTIVITIES = {
    "list_tasks": "Looking through your tasks", "find_tasks": "Searching", "show_task": "Looking it up",
    "list_views": "Looking through your views", "show_view": "Looking through your tasks",
    "save_view": "Saving the view", "add_subtask": "Adding the subtask",
    "summarise": "Adding it up", "add_task": "Adding the task", "change_tasks": "Choosing the tasks",
    "undo_last": "Taking it back",
}  # fmt: skip


class _Said(Input):
    content: Annotated[
        str, StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=LONGEST), Storable
    ]


@dataclass(slots=True)
class _Turn:
    """One exchange: what was said, and the answer as far as it is written."""

    actor: Person
    run: Run
    said: Message
    answer: Message
    before: list[Message]
    text: str = ""
    calls: list[dict[str, Any]] = field(default_factory=list)
    saved_at: float = field(default_factory=time.monotonic)


async def send(conversation_id: UUID, content: str, *, actor: Person) -> Chunks:
    """Say something; yields the answer as it is written. It goes on being written when nobody listens any more.

    What was said is stored before anything else. Raises, before the first chunk, Invalid, NotFound, NotPermitted, and
    Conflict while another answer is being written in this conversation.
    """
    said = _Said.of(content=content).content
    run = await _begin(conversation_id, said, actor=actor)
    async for chunk in run.follow():
        yield chunk


async def reply(conversation_id: UUID, content: str, *, actor: Person) -> Reply:
    """Say something and wait for the whole answer. Raises as `send` does."""
    said, answer, shown = None, None, dict[UUID, Proposal]()
    async for chunk in send(conversation_id, content, actor=actor):
        said = chunk.message if chunk.kind == "user" else said
        answer = chunk.message if chunk.kind in ("answer", "end") else answer
        if chunk.proposal:
            shown[chunk.proposal.id] = chunk.proposal
    if said is None or answer is None:
        raise Unavailable("The answer was interrupted.")
    return Reply(said, answer, list(shown.values()))


async def follow(conversation_id: UUID, *, actor: Person) -> Chunks:
    """The answer that is being written just now, from its beginning; nothing when there is none."""
    await conversation(conversation_id, actor=actor)
    if run := runs.running(conversation_id):
        async for chunk in run.follow():
            yield chunk


async def stop(conversation_id: UUID, *, actor: Person) -> None:
    """End the answer that is being written; what it said until then is kept. Nothing to stop is no error."""
    await conversation(conversation_id, actor=actor)
    if run := runs.running(conversation_id):
        await run.stop()


async def retry(conversation_id: UUID, *, actor: Person) -> Chunks:
    """Answer the last message anew. Raises Conflict when its answer changed something that was not taken back."""
    run = await _begin(conversation_id, None, actor=actor)
    async for chunk in run.follow():
        yield chunk


async def edit_last(conversation_id: UUID, content: str, *, actor: Person) -> Chunks:
    """Say the last message differently and have it answered. Raises as `send` and `retry` do."""
    said = _Said.of(content=content).content
    run = await _begin(conversation_id, said, actor=actor, instead=True)
    async for chunk in run.follow():
        yield chunk


async def _begin(conversation_id: UUID, said: str | None, *, actor: Person, instead: bool = False) -> Run:
    """Store what was said (`instead`: of the last message; None: the last message again) and start the answer."""
    await conversation(conversation_id, actor=actor)
    run = runs.reserve(conversation_id, actor.id)
    try:
        async with transaction(actor) as session:
            row = await access_conversation(session, conversation_id, actor=actor, lock=True)
            again = await _take_back(session, row, whole=instead) if said is None or instead else None
            question = _add(session, row, "user", said) if said is not None else again
            if question is None:
                raise Conflict("There is no message yet.")
            answer = _add(session, row, "assistant", "", turn_id=question.turn_id)
            row.updated_at = now()
            if not row.title:
                row.title, row.version = title_of(question.content), row.version + 1
            cards.tell(session, conversation_id, actor, "said")
        turn = _Turn(actor, run, message_of(question), message_of(answer), [])
        before = await latest_messages(conversation_id, actor=actor)
        turn.before = [m for m in before if m.id not in (question.id, answer.id)]
    except BaseException:
        runs.release(run)
        raise
    run.emit(Chunk("user", message=turn.said))
    run.emit(Chunk("answer", message=turn.answer))
    runs.begin(run, lambda: _write(turn))
    return run


def _add(session: Session, row: ConversationRow, role: str, content: str, turn_id: UUID | None = None) -> MessageRow:
    message_id = new_id()
    message = MessageRow(id=message_id, conversation_id=row.id, turn_id=turn_id or message_id, role=role,
                         content=content, tool_calls=[], status="writing" if role == "assistant" else "complete",
                         created_at=now(), updated_at=now())  # fmt: skip
    session.add(message)
    return message


def title_of(content: str) -> str:
    """A conversation's title from its first message: its first line, cut at a word."""
    line = " ".join(content.strip().splitlines()[0].split())
    if len(line) <= _TITLE:
        return line
    return line[:_TITLE].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"


async def _take_back(session: Session, row: ConversationRow, *, whole: bool) -> MessageRow | None:
    """Put the last answer aside (`whole`: with its question); answers the question's row."""
    turn = await queries.last_turn(session, row.id)
    if not turn:
        return None
    shown = await queries.proposals_in(session, [message.id for message in turn])
    if any(card.status == "executed" for card in shown):
        raise Conflict("That answer changed something already. Undo the change first, or say what you want next.")
    for card in shown:
        card.status = "cancelled" if card.status == "proposed" else card.status
    for message in turn:
        if whole or message.role != "user":
            message.superseded_at = now()
    return turn[0]


async def _write(turn: _Turn) -> None:
    """Have the answer written, whatever happens store how it ended."""
    status, words = "complete", ""
    try:
        async with asyncio.timeout(SECONDS):
            await _converse(turn)
    except asyncio.CancelledError:
        status = "stopped"
    except TimeoutError:
        status, words = "failed", "That took too long, so I stopped. Please try again."
    except AtriumError as error:
        status, words = "failed", error.message
    except Exception as error:
        status, words = "failed", _excuse(error)
    turn.text += ("\n\n" if turn.text and words else "") + words
    await asyncio.shield(asyncio.ensure_future(_end(turn, status)))


def _excuse(error: Exception) -> str:
    if type(error).__name__ == "BudgetSpent":
        return "That took more steps than one answer may, so I stopped. Please ask for less at once."
    log.error("an answer failed", exc_info=error)
    return "Something went wrong on my side. What you wrote is kept; please try again."


async def _converse(turn: _Turn) -> None:
    desk = await _desk(turn)
    agent = await asyncio.to_thread(_agent_module)
    async for piece in agent.converse(desk, turn.said.content, turn.before):
        if isinstance(piece, str):
            turn.text += piece
            turn.run.emit(Chunk("text", text=piece))
            await _save(turn)
        elif piece.result is None:
            turn.calls.append({"id": piece.id, "name": piece.name, "arguments": piece.arguments})
            turn.run.emit(Chunk("activity", text=_ACTIVITIES.get(piece.name, "Changing the task")))
        else:
            await _store_result(turn, piece.id, piece.result)


async def warm_up() -> None:
    """Load beforehand what the first answer needs, beside the event loop."""
    await asyncio.to_thread(_agent_module)


def _agent_module() -> Any:
    from domain.assistant import agent  # noqa: PLC0415 - pydantic-ai takes more than a second to load

    return agent


async def _desk(turn: _Turn) -> Desk:
    actor, place = turn.actor, (turn.answer.conversation_id, turn.answer.id)
    own_teams = await teams.teams_of(actor=actor)
    people = [Known(r.id, r.name, r.email) for r in await read(actor, queries.PEOPLE)]
    waiting = any(card.status == "proposed" for card in await proposals_of(place[0], actor=actor))
    context = context_of(turn.before, actor=actor, teams=[t.name for t in own_teams], people=[p.name for p in people],
                         is_proposing=waiting)  # fmt: skip
    intended = understand(turn.said.content, context)
    return Desk(actor, place, context, intended, own_teams, people, turn.run.emit)


async def _store_result(turn: _Turn, call_id: str, result: dict[str, Any]) -> None:
    call = next((c for c in turn.calls if c["id"] == call_id), {"id": call_id, "name": "", "arguments": {}})
    async with transaction(turn.actor) as session:
        session.add(MessageRow(conversation_id=turn.answer.conversation_id, turn_id=turn.said.id, role="tool",
                               content=json.dumps(result, default=str)[:100_000], tool_calls=[call], created_at=now(),
                               updated_at=now()))  # fmt: skip


async def _save(turn: _Turn) -> None:
    """Keep what is written so far, about once a second: a killed process loses no more."""
    if time.monotonic() - turn.saved_at < 1:
        return
    turn.saved_at = time.monotonic()
    async with transaction(turn.actor) as session:
        await queries.write_on(session, turn.answer.id, {"content": turn.text}, now())


async def _end(turn: _Turn, status: str) -> None:
    answer = Message(turn.answer.id, turn.answer.conversation_id, "assistant", turn.text[:100_000], turn.calls,
                     status, turn.answer.created_at)  # type: ignore[arg-type]  # fmt: skip
    for pause in (0.2, 0.5, 1, 2, 4, 0):
        try:
            async with transaction(turn.actor) as session:
                values = {"content": answer.content, "tool_calls": answer.tool_calls, "status": status}
                await queries.write_on(session, answer.id, values, now())
                cards.tell(session, answer.conversation_id, turn.actor, "answered")
            break
        except Unavailable:
            # it stays "being written" in the database, which later reads as interrupted
            await asyncio.sleep(pause)
    turn.run.emit(Chunk("end", message=answer))
