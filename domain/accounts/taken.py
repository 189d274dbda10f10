"""An account is made here or its address has one: that is said, but not to those who ask for many (decisions/0015)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from domain.accounts.throttle import Gate
from domain.transactions import front_desk
from persistence.session import Session as Transaction


@asynccontextmanager
async def making(address: str, *, on_behalf_of: UUID | None = None) -> AsyncIterator[Transaction]:
    """A transaction that makes an account. From one network address twenty may fail before each further one waits.

    It counts before it is known whether the e-mail address is taken: the wait says nothing of the one that is tried.
    """
    asking = Gate.for_taken(address)
    await asking.enter()
    async with front_desk(on_behalf_of) as transaction:
        yield transaction
        await asking.succeeded(transaction)
