"""How often a list asks the database does not grow with what is in it."""

from collections.abc import AsyncIterator, Awaitable
from contextvars import ContextVar
from typing import Any

import psycopg
import pytest
import pytest_asyncio

from domain import tasks, teams
from domain.tasks import NewComment, NewTask
from domain.teams import NewTeam
from tests.ui.api.conftest import Caller

LISTS = (
    "/tasks?limit=100", "/tasks?limit=100&sort=-due_at&filter=not%20blocked", "/tasks/status/pending?limit=100",
    "/tasks/{task}/comments?limit=100", "/tasks/{task}/subtasks", "/dashboard/activity?limit=100", "/search?q=lantern",
    "/teams", "/tasks/export?format=json",
)  # fmt: skip

# of whoever asks, and not of what the process does beside
_asked: ContextVar[list[str] | None] = ContextVar("_asked", default=None)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> None:
    execute = psycopg.AsyncCursor.execute

    async def noted(self: Any, query: Any, *arguments: Any, **options: Any) -> Any:
        if (statements := _asked.get()) is not None:
            statements.append(str(query))
        return await execute(self, query, *arguments, **options)

    monkeypatch.setattr(psycopg.AsyncCursor, "execute", noted)


@pytest_asyncio.fixture(loop_scope="session")
async def task(me: Caller) -> AsyncIterator[str]:
    yield str((await tasks.create(NewTask(title="Lantern"), actor=me.person)).id)


async def _statements(call: Awaitable[Any]) -> tuple[list[str], Any]:
    mark = _asked.set([])
    try:
        answer = await call
        return [said for said in _asked.get() or [] if said.strip(" ;") and "sessions" not in said], answer
    finally:
        _asked.reset(mark)


async def _grow(task: str, me: Caller, number: int) -> None:
    team = await teams.create(NewTeam(name=f"Team {number}"), actor=me.person)
    home = {"team_id": team.id} if number % 2 else {"parent_id": task}
    made = NewTask.of(title=f"Lantern {number}", labels=[f"l{number}"], description="- [ ] wick", due_on="2026-12-24",
                      assignee_ids=[me.person.id], **home)  # fmt: skip
    await tasks.create(made, actor=me.person)
    await tasks.comments.create(task, NewComment(content=f"Number {number}, see **{task}**"), actor=me.person)


async def test_a_list_asks_the_database_as_often_when_it_is_long(me: Caller, task: str, counted: None) -> None:
    asked = dict[str, list[int]]()
    for numbers in (range(2), range(2, 40)):
        for number in numbers:
            await _grow(task, me, number)
        for path in LISTS:
            statements, answer = await _statements(me.get(path.format(task=task)))
            assert answer.status_code == 200
            asked.setdefault(path, []).append(len(statements))
    assert {path: counts for path, counts in asked.items() if counts[1] > counts[0] or not counts[0]} == {}
