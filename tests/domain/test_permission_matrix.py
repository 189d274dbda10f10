"""docs/permissions.md over the verbs: whoever can act at all tries everything that is written there."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio

from domain import accounts, invitations, organizations, tasks, teams
from domain.accounts import NewColleague, Person, ProfileChanges
from domain.errors import Conflict, NotFound, NotPermitted
from domain.invitations import NewInvitation, NewJoinLink
from domain.organizations import OrganizationChanges
from domain.tasks import (
    CommentChanges,
    NewComment,
    NewReminder,
    NewShare,
    NewTask,
    Place,
    ShareChange,
    TaskChanges,
    attachments,
    comments,
    reminders,
    watching,
)
from domain.teams import NewMember, NewTeam, TeamChanges
from tests.domain.invitations.inviting import address, colleague, device, leave
from tests.permissions import Rule, rules
from tests.worlds import PASSWORD, RELATIONS, World, build, person

OUT = {"deactivated", "nobody"}  # they have no verb to call: REST tests show that nothing lets them in
Try = Callable[[Any, Person], Awaitable[object]]


@dataclass
class House:
    """An organisation with its last admin, a member, an admin about to leave; and somebody of another one."""

    admin: Person
    member: Person
    leaving: Person
    elsewhere: Person
    colleague: Person
    removed: Person
    invitation: Any
    link: Any


async def house() -> House:
    """A fresh one."""
    ada, elsewhere = await person("Ada"), await person("Cleo")
    member, going, mate, gone = [await colleague(ada, name) for name in ("Mia", "Lea", "Max", "Gus")]
    await accounts.set_role(going.id, "admin", actor=ada)
    await leave(going)
    leaving = (await accounts.sign_in(going.email, PASSWORD, device=device())).person
    await accounts.remove(gone.id, actor=ada)
    invitation = await invitations.invite(NewInvitation(email=address()), actor=ada)
    link, _ = await invitations.make_link(NewJoinLink(), actor=ada)
    return House(ada, member, leaving, elsewhere, mate, gone, invitation, link)


def _newcomer() -> NewColleague:
    return NewColleague(email=address(), name="New", password=PASSWORD)


async def _delete_account(_: House, actor: Person) -> None:
    await leave(actor)


async def _in_and_out(h: House, actor: Person) -> None:
    await accounts.set_status(h.colleague.id, "deactivated", actor=actor)
    await accounts.set_status(h.colleague.id, "active", actor=actor)


ORGANISATION: dict[str, Try] = {
    "See its public card": lambda h, a: organizations.card(h.admin.organization_id, actor=a),
    "See how many people it has, and since when": lambda h, a: organizations.my_organization(actor=a),
    "Change its details": lambda h, a: organizations.edit(OrganizationChanges(city="Oslo"), actor=a),
    "See its statistics": lambda h, a: organizations.statistics(actor=a),
    "List its people": lambda h, a: accounts.people_of_organization(actor=a),
    "See somebody's account": lambda h, a: accounts.person_of_organization(h.colleague.id, actor=a),
    "Change somebody's role": lambda h, a: accounts.set_role(h.colleague.id, "admin", actor=a),
    "Deactivate somebody, or let them in again": _in_and_out,
    "Remove somebody": lambda h, a: accounts.remove(h.colleague.id, actor=a),
    "See who was removed": lambda h, a: accounts.removed_people(actor=a),
    "Bring somebody back": lambda h, a: accounts.restore(h.removed.id, actor=a),
    "Add somebody with a first password": lambda h, a: accounts.add_colleague(_newcomer(), actor=a),
    "Invite somebody": lambda h, a: invitations.invite(NewInvitation(email=address()), actor=a),
    "List invitations": lambda h, a: invitations.invitations_of(actor=a),
    "See one invitation": lambda h, a: invitations.invitation(h.invitation.id, actor=a),
    "Send an invitation again": lambda h, a: invitations.resend(h.invitation.id, actor=a),
    "Cancel an invitation": lambda h, a: invitations.cancel(h.invitation.id, actor=a),
    "Make a join link": lambda h, a: invitations.make_link(NewJoinLink(), actor=a),
    "List join links": lambda h, a: invitations.join_links(actor=a),
    "Revoke a join link": lambda h, a: invitations.revoke_link(h.link.id, actor=a),
    "Change the own profile": lambda h, a: accounts.edit_profile(ProfileChanges(name="Another"), actor=a),
    "Have the own account deleted": _delete_account,
    "Keep the own account": lambda h, a: accounts.keep_account(actor=a),
}


@dataclass
class Scene:
    """A team, a task of it, and what hangs on them."""

    world: World
    team: Any
    other: Person
    newcomer: Person
    task: Any = None
    share: Any = None
    change: Any = None
    comment: Any = None
    reminder: Any = None


async def a_team(world: World) -> Scene:
    team = await teams.create(NewTeam(name="Launch"), actor=world.owner)
    for role in ("admin", "member", "viewer"):
        form = NewMember(user_id=world.person(role).id, role=role)
        await teams.add_member(team.id, form, actor=world.owner)
    other, newcomer = await colleague(world.owner, "Otto"), await colleague(world.owner, "Nele")
    await teams.add_member(team.id, NewMember(user_id=other.id), actor=world.owner)
    return Scene(world, team, other, newcomer)


async def a_trashed_team(world: World) -> Scene:
    place = await a_team(world)
    await teams.delete(place.team.id, actor=world.owner)
    return place


async def a_task(world: World, *, is_personal: bool = False, is_trashed: bool = False) -> Scene:
    owner = world.owner
    home = None if is_personal else world.team.id
    made = await tasks.create(NewTask(title="Ship it", team_id=home), actor=owner)
    shown = await tasks.share(made.id, NewShare(user_id=world.viewing.id), actor=owner)
    await tasks.share(made.id, NewShare(user_id=world.editing.id, permission="edit"), actor=owner)
    await tasks.share(made.id, NewShare(team_id=world.other_team.id, permission="edit"), actor=owner)
    changed = await tasks.edit(made.id, TaskChanges(priority="high"), actor=owner)
    said = await comments.create(made.id, NewComment(content="Hello"), actor=owner)
    reminder = await reminders.create(made.id, NewReminder(minutes_before=30), actor=owner)
    if is_trashed:
        await tasks.delete(made.id, actor=owner)
    return Scene(world, world.team, owner, world.stranger, made, shown, changed.change_id, said, reminder)


TEAM: dict[str, Try] = {
    "See it": lambda p, a: teams.team(p.team.id, actor=a),
    "See its members": lambda p, a: teams.members_of(p.team.id, actor=a),
    "Add a task to it": lambda p, a: tasks.create(NewTask(title="New", team_id=p.team.id), actor=a),
    "Rename or describe it": lambda p, a: teams.edit(p.team.id, TeamChanges(name="Other"), actor=a),
    "Add somebody who has an account": lambda p, a: teams.add_member(
        p.team.id, NewMember(user_id=p.newcomer.id), actor=a
    ),
    "Change a member's role": lambda p, a: teams.change_role(p.team.id, p.other.id, "viewer", actor=a),
    "Take a member out": lambda p, a: teams.remove_member(p.team.id, p.other.id, actor=a),
    "Hand it over": lambda p, a: teams.transfer(p.team.id, p.other.id, actor=a),
    "Delete it": lambda p, a: teams.delete(p.team.id, actor=a),
    "Leave it": lambda p, a: teams.leave(p.team.id, actor=a),
    "Bring it back from the trash": lambda p, a: teams.restore(p.team.id, actor=a),
}
TASK: dict[str, Try] = {
    "See it": lambda p, a: tasks.task(p.task.id, actor=a),
    "See its history": lambda p, a: tasks.history(p.task.id, actor=a),
    "See who sees it, and why": lambda p, a: tasks.access_of(p.task.id, actor=a),
    "Change it": lambda p, a: tasks.edit(p.task.id, TaskChanges(title="Other"), actor=a),
    "Complete it": lambda p, a: tasks.complete(p.task.id, actor=a),
    "Reopen it": lambda p, a: tasks.reopen(p.task.id, actor=a),
    "Move it on the board": lambda p, a: tasks.move(p.task.id, Place(status="in_progress"), actor=a),
    "Undo a change of it": lambda p, a: tasks.undo(p.change, actor=a),
    "Share it": lambda p, a: tasks.share(p.task.id, NewShare(user_id=p.newcomer.id), actor=a),
    "Change what a share allows": lambda p, a: tasks.change_share(
        p.task.id, p.share.id, ShareChange(permission="edit"), actor=a
    ),
    "Take a share back; its receiver may give it up": lambda p, a: tasks.revoke_share(p.task.id, p.share.id, actor=a),
    "Read what is said about it": lambda p, a: comments.comments_of(p.task.id, actor=a),
    "Comment on it": lambda p, a: comments.create(p.task.id, NewComment(content="Hm"), actor=a),
    "React to a comment": lambda p, a: comments.react(p.task.id, p.comment.id, "heart", actor=a),
    "Change a comment of the owner's": lambda p, a: comments.edit(
        p.task.id, p.comment.id, CommentChanges(content="No"), actor=a
    ),
    "Delete a comment of the owner's": lambda p, a: comments.delete(p.task.id, p.comment.id, actor=a),
    "See who follows it": lambda p, a: watching.watchers_of(p.task.id, actor=a),
    "Follow it": lambda p, a: watching.watch(p.task.id, actor=a),
    "Be reminded of it": lambda p, a: reminders.create(p.task.id, NewReminder(minutes_before=5), actor=a),
    "See a reminder of the owner's": lambda p, a: reminders.reminder(p.task.id, p.reminder.id, actor=a),
    "See what is attached to it": lambda p, a: attachments.attachments_of(p.task.id, actor=a),
    "Put it into the trash": lambda p, a: tasks.delete(p.task.id, actor=a),
    "Bring it back": lambda p, a: tasks.restore(p.task.id, actor=a),
}


ONCE = {  # what cannot be done again, or takes something from those who come after
    "Add somebody who has an account", "Take a member out", "Hand it over", "Delete it", "Leave it",
    "Bring it back from the trash", "Undo a change of it", "Share it", "Put it into the trash", "Bring it back",
    "Take a share back; its receiver may give it up", "Delete a comment of the owner's",
}  # fmt: skip


async def _is_done(attempt: Awaitable[object]) -> bool:
    try:
        await attempt
    except (NotPermitted, NotFound, Conflict):
        return False
    return True


def _named(title: str) -> list[Any]:
    return [pytest.param(rule, id=rule.what) for rule in rules(title)]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def world(domain_running: None) -> World:
    return await build()


@pytest.mark.parametrize("rule", _named("The organisation"))
async def test_the_organisation(rule: Rule, domain_running: None) -> None:
    home = await house()
    for column in [c for c in rule.cells if c not in OUT][::-1]:  # the admin last: only they change something
        actor: Person = getattr(home, column)
        found: object = None
        try:
            found = await ORGANISATION[rule.what](home, actor)
            done = True
        except (NotPermitted, NotFound, Conflict):
            done = False
        assert done == (rule.cells[column] != "no"), column
        if rule.cells[column] == "own":
            assert str(home.admin.organization_id) not in str(found), column


async def _check(rule: Rule, act: Try, make: Callable[[], Awaitable[Scene]], world: World) -> None:
    place: Scene | None = None
    for column in [c for c in rule.cells if c not in OUT]:
        place = place or await make()
        expected = rule.cells[column] == "yes"
        assert await _is_done(act(place, world.person(column))) == expected, column
        if expected and rule.what in ONCE:
            place = None


@pytest.mark.parametrize("rule", _named("A team"))
async def test_a_team(rule: Rule, world: World) -> None:
    make = a_trashed_team if "{trashed_team}" in rule.path else a_team
    await _check(rule, TEAM[rule.what], lambda: make(world), world)


@pytest.mark.parametrize("rule", _named("A task of a team"))
async def test_a_task_of_a_team(rule: Rule, world: World) -> None:
    await _check(rule, TASK[rule.what], lambda: a_task(world), world)


@pytest.mark.parametrize("rule", _named("A personal task"))
async def test_a_personal_task(rule: Rule, world: World) -> None:
    await _check(rule, TASK[rule.what], lambda: a_task(world, is_personal=True), world)


@pytest.mark.parametrize("rule", _named("A task of a team in the trash"))
async def test_a_task_in_the_trash(rule: Rule, world: World) -> None:
    await _check(rule, TASK[rule.what], lambda: a_task(world, is_trashed=True), world)


def test_every_relation_of_the_world_has_a_column() -> None:
    assert set(rules("A task of a team")[0].cells) == {*RELATIONS, *OUT}
