"""Checklists in descriptions, ticked where they stand."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import tasks
from domain.accounts import Person
from domain.errors import Conflict, NotPermitted
from domain.tasks import NewTask, TaskChanges, Tick
from domain.tasks.checklist_text import items, progress, ticked, unticked
from tests.worlds import World

LIST = "Pack:\n\n- [ ] tent\n- [x] stove\n  - [ ] gas\n\n1. [ ] call\n\n```\n- [ ] code\n```\n"


def test_items_are_found_where_they_are_shown() -> None:
    assert [(i.line, i.words, i.done) for i in items(LIST)] == [
        (2, "tent", False), (3, "stove", True), (4, "gas", False), (6, "call", False)]  # fmt: skip
    assert progress("- [x] a\n- [ ] b") == (1, 2)
    assert progress("no [list](here)") == (0, 0)


def test_ticking_changes_one_mark_and_nothing_else() -> None:
    for item in items(LIST):
        after = ticked(LIST, item, done=not item.done)
        assert sum(a != b for a, b in zip(LIST, after, strict=True)) == 1
    assert progress(unticked(LIST))[0] == 0


@given(st.text(alphabet="- [x]*1.\n>ab`", max_size=60))
def test_no_text_breaks_the_finding_and_ticking_finds_its_item_again(text: str) -> None:
    for number, item in enumerate(items(text)):
        again = items(ticked(text, item, done=True))
        assert again[number].done
        assert (again[number].line, again[number].words) == (item.line, item.words)


async def test_an_item_is_ticked_in_place_and_that_is_undone(ada: Person) -> None:
    task = await tasks.create(NewTask(title="Pack", description=LIST), actor=ada)
    done = await tasks.tick(task.id, Tick(item=0, words="tent", done=True), actor=ada)
    assert done.description == LIST.replace("- [ ] tent", "- [x] tent")
    assert done.change_id is not None
    [back] = await tasks.undo(done.change_id, actor=ada)
    assert back.description == LIST


async def test_two_people_tick_at_once_and_both_stay(world: World) -> None:
    await tasks.edit(world.task.id, TaskChanges(description="- [ ] a\n- [ ] b"), actor=world.owner)
    await asyncio.gather(
        tasks.tick(world.task.id, Tick(item=0, words="a"), actor=world.member),
        tasks.tick(world.task.id, Tick(item=1, words="b"), actor=world.editing),
    )
    assert (await tasks.task(world.task.id, actor=world.owner)).checklist == (2, 2)


async def test_an_item_that_moved_is_found_by_its_words_and_one_that_is_gone_is_not(ada: Person) -> None:
    task = await tasks.create(NewTask(title="Pack", description="- [ ] first\n- [ ] tent"), actor=ada)
    moved = await tasks.tick(task.id, Tick(item=0, words="tent"), actor=ada)
    assert moved.description == "- [ ] first\n- [x] tent"
    with pytest.raises(Conflict):
        await tasks.tick(task.id, Tick(item=1, words="stove"), actor=ada)


async def test_who_only_looks_ticks_nothing(world: World) -> None:
    await tasks.edit(world.task.id, TaskChanges(description="- [ ] a"), actor=world.owner)
    for relation in ("viewer", "viewing", "through_viewer", "stranger"):
        with pytest.raises(NotPermitted):
            await tasks.tick(world.task.id, Tick(item=0, words="a"), actor=world.person(relation))
