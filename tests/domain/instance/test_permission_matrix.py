"""docs/permissions.md about the installation, over the verbs; tests/ui/api/test_instance.py tries it over REST."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest

from domain import accounts, audit, instance, jobs, mail, tasks, teams
from domain.accounts import Person, SignedIn
from domain.errors import NotFound, NotPermitted
from domain.instance import AccountChanges, StorageQuota
from domain.tasks import NewTask
from domain.teams import NewTeam
from tests.domain.instance.running import Installation, signed_in
from tests.domain.invitations.inviting import colleague
from tests.permissions import Rule, rules
from tests.worlds import person

OUT = {"deactivated", "nobody"}  # they have no verb to call


@dataclass
class Place:
    """Who tries it, and whom it is about."""

    running: SignedIn
    admin: SignedIn
    member: SignedIn
    somebody: Person
    task: Any
    team: Any


async def a_place(installation: Installation) -> Place:
    running, ada, somebody = await installation.runner(), await person("Ada"), await person("Sam")
    task = await tasks.create(NewTask(title="Sam’s own"), actor=somebody)
    team = await teams.create(NewTeam(name="Sam’s"), actor=somebody)
    member = await colleague(ada, "Mia")
    return Place(running, await signed_in(ada), await signed_in(member), somebody, task, team)


def _changing(**changes: Any) -> Callable[[Place, SignedIn], Awaitable[object]]:
    form = AccountChanges(**changes)
    return lambda p, a: instance.administer(p.somebody.id, form, actor=a.person, under=a.session)


INSTALLATION: dict[str, Callable[[Place, SignedIn], Awaitable[object]]] = {
    "List all organisations": lambda p, a: instance.organizations(actor=a.person),
    "See an organisation in numbers": lambda p, a: instance.organization(p.somebody.organization_id, actor=a.person),
    "Give an organisation storage of its own": lambda p, a: instance.set_quota(
        p.somebody.organization_id, StorageQuota(storage_quota=5_000_000), actor=a.person
    ),
    "List all people": lambda p, a: instance.people(actor=a.person),
    "See somebody's account": lambda p, a: instance.person(p.somebody.id, actor=a.person),
    "Deactivate somebody anywhere, or let them in again": _changing(status="deactivated"),
    "Let somebody run it, or no longer": _changing(is_instance_admin=True),
    "See how it is doing": lambda p, a: instance.health(actor=a.person),
    "See its jobs": lambda p, a: jobs.jobs_of_instance(actor=a.person),
    "See its mails": lambda p, a: mail.mails_of_instance(actor=a.person),
    "Read the audit log": lambda p, a: audit.entries(actor=a.person, limit=500),
    "Change the role of somebody in another organisation": lambda p, a: accounts.set_role(
        p.somebody.id, "member", actor=a.person
    ),
    "See a personal task of somebody's": lambda p, a: tasks.task(p.task.id, actor=a.person),
    "See a team of somebody's": lambda p, a: teams.team(p.team.id, actor=a.person),
}


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.what) for rule in rules("The installation")])
async def test_the_installation(rule: Rule, installation: Installation) -> None:
    place = await a_place(installation)
    for column in [c for c in rule.cells if c not in OUT][::-1]:  # who runs it last: only they change something
        found: object = None
        try:
            found = await INSTALLATION[rule.what](place, getattr(place, column))
            done = True
        except (NotPermitted, NotFound):
            done = False
        assert done == (rule.cells[column] != "no"), column
        if rule.cells[column] == "own":
            assert str(place.somebody.id) not in str(found), column
