"""A request that is sent again does nothing again: it gets the answer that the first one got."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from domain.errors import Conflict, Invalid
from domain.transactions import HasId, joined, transaction
from persistence.queries import idempotency as queries
from persistence.session import Session


@dataclass(frozen=True, slots=True)
class Answer:
    """What a door answered, in its own words; `is_repeated` when an earlier request got it."""

    status: int
    content: bytes
    is_repeated: bool = False


Act = Callable[[], Awaitable[Answer]]


async def once(key: str, request_hash: bytes, act: Act, *, actor: HasId) -> Answer:
    """Do `act` at most once per actor and key: its effects, the key and the answer are one transaction.

    A second request with the key waits for the first to end and gets its answer; when the first failed, it is tried
    anew. Raises Invalid when the key came with another request before.
    """
    async with joined(actor) as session:
        if not await queries.claim(session, actor.id, key, request_hash):
            return await _known(session, actor, key, request_hash)
        answer = await act()
        await queries.keep(session, actor.id, key, status=answer.status, response=answer.content)
        return answer


async def once_at_length(key: str, request_hash: bytes, act: Act, *, actor: HasId) -> Answer:
    """The same for an act too long for one transaction: the key is taken before it and the answer stored after it.

    Raises Conflict while the first request is under way, and also when its answer was lost (the process died).
    """
    async with transaction(actor) as session:
        if not await queries.claim(session, actor.id, key, request_hash):
            return await _known(session, actor, key, request_hash)
    answer = await act()
    async with transaction(actor) as session:
        await queries.keep(session, actor.id, key, status=answer.status, response=answer.content)
    return answer


async def _known(session: Session, actor: HasId, key: str, request_hash: bytes) -> Answer:
    first = await queries.known(session, actor.id, key)
    if first.request_hash != request_hash:
        raise Invalid("This Idempotency-Key was used for another request.", field="Idempotency-Key")
    if first.status == 0:
        raise Conflict("A request with this Idempotency-Key was begun and its answer is not known (yet).")
    return Answer(first.status, bytes(first.response), is_repeated=True)
