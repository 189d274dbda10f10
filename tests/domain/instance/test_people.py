"""People of the whole installation: who sees them, who changes what, and that somebody always runs it."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest

from domain import accounts, instance, tasks
from domain.accounts import Device
from domain.errors import Conflict, Invalid, NotFound, NotPermitted, NotRecent, Outdated, SignedOut
from domain.instance import AccountChanges
from domain.tasks import NewTask
from tests.domain.accounts.joining import device
from tests.domain.instance.running import Installation, signed_in
from tests.domain.invitations.inviting import colleague, leave
from tests.worlds import PASSWORD, person

OUT, IN = AccountChanges(status="deactivated"), AccountChanges(status="active")
RUNS, RUNS_NOT = AccountChanges(is_instance_admin=True), AccountChanges(is_instance_admin=False)


async def test_who_runs_the_installation_finds_everybody_by_page_search_and_filter(installation: Installation) -> None:
    root, word = (await installation.runner()).person, uuid4().hex[:10]
    made = [await person(f"{name} {word}".replace(" ", "-")) for name in ("Ben", "ada", "Cleo")]
    member = await colleague(made[0], f"Dora-{word}")
    await accounts.set_status(member.id, "deactivated", actor=made[0])

    async def names(**asked: Any) -> list[str]:
        found = await instance.people(actor=root, q=word, **asked)
        assert found.total == len(found.items)
        return [one.name.split("-")[0] for one in found.items]

    assert await names() == ["ada", "Ben", "Cleo", "Dora"]
    assert await names(role="member") == ["Dora"]
    assert await names(status="deactivated") == ["Dora"]
    assert await names(organization_id=made[0].organization_id) == ["Ben", "Dora"]
    assert await names(runs=True) == []
    first = await instance.people(actor=root, q=word, limit=3)
    rest = await instance.people(actor=root, q=word, limit=3, cursor=first.next_cursor)
    assert ([len(first.items), len(rest.items)], first.total, rest.next_cursor) == ([3, 1], 4, None)
    shown = await instance.person(member.id, actor=root)
    assert (shown.organization_name, shown.role, shown.status, shown.last_seen_at) == (
        made[0].organization_name, "member", "deactivated", None,
    )  # fmt: skip
    assert (await instance.people(actor=root, q="%_%")).items == []
    for asked in ({"role": "king"}, {"status": "asleep"}, {"cursor": "nonsense"}):
        with pytest.raises(Invalid):
            await instance.people(actor=root, **asked)
    with pytest.raises(NotFound):
        await instance.person(uuid4(), actor=root)


async def test_nobody_else_sees_or_changes_anybody_and_it_is_written_down(installation: Installation) -> None:
    ada = await person("Ada")
    member = await colleague(ada)
    for who in (ada, member):
        under = (await signed_in(who)).session
        for attempt in (
            instance.people(actor=who), instance.person(member.id, actor=who), instance.organizations(actor=who),
            instance.organization(ada.organization_id, actor=who), instance.health(actor=who),
            instance.administer(member.id, OUT, actor=who, under=under),
        ):  # fmt: skip
            with pytest.raises(NotPermitted, match="Only those who run this installation"):
                await attempt
    refused = [action for action, _ in installation.audit_of(member.id) if action == "access.refused"]
    assert len(refused) == 4


async def test_what_people_work_on_stays_their_own(installation: Installation) -> None:
    root, ada = (await installation.runner()).person, await person("Ada")
    own = await tasks.create(NewTask(title="Ada’s own"), actor=ada)
    with pytest.raises(NotPermitted):
        await tasks.task(own.id, actor=root)
    assert own.id not in {one.id for one in (await tasks.tasks(actor=root)).items}


async def test_who_is_deactivated_is_out_at_once_and_comes_back(installation: Installation) -> None:
    root, ada = await installation.runner(), await person("Ada")
    theirs = await signed_in(ada)
    program = await accounts.issue_tokens(ada.email, PASSWORD, device=Device("127.0.0.1", "test"))
    gone = await instance.administer(ada.id, OUT, actor=root.person, under=root.session)
    assert (gone.status, gone.version) == ("deactivated", ada.version + 1)
    assert accounts.is_standing(theirs.secret) is False
    with pytest.raises(SignedOut):
        await accounts.person_of_access_token(program.access_token)
    with pytest.raises(SignedOut):
        await accounts.sign_in(ada.email, PASSWORD, device=device())
    again = await instance.administer(ada.id, IN, actor=root.person, under=root.session)
    assert again == await instance.person(ada.id, actor=root.person)
    await accounts.sign_in(ada.email, PASSWORD, device=device())
    told = [details for action, details in installation.audit_of(ada.id) if action == "person.administered"]
    assert [one["after"] for one in told] == [{"status": "deactivated"}, {"status": "active"}]


async def test_who_is_let_run_it_may_at_once_and_no_longer_afterwards(installation: Installation) -> None:
    root, ada = await installation.runner(), await signed_in(await person("Ada"))
    made = await instance.administer(ada.person.id, RUNS, actor=root.person, under=root.session)
    assert made.is_instance_admin
    found = await accounts.person_of_session(ada.secret)
    assert found
    assert (await instance.people(actor=found[0], q=ada.person.email)).total == 1
    await instance.administer(ada.person.id, RUNS_NOT, actor=root.person, under=root.session)
    found = await accounts.person_of_session(ada.secret)
    assert found
    with pytest.raises(NotPermitted):
        await instance.people(actor=found[0])


async def test_it_needs_a_proof_that_is_not_old_and_the_version_that_was_named(installation: Installation) -> None:
    root, ada = await installation.runner(), await person("Ada")
    installation.sql("update sessions set proven_at = now() - interval '11 minutes' where id = %s", root.session.id)
    with pytest.raises(NotRecent):
        await instance.administer(ada.id, OUT, actor=root.person, under=root.session)
    await accounts.confirm_with_password(PASSWORD, actor=root.person, under=root.session)
    with pytest.raises(Outdated):
        await instance.administer(ada.id, OUT, actor=root.person, under=root.session, version=ada.version + 1)
    with pytest.raises(NotFound):
        await instance.administer(uuid4(), OUT, actor=root.person, under=root.session)
    same = await instance.administer(ada.id, IN, actor=root.person, under=root.session, version=ada.version)
    assert (same.version, same.status) == (ada.version, "active")


async def test_an_organisation_with_people_keeps_its_last_admin(installation: Installation) -> None:
    root, ada = await installation.runner(), await person("Ada")
    ben = await colleague(ada)
    with pytest.raises(Conflict, match="Ada is the last admin"):
        await instance.administer(ada.id, OUT, actor=root.person, under=root.session)
    await instance.administer(ben.id, OUT, actor=root.person, under=root.session)
    await instance.administer(ada.id, OUT, actor=root.person, under=root.session)


async def test_nobody_locks_themselves_out_and_who_leaves_does_not_begin(installation: Installation) -> None:
    root, ada = await installation.runner(), await person("Ada")
    await installation.runner("Another")
    with pytest.raises(Conflict, match="Nobody deactivates themselves"):
        await instance.administer(root.person.id, OUT, actor=root.person, under=root.session)
    both = AccountChanges(status="deactivated", is_instance_admin=True)
    with pytest.raises(Conflict, match="Ada is deactivated"):
        await instance.administer(ada.id, both, actor=root.person, under=root.session)
    await leave(ada)
    with pytest.raises(Conflict, match="Ada is leaving"):
        await instance.administer(ada.id, RUNS, actor=root.person, under=root.session)
    given_up = await instance.administer(root.person.id, RUNS_NOT, actor=root.person, under=root.session)
    assert not given_up.is_instance_admin


async def test_the_last_who_runs_it_stays(installation: Installation) -> None:
    root, ada = await installation.runner(), await person("Ada")
    installation.alone(root.person)
    with pytest.raises(Conflict, match="Nobody else runs this installation"):
        await instance.administer(root.person.id, RUNS_NOT, actor=root.person, under=root.session)
    await instance.administer(ada.id, RUNS, actor=root.person, under=root.session)
    await leave(ada)  # who is about to leave does not count
    with pytest.raises(Conflict, match="Nobody else runs this installation"):
        await instance.administer(root.person.id, RUNS_NOT, actor=root.person, under=root.session)


@pytest.mark.parametrize("act", [OUT, RUNS_NOT], ids=["out", "unmade"])
async def test_of_two_who_take_it_from_each_other_at_once_one_stays(installation: Installation, act: Any) -> None:
    ada, ben = await installation.runner("Ada"), await installation.runner("Ben")
    for _ in range(4):
        installation.alone(ada.person, ben.person)
        answers = await asyncio.gather(
            instance.administer(ben.person.id, act, actor=ada.person, under=ada.session),
            instance.administer(ada.person.id, act, actor=ben.person, under=ben.session),
            return_exceptions=True,
        )
        assert sorted(isinstance(one, NotPermitted | Conflict) for one in answers) == [False, True], answers
        ids = [ada.person.id, ben.person.id]
        left = "select count(*) from people where id = any(%s) and is_instance_admin and status = 'active'"
        assert installation.sql(left, ids) == [(1,)]
        installation.sql("update people set status = 'active' where id = any(%s)", ids)
        installation.sql("update sessions set ended_at = null where person_id = any(%s)", ids)


async def test_giving_it_up_and_being_deactivated_by_the_own_admin_do_not_cross(installation: Installation) -> None:
    """Ada gives up running it in the very moment in which Ben's own admin deactivates Ben, the only other."""
    ada, chief = await installation.runner("Ada"), await person("Chief")
    ben = await colleague(chief, "Ben")
    for _ in range(4):
        installation.alone(ada.person, ben)
        answers = await asyncio.gather(
            instance.administer(ada.person.id, RUNS_NOT, actor=ada.person, under=ada.session),
            accounts.set_status(ben.id, "deactivated", actor=chief),
            return_exceptions=True,
        )
        assert sorted(isinstance(one, Conflict) for one in answers) == [False, True], answers
        installation.sql("update people set status = 'active' where id = %s", ben.id)
