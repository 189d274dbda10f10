"""Names in a filter that fit nobody are told with their place, and filter all the same."""

import pytest

from domain import tasks
from domain.tasks import NewTask, TaskFilter
from tests.worlds import World


@pytest.mark.parametrize(
    ("where", "says", "suggestion"),
    [
        ("assignee = memb", "Nobody you work with is called “memb”. Did you mean member?", "member"),
        ("not is:blocked and creator in (me, zoe)", "Nobody you work with is called “zoe”.", ""),
        ("team = Lanch", "You are in no team called “Lanch”. Did you mean Launch?", "Launch"),
        ('team = "Lanch"', "You are in no team called “Lanch”. Did you mean Launch?", "Launch"),
        ("label != offise", "No task has the label “offise”. Did you mean office?", "office"),
    ],
)
async def test_a_name_that_fits_nobody_is_told(world: World, where: str, says: str, suggestion: str) -> None:
    await tasks.create(NewTask(title="Paper", labels=["office"]), actor=world.owner)
    found = await tasks.doubt(where, actor=world.owner)
    assert found is not None
    assert (found.message, found.suggestion) == (says, suggestion)
    assert where[found.position : found.position + found.length].strip('"') in says
    await tasks.tasks(TaskFilter(where=where), actor=world.owner)


async def test_known_names_and_parts_of_names_are_not_doubted(world: World) -> None:
    await tasks.create(NewTask(title="Paper", labels=["office"]), actor=world.owner)
    known = f"assignee in (me, member, none) and team = launch and label = Office and creator = {world.owner.id}"
    for where in ("", known, "label ~ off", "printer", "due < today"):
        assert await tasks.doubt(where, actor=world.owner) is None


async def test_a_stranger_learns_no_names(world: World) -> None:
    found = await tasks.doubt("assignee = membe", actor=world.stranger)
    assert found is not None
    assert found.suggestion == ""
