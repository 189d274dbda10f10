"""A request that is sent again does nothing again: it gets the answer that the first one got."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from uuid import UUID

from domain import jobs
from domain.errors import Conflict, Contended, Invalid, Throttled, Unavailable
from domain.transactions import HasId, front_desk, joined, transaction
from persistence.queries.idempotency import OF_NOBODY, OF_PEOPLE, Keys, tidy
from persistence.session import Session


@dataclass(frozen=True, slots=True)
class Answer:
    """What a door answered, in its own words; `is_repeated` when an earlier request got it."""

    status: int
    content: bytes
    is_repeated: bool = False


Act = Callable[[], Awaitable[Answer]]
NOTHING_DONE = (Unavailable, Throttled, Contended)  # they may come again under the key
Key = dict[str, UUID | str | bytes]


async def once(key: str, request_hash: bytes, act: Act, *, actor: HasId) -> Answer:
    """Do `act` at most once per actor and key: its effects, the key and the answer are one transaction.

    A second request with the key waits for the first to end and gets its answer; when the first failed, it is tried
    anew. Raises Invalid when the key came with another request before.
    """
    mine: Key = {"person_id": actor.id, "key": key}
    async with joined(actor) as session:
        if not await OF_PEOPLE.claim(session, request_hash, **mine):
            return await _known(session, OF_PEOPLE, mine, request_hash)
        answer = await act()
        await OF_PEOPLE.keep(session, answer.status, answer.content, **mine)
        return answer


async def once_at_length(key: str, request_hash: bytes, act: Act, *, actor: HasId) -> Answer:
    """The same for an act too long for one transaction: the key is taken before it and the answer stored after it.

    Raises Conflict while the first request is under way, and also when its answer was lost (the process died).
    """
    mine: Key = {"person_id": actor.id, "key": key}
    return await _at_length(OF_PEOPLE, mine, request_hash, act, lambda: transaction(actor))


async def once_for_nobody(scope: bytes, request_hash: bytes, act: Act) -> Answer:
    """The same for who is not signed in. `scope` stands for the key and for whom the request is about."""
    return await _at_length(OF_NOBODY, {"scope": scope}, request_hash, act, front_desk)


async def _at_length(
    keys: Keys, key: Key, request_hash: bytes, act: Act, begin: Callable[[], AbstractAsyncContextManager[Session]]
) -> Answer:
    async with begin() as session:
        if not await keys.claim(session, request_hash, **key):
            return await _known(session, keys, key, request_hash)
    try:
        answer = await act()
    except NOTHING_DONE:
        async with begin() as session:
            await keys.release(session, **key)
        raise
    async with begin() as session:
        await keys.keep(session, answer.status, answer.content, **key)
    return answer


async def _known(session: Session, keys: Keys, key: Key, request_hash: bytes) -> Answer:
    first = await keys.known(session, **key)
    if first.request_hash != request_hash:
        raise Invalid("This Idempotency-Key was used for another request.", field="Idempotency-Key")
    if first.status == 0:
        raise Conflict("A request with this Idempotency-Key was begun and its answer is not known (yet).")
    return Answer(first.status, bytes(first.response), is_repeated=True)


@jobs.periodic(name="idempotency.tidy", cron="43 * * * *")
async def forget_nobodys() -> None:
    """Once an hour: forget what nobody was answered a day ago."""
    async with front_desk() as session:
        await tidy(session)
