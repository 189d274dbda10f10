"""A request that is sent again while the first is still being answered, or whose answer was lost."""

import pytest

from domain import idempotency
from domain.accounts import Person
from domain.errors import Conflict
from domain.idempotency import Answer


async def _never() -> Answer:
    raise AssertionError("it was done twice")


async def test_while_the_first_is_under_way_a_second_one_is_told_so(ada: Person) -> None:
    async def act() -> Answer:
        with pytest.raises(Conflict, match="not known"):
            await idempotency.once_at_length("again", b"same", _never, actor=ada)
        return Answer(201, b"made")

    await idempotency.once_at_length("again", b"same", act, actor=ada)
    assert await idempotency.once_at_length("again", b"same", _never, actor=ada) == Answer(201, b"made", True)


async def test_an_answer_that_was_lost_does_not_let_it_be_done_again(ada: Person) -> None:
    async def dies() -> Answer:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await idempotency.once_at_length("lost", b"same", dies, actor=ada)
    with pytest.raises(Conflict, match="not known"):
        await idempotency.once_at_length("lost", b"same", _never, actor=ada)
