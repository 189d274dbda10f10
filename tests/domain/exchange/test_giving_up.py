"""Imports that cannot go on: they end as failed, and what they made goes to the trash."""

import asyncio
from typing import Any

import pytest

from domain import exchange, jobs, tasks, teams
from domain.accounts import Person
from domain.errors import Conflict
from domain.exchange import Import, ImportForm, giving_up, importing, taking_back
from domain.tasks import TaskFilter
from domain.transactions import transaction
from persistence.models import TaskImportRow
from tests.worlds import World


async def _stuck(
    actor: Person, *, status: str = "running", content: bytes = b"title\nA\nB\nC\n", **more: Any
) -> Import:
    """An import that made two tasks, and on which no job works any more."""
    taken = await exchange.start(b"title\nA\nB\n", ImportForm.of(source="csv", **more), actor=actor)
    async with transaction(actor) as session:
        row = await session.get(TaskImportRow, taken.id)
        assert row
        row.status, row.content, row.total = status, content, 3
    return taken


async def _ended(taken: Import, actor: Person, **holds: object) -> Import:
    for _ in range(600):
        found = await exchange.import_(taken.id, actor=actor)
        if all(getattr(found, name) == value for name, value in holds.items()):
            return found
        await asyncio.sleep(0.02)
    raise AssertionError(f"it is still {found}")


async def test_what_is_refused_midway_has_failed_says_why_and_is_taken_back(ada: Person) -> None:
    taken = await _stuck(ada, content=b"no such column\n")
    with pytest.raises(jobs.GiveUp):
        await importing.run(import_id=str(taken.id), person_id=str(ada.id))
    failed = await _ended(taken, ada, status="failed", made=0)
    assert failed.finished_at
    assert failed.problems[0].line == 0
    assert failed.problems[0].message
    assert await tasks.count(TaskFilter(), actor=ada) == 0
    with pytest.raises(Conflict):
        await exchange.take_back(taken.id, actor=ada)


async def test_an_import_whose_job_is_gone_has_failed_and_is_taken_back(ada: Person) -> None:
    taken = await _stuck(ada)
    await giving_up.sweep()
    failed = await _ended(taken, ada, status="failed", made=0)
    assert "again and again" in failed.problems[0].message
    assert await tasks.count(TaskFilter(), actor=ada) == 0


async def test_what_somebody_changed_since_stays_and_can_still_be_told(ada: Person) -> None:
    taken = await _stuck(ada)
    task = (await tasks.tasks(TaskFilter(q="A"), actor=ada)).items[0]
    await tasks.edit(task.id, tasks.TaskChanges(priority="high"), actor=ada)
    await giving_up.sweep()
    await _ended(taken, ada, status="failed", made=1)
    assert await tasks.count(TaskFilter(), actor=ada) == 1
    await exchange.take_back(taken.id, actor=ada)
    await _ended(taken, ada, status="taken_back")


async def test_an_import_on_which_a_job_works_goes_on(ada: Person) -> None:
    rows = "".join(f"Task {n}\n" for n in range(250))
    taken = await exchange.start(f"title\n{rows}".encode(), ImportForm.of(source="csv"), actor=ada)
    await giving_up.sweep()
    await _ended(taken, ada, status="done", made=250)


async def test_who_left_the_team_meanwhile_sees_that_it_failed(world: World) -> None:
    taken = await _stuck(world.member, team_id=world.team.id)
    await teams.remove_member(world.team.id, world.member.id, actor=world.admin)
    with pytest.raises(jobs.GiveUp):
        await importing.run(import_id=str(taken.id), person_id=str(world.member.id))
    failed = await _ended(taken, world.member, status="failed")
    assert failed.problems[0].line == 0


async def test_when_taking_back_gets_stuck_it_can_be_tried_again(ada: Person) -> None:
    taken = await _stuck(ada, status="taking_back")
    await giving_up.sweep()
    await _ended(taken, ada, status="done", done=3)
    await exchange.take_back(taken.id, actor=ada)
    await _ended(taken, ada, status="taken_back")
    assert await tasks.count(TaskFilter(), actor=ada) == 0
    await taking_back.withdraw(import_id=str(taken.id), person_id=str(ada.id))  # a job may run twice
    assert (await exchange.import_(taken.id, actor=ada)).status == "taken_back"
