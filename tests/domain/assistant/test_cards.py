"""A proposal is executed once, exactly as shown, after everything is checked again; what was done can be taken back."""

import asyncio
from uuid import UUID

import pytest

from domain import assistant, tasks, teams
from domain.errors import Conflict, NotFound, NotPermitted
from domain.tasks import NewTask, TaskChanges, TaskFilter
from persistence.ids import new_id
from tests.domain.assistant.talking import talk
from tests.worlds import World


async def _is_gone(task_id: UUID, world: World) -> bool:
    return (await tasks.task(task_id, actor=world.owner, trashed=True)).deleted_at is not None


async def test_a_confirmed_deletion_happens_and_is_undone(world: World) -> None:
    card = await (await talk(world.owner)).card("delete ship it")
    done = await assistant.confirm(card.id, actor=world.owner)
    assert (done.status, done.summary, done.can_undo) == ("executed", "Deleted “Ship it”", True)
    assert await _is_gone(world.task.id, world)
    assert (await assistant.undo(card.id, actor=world.owner)).status == "undone"
    assert not await _is_gone(world.task.id, world)
    assert (await assistant.undo(card.id, actor=world.owner)).status == "undone"


async def test_a_double_click_executes_once(world: World) -> None:
    card = await (await talk(world.owner)).card("add tasks: one, two")
    answers = await asyncio.gather(*(assistant.confirm(card.id, actor=world.owner) for _ in range(5)))
    assert {answer.status for answer in answers} == {"executed"}
    assert await tasks.count(TaskFilter(personal=True), actor=world.owner) == 3  # Ada's own, one, two


async def test_a_cancelled_card_stays_cancelled(world: World) -> None:
    card = await (await talk(world.owner)).card("delete ship it")
    assert (await assistant.cancel(card.id, actor=world.owner)).status == "cancelled"
    assert (await assistant.confirm(card.id, actor=world.owner)).status == "cancelled"
    assert not await _is_gone(world.task.id, world)
    with pytest.raises(Conflict):
        await assistant.undo(card.id, actor=world.owner)


async def test_a_task_that_changed_since_makes_its_card_outdated(world: World) -> None:
    card = await (await talk(world.owner)).card("delete ship it")
    await tasks.edit(world.task.id, TaskChanges(priority="high"), actor=world.member)
    late = await assistant.confirm(card.id, actor=world.owner)
    assert late.status == "outdated"
    assert "changed meanwhile" in late.explanation
    assert not await _is_gone(world.task.id, world)


async def test_many_are_changed_all_or_none(world: World) -> None:
    other = await tasks.create(NewTask(title="Other", team_id=world.team.id), actor=world.owner)
    me = await talk(world.owner)
    card = await me.card("complete all tasks in Launch")
    await tasks.edit(other.id, TaskChanges(priority="low"), actor=world.member)
    assert (await assistant.confirm(card.id, actor=world.owner)).status == "outdated"
    assert (await tasks.task(world.task.id, actor=world.owner)).status == "pending"
    again = await assistant.confirm((await me.card("complete all tasks in Launch")).id, actor=world.owner)
    assert again.status == "executed"
    assert (await tasks.task(other.id, actor=world.owner)).status == "completed"
    assert (await assistant.undo(again.id, actor=world.owner)).status == "undone"
    assert (await tasks.task(other.id, actor=world.owner)).status == "pending"


async def test_rights_are_asked_again_at_the_click(world: World) -> None:
    card = await (await talk(world.member)).card("delete ship it")
    await teams.change_role(world.team.id, world.member.id, "viewer", actor=world.owner)
    refused = await assistant.confirm(card.id, actor=world.member)
    assert (refused.status, refused.can_undo) == ("failed", False)
    await teams.remove_member(world.team.id, world.member.id, actor=world.owner)
    assert not await _is_gone(world.task.id, world)


async def test_a_share_is_made_by_the_click_and_taken_back(world: World) -> None:
    card = await (await talk(world.owner)).card(f"share ship it with {world.stranger.email} to edit")
    with pytest.raises(NotPermitted):
        await tasks.task(world.task.id, actor=world.stranger)
    await assistant.confirm(card.id, actor=world.owner)
    assert (await tasks.task(world.task.id, actor=world.stranger)).permission == "edit"
    await assistant.undo(card.id, actor=world.owner)
    with pytest.raises(NotPermitted):
        await tasks.task(world.task.id, actor=world.stranger)


async def test_a_task_that_changed_since_is_not_shared(world: World) -> None:
    card = await (await talk(world.owner)).card(f"share ship it with {world.stranger.email} to edit")
    await tasks.edit(world.task.id, TaskChanges(description="Not for Cleo"), actor=world.member)
    assert (await assistant.confirm(card.id, actor=world.owner)).status == "outdated"
    with pytest.raises(NotPermitted):
        await tasks.task(world.task.id, actor=world.stranger)


async def test_undoing_a_share_that_was_there_gives_its_former_permission_back(world: World) -> None:
    card = await (await talk(world.owner)).card(f"share ship it with {world.viewing.email} to edit")
    await assistant.confirm(card.id, actor=world.owner)
    await assistant.undo(card.id, actor=world.owner)
    assert (await tasks.task(world.task.id, actor=world.viewing)).permission == "view"


async def test_an_unknown_address_fails_at_the_click_with_a_sentence(world: World) -> None:
    card = await (await talk(world.owner)).card("share ship it with nobody@example.org")
    failed = await assistant.confirm(card.id, actor=world.owner)
    assert failed.status == "failed"
    assert "nobody@example.org" in failed.explanation


async def test_undo_is_refused_when_the_task_changed_since(world: World) -> None:
    card = await (await talk(world.owner)).card("make ship it urgent")
    await tasks.edit(world.task.id, TaskChanges(priority="low"), actor=world.member)
    with pytest.raises(Conflict):
        await assistant.undo(card.id, actor=world.owner)
    assert (await assistant.proposal(card.id, actor=world.owner)).status == "executed"


async def test_nobody_else_clicks(world: World) -> None:
    card = await (await talk(world.owner)).card("delete ship it")
    for click in (assistant.confirm, assistant.cancel, assistant.undo, assistant.proposal):
        with pytest.raises(NotPermitted):
            await click(card.id, actor=world.admin)
        with pytest.raises(NotFound):
            await click(new_id(), actor=world.owner)
