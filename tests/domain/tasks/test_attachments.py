"""Files on a task: who sees it has them, who may edit it adds them, deleting can be undone."""

import pytest

from domain import files, tasks, teams
from domain.errors import NotFound, NotPermitted
from domain.tasks import attachments
from tests.domain.files.sending import bytes_of, picture, send
from tests.worlds import RELATIONS, World

SEEING = {r for r in RELATIONS if r != "stranger"}
ADDING = {"owner", "admin", "member", "editing", "through"}


@pytest.mark.parametrize("relation", RELATIONS)
async def test_each_relation_has_and_adds_what_the_table_says(world: World, relation: str) -> None:
    actor, task = world.person(relation), world.task
    theirs = await send(b"words", actor=world.owner, purpose="task", subject_id=task.id)
    if relation in SEEING:
        assert [f.id for f in await attachments.attachments_of(task.id, actor=actor)] == [theirs.id]
        assert await bytes_of(theirs, actor=actor) == b"words"
    else:
        for asking in (attachments.attachments_of(task.id, actor=actor), files.content(theirs.id, actor=actor)):
            with pytest.raises(NotPermitted):
                await asking
    if relation in ADDING:
        own = await send(picture(), "a.png", actor=actor, purpose="task", subject_id=task.id)
        assert own.is_picture
        await attachments.delete(task.id, own.id, actor=actor)
    else:
        with pytest.raises(NotPermitted, match=r"not attach anything|may not see"):
            await send(b"words", actor=actor, purpose="task", subject_id=task.id)
    if relation in ("owner", "admin"):
        await attachments.delete(task.id, theirs.id, actor=actor)
    else:
        with pytest.raises(NotPermitted):
            await attachments.delete(task.id, theirs.id, actor=actor)


async def test_a_deleted_file_can_be_brought_back_for_a_moment(world: World) -> None:
    made = await send(b"words", actor=world.member, purpose="task", subject_id=world.task.id)
    await attachments.delete(world.task.id, made.id, actor=world.member)
    assert await attachments.attachments_of(world.task.id, actor=world.owner) == []
    with pytest.raises(NotFound):
        await attachments.attachment(world.task.id, made.id, actor=world.owner)
    with pytest.raises(NotFound):
        await attachments.restore(world.task.id, made.id, actor=world.editing)
    await attachments.restore(world.task.id, made.id, actor=world.member)
    assert await bytes_of(made, actor=world.owner) == b"words"


async def test_who_is_removed_loses_the_files_at_once(world: World) -> None:
    made = await send(b"words", actor=world.member, purpose="task", subject_id=world.task.id)
    await teams.remove_member(world.team.id, world.member.id, actor=world.owner)
    with pytest.raises(NotPermitted):
        await files.content(made.id, actor=world.member)
    assert await bytes_of(made, actor=world.owner) == b"words"


async def test_a_file_belongs_to_its_own_task(world: World) -> None:
    made = await send(b"words", actor=world.owner, purpose="task", subject_id=world.task.id)
    with pytest.raises(NotFound):
        await attachments.delete(world.personal.id, made.id, actor=world.owner)
    await tasks.delete(world.task.id, actor=world.owner)
    assert len(await attachments.attachments_of(world.task.id, actor=world.owner)) == 1
    with pytest.raises(NotPermitted):
        await attachments.attachments_of(world.task.id, actor=world.viewing)


async def test_a_file_is_brought_back_only_to_its_own_task(world: World) -> None:
    made = await send(b"words", actor=world.owner, purpose="task", subject_id=world.task.id)
    await attachments.delete(world.task.id, made.id, actor=world.owner)
    with pytest.raises(NotFound):
        await attachments.restore(world.personal.id, made.id, actor=world.owner)
    assert await attachments.attachments_of(world.task.id, actor=world.owner) == []


async def test_a_file_for_no_task_at_all_is_refused(world: World) -> None:
    with pytest.raises(NotFound, match="Say to which task"):
        await send(b"words", actor=world.owner, purpose="task")
