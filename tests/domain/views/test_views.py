"""Saved views: what they keep, who may do what to them."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from domain import teams, views
from domain.accounts import Person
from domain.errors import Conflict, Invalid, NotFound, NotPermitted, Outdated
from domain.tasks import FilterError
from domain.views import Favourite, NewView, SavedView, ViewChanges
from tests.worlds import RELATIONS, World


async def test_a_view_keeps_all_that_was_said(ada: Person) -> None:
    form = NewView.of(name=" This week ", filter="due <= end of week", sort="-priority", group="priority",
                      layout="board", options={"columns": ["title", "due"], "width": 3.5, "folded": True})  # fmt: skip
    made = await views.create(form, actor=ada)
    kept = await views.view(made.id, actor=ada)
    assert (kept.name, kept.filter, kept.sort, kept.group, kept.layout) == (
        "This week", "due <= end of week", "-priority", "priority", "board")  # fmt: skip
    assert kept.options == {"columns": ["title", "due"], "width": 3.5, "folded": True}
    assert (kept.creator_id, kept.team_id, kept.permission, kept.is_favourite) == (ada.id, None, "owner", False)


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"name": "x", "layout": "map"}, "layout"),
        ({"name": "x", "sort": "size"}, "sort"),
        ({"name": "x", "group": "A-1"}, "group"),
        ({"name": "x", "options": {"a": {"b": 1}}}, "options"),
        ({"name": "x", "options": {"a": "\x00"}}, "options"),
        ({"name": "x", "options": {str(n): 1 for n in range(51)}}, "options"),
        ({"name": "x", "colour": "red"}, "colour"),
    ],
)
def test_bad_input_is_refused_naming_the_field(fields: dict[str, object], named: str) -> None:
    with pytest.raises(Invalid) as refused:
        NewView.of(**fields)
    assert {e.field.split(".")[0] for e in refused.value.errors} == {named}


def test_a_filter_that_cannot_be_read_is_refused_with_its_place() -> None:
    with pytest.raises(FilterError) as refused:
        ViewChanges.of(filter="prioritty = high")
    assert refused.value.place == {"position": 0, "length": 9, "suggestion": "priority"}


async def _names(actor: Person) -> list[str]:
    return [view.name for view in await views.views_of(actor=actor)]


async def test_favourites_come_first_in_ones_own_order(ada: Person) -> None:
    one, two, three = [await views.create(NewView(name=name), actor=ada) for name in ("One", "Two", "Three")]
    await views.favourite(three.id, actor=ada)
    await views.favourite(two.id, actor=ada)
    assert await _names(ada) == ["Three", "Two", "One"]
    await views.favourite(two.id, Favourite(position=0.5), actor=ada)
    assert await _names(ada) == ["Two", "Three", "One"]
    assert (await views.favourite(two.id, actor=ada)).favourite_position == 0.5
    await views.unfavourite(two.id, actor=ada)
    assert not (await views.unfavourite(two.id, actor=ada)).is_favourite
    await views.edit(one.id, ViewChanges(position=9.0), actor=ada)
    assert await _names(ada) == ["Three", "Two", "One"]


async def test_views_stand_where_they_are_put(ada: Person) -> None:
    one, two, three = [await views.create(NewView(name=name), actor=ada) for name in ("One", "Two", "Three")]
    await views.stand_after(three.id, None, actor=ada)
    assert await _names(ada) == ["Three", "One", "Two"]
    await views.stand_after(three.id, one.id, actor=ada)
    assert await _names(ada) == ["One", "Three", "Two"]
    await views.stand_after(one.id, two.id, actor=ada)
    assert await _names(ada) == ["Three", "Two", "One"]
    for favourite in (one, two):
        await views.favourite(favourite.id, actor=ada)
    await views.stand_after(one.id, two.id, actor=ada)
    assert await _names(ada) == ["Two", "One", "Three"]
    with pytest.raises(Invalid, match="same list"):
        await views.stand_after(one.id, three.id, actor=ada)


async def test_the_order_of_a_teams_views_is_for_its_writers(world: World) -> None:
    first, second = [await views.create(NewView(name=n, team_id=world.team.id), actor=world.member) for n in "AB"]
    await views.stand_after(second.id, None, actor=world.member)
    assert await _names(world.viewer) == ["B", "A"]
    with pytest.raises(NotPermitted):
        await views.stand_after(first.id, None, actor=world.viewer)
    await views.favourite(first.id, actor=world.viewer)
    await views.stand_after(first.id, None, actor=world.viewer)
    assert await _names(world.member) == ["B", "A"]


async def test_a_favourite_is_private(world: World) -> None:
    ours = await views.create(NewView(name="Ours", team_id=world.team.id), actor=world.member)
    await views.favourite(ours.id, actor=world.viewer)
    assert not (await views.view(ours.id, actor=world.member)).is_favourite
    assert (await views.view(ours.id, actor=world.viewer)).is_favourite


async def test_an_edit_of_an_outdated_version_is_refused(ada: Person) -> None:
    view = await views.create(NewView(name="One"), actor=ada)
    changed = await views.edit(view.id, ViewChanges(name="Two"), actor=ada, version=1)
    assert (await views.edit(view.id, ViewChanges(name="Two"), actor=ada)).version == changed.version
    with pytest.raises(Outdated):
        await views.edit(view.id, ViewChanges(name="Three"), actor=ada, version=1)
    with pytest.raises(Outdated):
        await views.delete(view.id, actor=ada, version=1)


async def test_a_view_goes_to_a_team_and_back(world: World) -> None:
    mine = await views.create(NewView(name="Mine"), actor=world.member)
    with pytest.raises(NotPermitted):
        await views.view(mine.id, actor=world.owner)
    shared = await views.edit(mine.id, ViewChanges(team_id=world.team.id), actor=world.member)
    assert (shared.team_name, shared.permission) == ("Launch", "owner")
    assert (await views.view(mine.id, actor=world.viewer)).permission == "view"
    await views.edit(mine.id, ViewChanges(team_id=None), actor=world.member)
    assert "Mine" not in await _names(world.owner)
    assert (await views.view(mine.id, actor=world.member)).team_id is None


async def test_who_leaves_the_team_loses_its_views(world: World) -> None:
    ours = await views.create(NewView(name="Ours", team_id=world.team.id, favourite=True), actor=world.member)
    await teams.leave(world.team.id, actor=world.member)
    assert await _names(world.member) == []
    assert (await views.view(ours.id, actor=world.owner)).permission == "owner"


async def test_there_is_a_most(ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("domain.views.lifecycle.MOST", 2)
    for name in ("One", "Two"):
        await views.create(NewView(name=name), actor=ada)
    with pytest.raises(Conflict):
        await views.create(NewView(name="Three"), actor=ada)


async def test_what_is_deleted_does_not_exist(ada: Person) -> None:
    view = await views.create(NewView(name="One", favourite=True), actor=ada)
    await views.delete(view.id, actor=ada)
    for act in (views.view(view.id, actor=ada), views.favourite(uuid4(), actor=ada)):
        with pytest.raises(NotFound):
            await act


Act = Callable[[SavedView, World, Person], Awaitable[Any]]
ACTS: dict[str, Act] = {
    "see": lambda view, world, actor: views.view(view.id, actor=actor),
    "favour": lambda view, world, actor: views.favourite(view.id, actor=actor),
    "edit": lambda view, world, actor: views.edit(view.id, ViewChanges(name="New"), actor=actor),
    "move": lambda view, world, actor: views.edit(view.id, ViewChanges(position=5.0), actor=actor),
    "take": lambda view, world, actor: views.edit(view.id, ViewChanges(team_id=None), actor=actor),
    "delete": lambda view, world, actor: views.delete(view.id, actor=actor),
    "add": lambda view, world, actor: views.create(NewView(name="Another", team_id=world.team.id), actor=actor),
}
ALL = frozenset(ACTS)
TEAM = {
    "owner": ALL,
    "admin": ALL,
    "member": ALL,  # who made it
    "viewer": {"see", "favour"},
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("relation", RELATIONS)
async def test_who_may_do_what_to_a_teams_view(relation: str, act: str, world: World) -> None:
    view = await views.create(NewView(name="Ours", team_id=world.team.id), actor=world.member)
    await _check(ACTS[act](view, world, world.person(relation)), is_allowed=act in TEAM.get(relation, ()))


@pytest.mark.parametrize("act", ["see", "favour", "edit", "take", "delete"])
async def test_a_member_who_did_not_make_it_changes_it_but_does_not_take_or_delete_it(act: str, world: World) -> None:
    view = await views.create(NewView(name="Ours", team_id=world.team.id), actor=world.owner)
    await _check(ACTS[act](view, world, world.member), is_allowed=act in ("see", "favour", "edit"))


async def test_a_deleted_view_comes_back_among_everybodys_favourites(world: World) -> None:
    view = await views.create(NewView(name="Ours", team_id=world.team.id), actor=world.owner)
    await views.favourite(view.id, actor=world.member)
    await views.delete(view.id, actor=world.owner)
    for who in (world.owner, world.member):
        assert view.id not in {one.id for one in await views.views_of(actor=who)}
        with pytest.raises(NotFound):
            await views.view(view.id, actor=who)
    with pytest.raises(NotPermitted):
        await views.restore(view.id, actor=world.member)
    assert (await views.restore(view.id, actor=world.owner)).name == "Ours"
    assert (await views.restore(view.id, actor=world.owner)).version == 3
    assert (await views.view(view.id, actor=world.member)).is_favourite


@pytest.mark.parametrize("act", ["see", "favour", "edit", "delete"])
async def test_ones_own_view_is_nobody_elses(act: str, world: World) -> None:
    view = await views.create(NewView(name="Mine"), actor=world.owner)
    await _check(ACTS[act](view, world, world.admin), is_allowed=False)
    await _check(ACTS[act](view, world, world.owner), is_allowed=True)


async def _check(act: Awaitable[Any], *, is_allowed: bool) -> None:
    if is_allowed:
        await act
    else:
        with pytest.raises(NotPermitted):
            await act


async def test_a_view_goes_only_to_teams_one_may_add_to(world: World) -> None:
    view = await views.create(NewView(name="Mine"), actor=world.viewer)
    for team_id, refusal in (
        (world.team.id, NotPermitted),
        (world.other_team.id, NotPermitted),
        (UUID(int=9), NotFound),
    ):
        with pytest.raises(refusal):
            await views.edit(view.id, ViewChanges(team_id=team_id), actor=world.viewer)
