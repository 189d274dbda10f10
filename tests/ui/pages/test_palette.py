"""The palette, simulated: what its browser half is told."""

from typing import Any
from uuid import uuid4

from nicegui.testing import User

from domain import tasks, teams
from domain.tasks import NewTask
from domain.teams import NewTeam
from tests.ui.pages.conftest import Open, until
from tests.worlds import World
from ui.components.palette import Palette


async def asked(user: User, intent: str, **asking: Any) -> dict[str, Any]:
    """What the palette of the open page answers."""
    [palette] = user.find(Palette).elements
    heard: list[dict[str, Any]] = []
    answering = palette.run_method
    palette.run_method = lambda name, number, said: heard.append(said)  # type: ignore[method-assign, assignment]
    try:
        user.find(Palette).trigger(intent, {"n": 1, **asking})
        await until(lambda: bool(heard))
    finally:
        palette.run_method = answering  # type: ignore[method-assign]
    return heard[0]


async def test_it_is_on_every_page_and_knows_whose_it_is(world: World, open_page: Open) -> None:
    for path in ("/", "/tasks", "/chat", "/settings"):
        user = await open_page(path, world.owner)
        [palette] = user.find(Palette).elements
        assert palette.props["me"] == str(world.owner.id)
        assert palette.props["admin"] is True
    await (await open_page("/sign-in")).should_not_see(Palette)


async def test_it_finds_what_its_person_may_see(world: World, open_page: Open) -> None:
    for actor, titles in ((world.owner, ["Ship it"]), (world.viewing, ["Ship it"]), (world.stranger, [])):
        user = await open_page("/", actor)
        said = await asked(user, "find", text="ship")
        assert [one["title"] for one in said["items"]] == titles


async def test_what_cannot_be_searched_is_answered_with_a_sentence(world: World, open_page: Open) -> None:
    user = await open_page("/", world.owner)
    assert "cannot be stored" in (await asked(user, "find", text="a\x00"))["error"]
    assert (await asked(user, "find", text=None))["items"] == []


async def test_what_the_browser_remembers_is_told_as_it_is_now(world: World, open_page: Open) -> None:
    task = await tasks.create(NewTask(title="Later gone"), actor=world.stranger)
    things = [{"kind": "task", "id": str(one)} for one in (world.task.id, task.id, uuid4())]
    nonsense = [None, 3, {}, {"kind": "forum", "id": "x"}, {"kind": "task", "id": "'"}]
    user = await open_page("/", world.stranger)
    said = await asked(user, "recall", things=[*nonsense, *things])
    assert [one["title"] for one in said["items"]] == ["Later gone"]
    assert (await asked(user, "recall", things="x"))["items"] == []


async def test_a_new_team_is_asked_for_at_an_address(world: World, open_page: Open) -> None:
    await teams.create(NewTeam(name="Ours"), actor=world.stranger)
    user = await open_page("/teams?new=1", world.stranger)
    await user.should_see("What is it for?")
