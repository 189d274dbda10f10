"""The pages of teams, simulated: what each role is shown, and what becomes of what they do."""

import asyncio

import pytest
from nicegui.testing import User

from domain import teams
from domain.accounts import Person
from domain.teams import Team
from tests.ui.pages.conftest import Open, until
from tests.worlds import World
from ui.components.member_list import MemberList


def member_list(user: User) -> MemberList:
    [found] = user.find(MemberList).elements
    return found


async def role_of(person: Person, team: Team, *, actor: Person) -> str | None:
    members = await teams.members_of(team.id, actor=actor)
    return next((member.role for member in members if member.user_id == person.id), None)


async def test_everybody_sees_their_own_teams_and_no_others(world: World, open_page: Open) -> None:
    ada = await open_page("/teams", world.owner)
    await ada.should_see("Launch")
    await ada.should_not_see("Elsewhere")
    stranger = await open_page("/teams", world.stranger)
    await stranger.should_see("Elsewhere")
    await stranger.should_not_see("Launch")


@pytest.mark.parametrize(
    ("role", "manages", "deletes"),
    [("owner", True, True), ("admin", True, False), ("member", False, False), ("viewer", False, False)],
)
async def test_buttons_are_shown_to_whom_they_work_for(
    world: World, open_page: Open, role: str, *, manages: bool, deletes: bool
) -> None:
    user = await open_page(f"/teams/{world.team.id}", world.person(role))
    await user.should_see("Members")
    rows = member_list(user).props["rows"]
    assert len(rows) == 4
    assert any(row["can_role"] for row in rows) is manages
    assert any(row["acts"] for row in rows) is manages
    for shown, allowed in {
        "Edit": manages,
        "Add by e-mail address": manages,
        "Delete the team …": deletes,
        "Hand it over …": deletes,
        "Leave the team …": role != "owner",
    }.items():
        await (user.should_see(shown) if allowed else user.should_not_see(shown))


@pytest.mark.parametrize("role", ["member", "viewer"])
async def test_an_intent_that_the_page_does_not_offer_changes_nothing(world: World, open_page: Open, role: str) -> None:
    user = await open_page(f"/teams/{world.team.id}", world.person(role))
    await user.should_see(MemberList)
    himself = str(world.person(role).id)
    user.find(MemberList).trigger("role", {"n": 1, "id": himself, "role": "admin"})
    user.find(MemberList).trigger("role", {"n": 2, "id": str(world.admin.id), "role": "viewer"})
    user.find(MemberList).trigger("role", {"n": 3, "id": "nonsense", "role": 7})
    await asyncio.sleep(0.3)
    assert await role_of(world.person(role), world.team, actor=world.owner) == role
    assert await role_of(world.admin, world.team, actor=world.owner) == "admin"


async def test_a_stranger_is_told_no_more_than_that_it_is_not_theirs(world: World, open_page: Open) -> None:
    user = await open_page(f"/teams/{world.team.id}", world.stranger)
    await user.should_see("You may not see this team.")
    await user.should_not_see("Launch")
    user = await open_page("/teams/launch", world.owner)
    await user.should_see("There is no such team.")


async def test_a_role_is_changed_by_the_owner(world: World, open_page: Open) -> None:
    user = await open_page(f"/teams/{world.team.id}", world.owner)
    await user.should_see(MemberList)
    user.find(MemberList).trigger("role", {"n": 1, "id": str(world.viewer.id), "role": "member"})
    shown = member_list(user)
    await until(lambda: [row["role"] for row in shown.props["rows"]].count("member") == 2)
    assert await role_of(world.viewer, world.team, actor=world.owner) == "member"


async def test_the_page_follows_what_happens_elsewhere(world: World, open_page: Open) -> None:
    user = await open_page(f"/teams/{world.team.id}", world.member)
    await user.should_see(MemberList)
    shown = member_list(user)
    assert not any(row["can_role"] for row in shown.props["rows"])
    await teams.change_role(world.team.id, world.member.id, "admin", actor=world.owner)
    await until(lambda: any(row["can_role"] for row in shown.props["rows"]))
    await user.should_see("Edit")


async def test_who_is_removed_is_led_away(world: World, open_page: Open) -> None:
    user = await open_page(f"/teams/{world.team.id}", world.member)
    await user.should_see("Ship it")
    await teams.remove_member(world.team.id, world.member.id, actor=world.owner)
    await until(lambda: user.back_history[-1] == "/teams")
    await user.should_not_see("Ship it")


async def test_what_people_type_is_text(world: World, open_page: Open) -> None:
    hostile = "</script><img src=x onerror=alert(1)>"
    changes = teams.TeamChanges(name=hostile, description="`${alert(1)}`")
    await teams.edit(world.team.id, changes, actor=world.owner)
    user = await open_page(f"/teams/{world.team.id}", world.owner)
    await user.should_see(hostile)
    page = await user.http_client.get(f"/teams/{world.team.id}")
    assert hostile not in page.text
