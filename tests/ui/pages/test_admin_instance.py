"""The administration, simulated: organisations, people, health, and the way there."""

from typing import Any
from uuid import uuid4

import pytest
from nicegui import ui
from nicegui.testing import User

from domain import accounts, instance
from domain.instance import AccountChanges
from tests.domain.instance.running import Installation
from tests.domain.invitations.inviting import colleague
from tests.ui.pages.conftest import Open, until
from tests.worlds import PASSWORD, person
from ui.components.health_parts import HealthParts
from ui.components.member_list import MemberList
from ui.components.navigation import Navigation
from ui.components.organization_list import OrganizationList


@pytest.fixture
def installation(shared_database_url: str, domain_running: None) -> Installation:
    return Installation(shared_database_url)


def rows_of(user: User, kind: type[ui.element], name: str = "rows") -> list[dict[str, Any]]:
    found = [e for e in user.client.elements.values() if isinstance(e, kind)] if user.client else []
    return [dict(row) for row in found[0]._props[name] or ()] if found else []


async def seen(user: User, text: str) -> None:
    """Wait until an element says exactly this."""

    def says() -> bool:
        elements = user.client.elements.values() if user.client else []
        return any(text in (getattr(e, "text", ""), e._props.get("label")) for e in elements)

    await until(says)


async def find(user: User, field: str, word: str) -> None:
    """Type into a search field once it is there."""
    await seen(user, field)
    user.find(field).type(word)


async def test_an_organisation_is_given_storage_of_its_own(open_page: Open, installation: Installation) -> None:
    root, ada = (await installation.runner()).person, await person("Ada")
    user = await open_page(f"/admin/people?organization={ada.organization_id}", root)
    await seen(user, "0 B of 10 GB")
    user.find("0 B of 10 GB").click()
    await seen(user, f"Storage of {ada.organization_name}")
    user.find("Megabytes").type("some")
    user.find("Save").click()
    await until(lambda: any("whole number" in str(e._props.get("error-message", "")) for e in elements_of(user)))
    user.find("Megabytes").clear().type("2 500")
    user.find("Save").click()
    await seen(user, "0 B of 2.5 GB")
    given = await instance.organization(ada.organization_id, actor=root)
    assert (given.storage_quota, given.has_own_quota) == (2_500_000_000, True)


def elements_of(user: User) -> list[ui.element]:
    return list(user.client.elements.values()) if user.client else []


async def test_an_organisation_is_found_and_leads_to_its_people(open_page: Open, installation: Installation) -> None:
    root, word = (await installation.runner()).person, uuid4().hex[:8]
    ada = await person(f"Ada-{word}")
    await colleague(ada, f"Ben-{word}")
    user = await open_page("/admin", root)
    await find(user, "Find by name or city", word)
    await until(lambda: len(rows_of(user, OrganizationList)) == 1)
    [row] = rows_of(user, OrganizationList)
    assert (row["people"], row["among"]) == ("2 people", "1 admin")
    await user.open(row["href"])
    await until(lambda: len(rows_of(user, MemberList)) == 2)
    await seen(user, "2 accounts")


async def test_somebody_new_comes_into_the_open_list(open_page: Open, installation: Installation) -> None:
    root, word = (await installation.runner()).person, uuid4().hex[:8]
    user = await open_page("/admin/people", root)
    await find(user, "Find by name or address", word)
    await seen(user, "0 accounts")
    await person(f"Ada-{word}")
    await until(lambda: len(rows_of(user, MemberList)) == 1)


async def test_a_person_is_deactivated_after_a_question_and_a_proof(
    open_page: Open, installation: Installation
) -> None:
    root, ada = (await installation.runner()).person, await person(f"Ada-{uuid4().hex[:8]}")
    user = await open_page("/admin/people", root)
    await find(user, "Find by name or address", ada.name)
    await until(lambda: len(rows_of(user, MemberList)) == 1)
    old = "update sessions set proven_at = now() - interval '11 minutes' where person_id = %s"
    installation.sql(old, root.id)
    user.find(MemberList).trigger("act", {"id": str(ada.id), "act": "deactivate"})
    await seen(user, f"Deactivate {ada.name}?")
    user.find(kind=ui.button, content="Deactivate").click()
    await seen(user, "Please confirm that it is you")
    user.find("Password").type(PASSWORD)
    user.find(kind=ui.button, content="Confirm").click()
    await until(lambda: [row["tag"] for row in rows_of(user, MemberList)] == ["Deactivated"])


def ways(user: User) -> list[str]:
    assert user.client
    return [way[2] for e in user.client.elements.values() if isinstance(e, Navigation) for way in e._props["ways"]]


async def test_an_admin_of_an_organisation_is_shown_the_way_to_the_audit_log(open_page: Open) -> None:
    assert ways(await open_page("/", await person("Ada"))) == ["Audit log"]


async def test_who_gets_the_right_is_shown_the_way_and_who_loses_it_is_led_out(
    open_page: Open, installation: Installation
) -> None:
    # one page only: in a simulation whoever was told something last is the one who navigates
    root, ada = await installation.runner(), await person("Ada")
    member = await colleague(ada, "Mia")
    theirs = await open_page("/", member)
    assert ways(theirs) == []
    run = AccountChanges(is_instance_admin=True)
    await instance.administer(member.id, run, actor=root.person, under=root.session)
    await until(lambda: ways(theirs) == ["Administration"])
    await theirs.open("/admin/health")
    await until(lambda: len(rows_of(theirs, HealthParts, "parts")) == 6)
    no_more = AccountChanges(is_instance_admin=False)
    await instance.administer(member.id, no_more, actor=root.person, under=root.session)
    await until(lambda: theirs.back_history[-1] == "/")


async def test_others_are_told_no(open_page: Open, installation: Installation) -> None:
    await installation.runner()
    eve = await person("Eve")
    for path in ("/admin", "/admin/people", "/admin/health", f"/admin/people?organization={eve.organization_id}"):
        user = await open_page(path, eve)
        await user.should_see("Only those who run this installation may do this.")
        await user.should_not_see("Refresh")


async def test_an_organisation_that_is_none_is_told(open_page: Open, installation: Installation) -> None:
    root = (await installation.runner()).person
    for wrong in ("nonsense", uuid4()):
        user = await open_page(f"/admin/people?organization={wrong}", root)
        await user.should_see("There is no such organisation (any more).")


async def test_admins_of_an_organisation_read_their_log_without_tabs(open_page: Open) -> None:
    ada = await person("Ada")
    user = await open_page("/admin/audit", ada)
    await user.should_see("What concerns your organisation.")
    await user.should_not_see("Outbox")
    assert (await accounts.people_of_organization(actor=ada)).total == 1


async def test_what_fails_meanwhile_is_shown_by_the_clock(open_page: Open, installation: Installation) -> None:
    root, name = (await installation.runner()).person, f"nobody.knows.{uuid4().hex[:8]}"
    health, jobs = await open_page("/admin/health", root), await open_page("/admin/jobs?status=failed", root)
    await until(lambda: len(rows_of(health, HealthParts, "parts")) == 6)
    installation.sql("insert into procrastinate.procrastinate_jobs (queue_name, task_name, args, status)"
                     " values ('nobody', %s, '{}', 'failed')", name)  # fmt: skip
    await seen(jobs, name)
    await until(lambda: [p["ok"] for p in rows_of(health, HealthParts, "parts") if p["name"] == "Jobs"] == [False])
    installation.sql("delete from procrastinate.procrastinate_jobs where task_name = %s", name)


async def test_an_open_page_of_who_lost_the_right_writes_no_refusals(
    open_page: Open, installation: Installation
) -> None:
    root, other = await installation.runner(), await installation.runner("Other")
    user = await open_page("/admin/people", other.person)
    await until(lambda: bool(rows_of(user, MemberList)))
    no_more = AccountChanges(is_instance_admin=False)
    await instance.administer(other.person.id, no_more, actor=root.person, under=root.session)
    await until(lambda: user.back_history[-1] == "/")
    refused = "select count(*) from audit_log where action = 'access.refused' and actor_id = %s"
    assert installation.sql(refused, other.person.id) == [(0,)]
