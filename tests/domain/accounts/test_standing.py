"""What a process knows of a session while the person changes: never nothing, never what was before."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from domain import accounts
from domain.accounts import ProfileChanges, sessions, standing
from tests.domain.accounts.joining import PASSWORD, device, join

pytestmark = pytest.mark.usefixtures("domain_running")
Interrupt = Callable[[Callable[[], Awaitable[Any]]], list[int]]


@pytest.fixture
def between(monkeypatch: pytest.MonkeyPatch) -> Interrupt:
    """Let something happen after the database answered a look-up and before the answer is taken in."""
    ask = sessions.read_at_front_desk

    def install(happening: Callable[[], Awaitable[Any]]) -> list[int]:
        asked: list[int] = []

        async def answer(statement: str, given: Any) -> Any:
            rows = await ask(statement, given)
            asked.append(len(asked))
            await happening()
            return rows

        monkeypatch.setattr(sessions, "read_at_front_desk", answer)
        return asked

    return install


async def test_somebody_who_changes_all_the_time_stays_signed_in(between: Interrupt) -> None:
    ada = await join()
    tokens = await accounts.issue_tokens(ada.person.email, PASSWORD, device=device())
    standing.clear()

    async def change() -> None:
        standing.outdated(ada.person.id)

    asked = between(change)
    assert await accounts.person_of_session(ada.secret)
    assert (await accounts.person_of_access_token(tokens.access_token))[0].id == ada.person.id
    assert len(asked) == 4  # each was asked again once, and no more


async def test_an_answer_from_before_a_change_is_not_believed(between: Interrupt) -> None:
    ada = await join()
    standing.clear()
    asked: list[int] = []

    async def rename() -> None:
        if len(asked) == 1:
            await accounts.edit_profile(ProfileChanges(name="Ada Now"), actor=ada.person)

    asked = between(rename)
    found = await accounts.person_of_session(ada.secret)
    assert found
    assert found[0].name == "Ada Now"


async def test_a_session_that_ends_while_it_is_first_asked_about_is_over(between: Interrupt) -> None:
    ada = await join()
    standing.clear()
    asked: list[int] = []

    async def end() -> None:
        if len(asked) == 1:
            await accounts.end_other_sessions(None, actor=ada.person)

    asked = between(end)
    assert await accounts.person_of_session(ada.secret) is None


async def test_who_asks_while_a_question_from_before_is_under_way_gets_an_answer_of_now(between: Interrupt) -> None:
    ada = await join()
    standing.clear()
    has_answered, goes_on, asked = asyncio.Event(), asyncio.Event(), list[int]()

    async def wait() -> None:
        if len(asked) == 1:
            has_answered.set()
            await goes_on.wait()

    asked = between(wait)
    first = asyncio.create_task(accounts.person_of_session(ada.secret))
    await has_answered.wait()
    await accounts.edit_profile(ProfileChanges(name="Ada Now"), actor=ada.person)
    second = asyncio.create_task(accounts.person_of_session(ada.secret))
    await asyncio.sleep(0)
    goes_on.set()
    found = await second
    assert found
    assert found[0].name == "Ada Now"
    await first
