"""The frame around every page: navigation, theme, toasts, and what becomes of errors."""

import json
from typing import Any
from uuid import UUID

import pytest
from nicegui import ui
from nicegui.testing import User

from domain import accounts, tasks, teams
from domain.accounts import Person, ProfileChanges
from domain.errors import Conflict, SignedOut, Unavailable
from domain.tasks import NewTask
from domain.teams import NewMember, NewTeam, TeamChanges
from tests.ui.pages.conftest import Open, until
from tests.worlds import World
from ui import errors, frame
from ui.components.avatar import colour, initials
from ui.components.navigation import Navigation
from ui.components.toast import Toasts
from ui.components.top_bar import TopBar


def props_of(user: User, kind: type[Any]) -> dict[str, Any]:
    [found] = user.find(kind).elements
    props: dict[str, Any] = found.props
    return props


def told(user: User) -> list[dict[str, Any]]:
    """The toasts that were sent to the browser of a page."""
    assert user.client
    [place] = user.find(Toasts).elements
    outbox = user.client.outbox
    sent = [message for _, _, message in outbox.message_history] + list(outbox.messages)
    start = f'return runMethod({place.id}, "add", '
    codes = [data["code"] for _, kind, data in sent if kind == "run_javascript"]
    return [json.loads(code.removeprefix(start)[:-1])[0] for code in codes if code.startswith(start)]


def toasts(user: User) -> list[str]:
    return [toast["message"] for toast in told(user)]


def teams_in(user: User) -> dict[str, int]:
    props = props_of(user, Navigation)
    return {team["name"]: props["counts"][team["id"]] for team in props["teams"] or []}


async def test_the_navigation_lists_ones_teams_with_their_open_tasks(world: World, open_page: Open) -> None:
    user = await open_page("/settings", world.through)
    await until(lambda: teams_in(user) == {"Partners": 0})
    other = await open_page("/settings", world.member)
    await until(lambda: teams_in(other) == {"Launch": 1})


async def test_the_navigation_follows_what_happens(world: World, open_page: Open) -> None:
    user = await open_page("/settings", world.stranger)
    await until(lambda: teams_in(user) == {"Elsewhere": 0})
    await teams.add_member(world.team.id, NewMember(user_id=world.stranger.id), actor=world.owner)
    await until(lambda: teams_in(user) == {"Elsewhere": 0, "Launch": 1})
    await tasks.create(NewTask(title="One more", team_id=world.team.id), actor=world.owner)
    await until(lambda: teams_in(user) == {"Elsewhere": 0, "Launch": 2})
    await teams.edit(world.team.id, TeamChanges.of(name="Landing"), actor=world.owner)
    await until(lambda: teams_in(user) == {"Elsewhere": 0, "Landing": 2})
    await teams.remove_member(world.team.id, world.stranger.id, actor=world.owner)
    await until(lambda: teams_in(user) == {"Elsewhere": 0})
    await teams.create(NewTeam(name="Mine"), actor=world.stranger)
    await until(lambda: set(teams_in(user)) == {"Elsewhere", "Mine"})


async def test_the_bar_says_where_and_who_one_is(world: World, open_page: Open) -> None:
    user = await open_page("/settings", world.owner)
    bar = props_of(user, TopBar)
    assert (bar["title"], bar["organization"], bar["theme"]) == ("Settings", "owner’s", "auto")
    assert bar["me"]["initials"] == "O"
    await accounts.edit_profile(ProfileChanges.of(name="Olga Own"), actor=world.owner)
    await until(lambda: props_of(user, TopBar)["me"]["name"] == "Olga Own")


async def test_a_theme_is_shown_at_once_and_kept(ada: Person, open_page: Open) -> None:
    user, elsewhere = await open_page("/settings", ada), await open_page("/", ada)
    user.find(TopBar).trigger("theme", "dark")
    for one in (user, elsewhere):
        await until(lambda: [mode.value for mode in one.find(ui.dark_mode).elements] == [True])  # noqa: B023
    again = await open_page("/settings", ada)
    assert props_of(again, TopBar)["theme"] == "dark"
    user.find(TopBar).trigger("theme", "purple")
    await until(lambda: bool(toasts(user)))


@pytest.mark.parametrize("error", [Conflict("It changed meanwhile."), Unavailable("It is away."), ValueError("oops")])
async def test_what_goes_wrong_is_said_on_the_page(ada: Person, open_page: Open, error: Exception) -> None:
    user = await open_page("/settings", ada)
    with user.client:
        async with errors.shown():
            raise error
    expected = "Something went wrong." if isinstance(error, ValueError) else str(error)
    await until(lambda: [toast["wrong"] for toast in told(user) if toast["message"].startswith(expected)] == [True])


async def test_who_is_signed_out_is_led_to_the_way_in(ada: Person, open_page: Open) -> None:
    user = await open_page("/settings", ada)
    with user.client:
        async with errors.shown():
            raise SignedOut("You are signed out.")
    assert toasts(user) == []


async def test_undo_is_offered_and_taken_once(ada: Person, open_page: Open) -> None:
    user, undone = await open_page("/settings", ada), []

    async def undo() -> None:
        undone.append(True)
        raise Conflict("Too late.")

    with user.client:
        frame.toast("Moved to the trash.", undo=undo)
    await until(lambda: toasts(user) == ["Moved to the trash."])
    for _ in range(2):
        user.find(Toasts).trigger("undo", told(user)[0]["id"])
    await until(lambda: toasts(user)[-1] == "Too late.")
    assert undone == [True]


def test_a_person_has_one_colour_and_two_letters() -> None:
    assert colour(UUID(int=7)) == "#8a5a12"  # as task_words.js says
    assert [initials(name) for name in ("Ada", "ada lovelace", "  ", "Ben  van Dam")] == ["A", "AL", "?", "BD"]
